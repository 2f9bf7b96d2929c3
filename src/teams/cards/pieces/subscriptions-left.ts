import type { Subscription } from '../../../upgrade/tenant/facts.js';
import type { RunView } from '../view.js';
import { licenses, productName, sourceFound } from './pieces.js';

/** The old plan's subscriptions that are still to be cancelled. */
export function subscriptionsLeft({ run }: RunView): Subscription[] {
  return (sourceFound(run)?.subscriptions ?? []).filter(
    ({ id, status }) => status !== 'Deleted' && !run.cancelled.includes(id),
  );
}

/** A subscription as one line: its plan, its licences, and until when it is paid. */
export function subscriptionLine(view: RunView, { sku, seats, nextLifecycleAt }: Subscription): string {
  const { t, format } = view;
  const named = { plan: productName(sku), seats: licenses(seats, view) };
  return nextLifecycleAt === null
    ? t('manualCancel.subscription', named)
    : t('manualCancel.subscriptionUntil', { ...named, date: format.date(nextLifecycleAt) });
}
