import { canByApi } from '../../upgrade/commerce-forms.js';
import type { Subscription } from '../../upgrade/facts.js';
import { links } from '../../upgrade/links.js';
import { displayName, sourceSku } from '../../upgrade/plans.js';
import { licenses, newPlan, oldPlan, productName, productNames, sourceFound } from './pieces.js';
import type { Draft, RunView } from './view.js';

/** Step 4 of the manual path: the facts that allow it, what is canceled, and what that does. */
export function manualCancel(view: RunView): Draft {
  const { t, run } = view;
  const source = sourceFound(run);
  const plan = oldPlan(run);
  const plain = displayName(source?.sku ?? sourceSku);
  const addOns = source?.addOns ?? [];
  const canCancel = canByApi[run.commerce].cancel;
  const left = (source?.subscriptions ?? []).filter(
    ({ id, status }) => status !== 'Deleted' && !run.cancelled.includes(id),
  );
  return {
    id: 'manual-cancel',
    title: t('manualCancel.title', { plan: plain }),
    data: {
      conditions: [
        t('manualCancel.facts.active', { plan: newPlan(view) }),
        t('manualCancel.facts.users', { plan }),
        t('manualCancel.facts.groups', { plan }),
      ],
      subscriptions: left.map((one) => subscriptionLine(view, one)),
      consequences: [
        t('manualCancel.billing', { plan }),
        t('manualCancel.data', { plan }),
        ...(addOns.length > 0 ? [t('manualCancel.addOns', { plan, addOns: productNames(addOns, view) })] : []),
        t('manualCancel.domains'),
        t('manualCancel.keepCosts', { plan }),
        canCancel ? t('manualCancel.cannotUndo') : t('manualCancel.notByApi', { plan }),
      ],
      canCancel,
      keepTitle: t('verbs.keepOld', { plan: plain }),
      cancelTitle: t('verbs.cancelOld', { plan: plain }),
      yourProducts: links.yourProducts,
    },
  };
}

function subscriptionLine(view: RunView, { sku, seats, nextLifecycleAt }: Subscription): string {
  const { t, format } = view;
  const named = { plan: productName(sku), seats: licenses(seats, view) };
  return nextLifecycleAt === null
    ? t('manualCancel.subscription', named)
    : t('manualCancel.subscriptionUntil', { ...named, date: format.date(nextLifecycleAt) });
}
