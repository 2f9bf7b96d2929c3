import { isBought } from '../../../upgrade/run/bought.js';
import { apart } from '../../../upgrade/run/order-record.js';
import type { Run } from '../../../upgrade/run/run.js';
import { boughtBeside } from '../../../upgrade/run/together.js';
import { boughtPlan, licenses, oldPlan, productName } from '../pieces/pieces.js';
import { priceFor } from '../pieces/prices.js';
import type { RunView } from '../view.js';

/** What is billed now, as far as the run knows. */
export function billed(view: RunView): string[] {
  const { t, format, run } = view;
  const plans = { ...boughtPlan(view), old: oldPlan(run) };
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
  const beside = boughtBeside(run).map(({ plan }) => plan);
  const earlier = run.earlierOrders.filter(
    ({ outcome, plan }) => outcome === 'completed' && (run.split || beside.includes(plan)),
  );
  return [...earlier, ...(run.order ? apart(run.order) : [])].flatMap((order) => {
    const { plan, billingCycle, quantity, term } = order;
    const price = priceFor(view, plan, billingCycle, quantity, term);
    if (!price) return [];
    const told = t(`price.total.${billingCycle}`, { price: format.money(price) });
    return [t('run.billed.order', { licenses: licenses(quantity, view), plan: productName(plan), price: told })];
  });
}
