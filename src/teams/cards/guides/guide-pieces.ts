import { minimumQuantity } from '../../../upgrade/order/order.js';
import { displayName } from '../../../upgrade/plans/plans.js';
import { leastOfRun } from '../../../upgrade/run/buying.js';
import { type Fact, licenses, oldPlan, sourceFound } from '../pieces/pieces.js';
import type { RunView } from '../view.js';

/** Parts that the guides through the admin center share. */

/** The way to the old plan's page: steps 1 and 2 of the article. */
export function clickToPlan({ t, run }: RunView): string[] {
  return [t('adminTask.click.yourProducts'), t('adminTask.click.subscription', { plan: oldPlan(run) })];
}

/** The way to the Upgrade tab, by the names it has under the tenant's agreement: step 3 of the article. */
export function clickToTab(view: RunView): string[] {
  const { t, run } = view;
  const tab = run.commerce === 'billing-account' ? 'adminTask.click.otherOptions' : 'adminTask.click.upgradeTab';
  return [...clickToPlan(view), t(tab)];
}

/** How many licences to type in, and why that many. */
export function quantityFact(view: RunView, why: 'whyUpgrade' | 'whyBuy'): Fact {
  const { t, run } = view;
  const source = sourceFound(run);
  const seats = licenses(source?.seats ?? 0, view);
  const already = why === 'whyBuy' ? (source?.alreadyHold[run.plan ?? ''] ?? 0) : 0;
  const reason = already > 0 ? 'whyBuyLess' : why;
  const quantity = run.cart?.quantity ?? 0;
  const least = source === undefined ? quantity : minimumQuantity(leastOfRun(run));
  // Beyond the least that is possible it is somebody's choice, and nothing else explains it.
  const isChosen = quantity > least;
  const because = t(`adminTask.values.${reason}`, {
    quantity: isChosen ? least : quantity,
    seats,
    assigned: source?.assigned ?? 0,
    plan: oldPlan(run),
    already,
  });
  return {
    title: t('adminTask.values.quantity'),
    value: isChosen ? t('adminTask.values.chosen', { quantity, because }) : because,
  };
}

/** The name of the plan that was chosen, for a heading. */
export const plainNewPlan = ({ run, t }: RunView): string =>
  run.plan === null ? t('common.unknownPlan') : displayName(run.plan);
