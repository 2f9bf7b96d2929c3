import { isBought } from '../../../upgrade/run/at-stake.js';
import type { Run } from '../../../upgrade/run/run.js';
import { licenses, newPlan, oldPlan } from '../pieces/pieces.js';
import { priceFor } from '../pieces/prices.js';
import type { RunView } from '../view.js';

/** What is billed now, as far as the run knows. */
export function billed(view: RunView): string[] {
  const { t, format, run } = view;
  const plans = { plan: newPlan(view), old: oldPlan(run) };
  const isNew = isBought(run) || run.useSubscriptionId !== null || run.state.is === 'completed';
  if (!isNew) return [t('run.billed.old', { plan: plans.old }), t('run.billed.nothingNew')];
  const old = oldPlanOf(run);
  return [
    t(old.isBilled ? 'run.billed.both' : 'run.billed.new', plans),
    ...(old.until === undefined ? [] : [t('run.billed.until', { plan: plans.old, at: format.date(old.until) })]),
    ...ordered(view),
  ];
}

/** Whether the old plan is billed still, and until when where that is known. */
function oldPlanOf({ state, path }: Run): { isBilled: boolean; until?: string | undefined } {
  if (state.is !== 'completed') return { isBilled: path === 'manual' };
  if (state.oldPlanKept) return { isBilled: true };
  const ended = state.oldPlan ?? { is: 'ended' as const };
  if (ended.is === 'runsOut') return { isBilled: true, until: ended.until ?? undefined };
  return { isBilled: ended.is === 'renewed' };
}

function ordered(view: RunView): string[] {
  const { t, format, run } = view;
  const { order } = run;
  const price = order && priceFor(view, order.plan, order.billingCycle, order.quantity, order.term);
  if (!order || !price) return [];
  const told = t(`price.total.${order.billingCycle}`, { price: format.money(price) });
  return [t('run.billed.order', { licenses: licenses(order.quantity, view), plan: newPlan(view), price: told })];
}
