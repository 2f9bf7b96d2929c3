import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import type { Subscription } from '../../../upgrade/tenant/facts.js';
import { licenses, productName } from '../pieces/pieces.js';
import type { View } from '../view.js';
import type { TenantText } from './tenant-answer.js';

/** When each purchase of the old plan is renewed, or moves on if it is not. */
export function renewal(view: View, { sku, subscriptions }: SourceFound): TenantText {
  const { t } = view;
  const plan = productName(sku);
  // Of several each is told apart by what an admin sees of it: how many licenses it has.
  const named = ({ seats }: Subscription) =>
    subscriptions.length > 1 ? t('live.renewal.oneOf', { plan, licenses: licenses(seats, view) }) : plan;
  const each = subscriptions.map((one) => line(view, one, { plan: named(one) }));
  return { lines: [...new Set(each), t('live.renewal.recurring')] };
}

function line({ t, format }: View, { status, nextLifecycleAt }: Subscription, about: { plan: string }): string {
  const at = nextLifecycleAt === null ? undefined : format.date(nextLifecycleAt);
  if (at === undefined) return t('live.renewal.unknown', about);
  return status === 'Enabled'
    ? t('live.renewal.active', { ...about, at })
    : t('live.renewal.ended', { ...about, at, status: t(`status.${status}`) });
}
