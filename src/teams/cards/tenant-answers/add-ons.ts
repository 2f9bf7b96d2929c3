import { coverage } from '../../../upgrade/plans/plans.js';
import { waysOn } from '../../../upgrade/plans/ways-on.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { type Fact, productName, productNames } from '../pieces/pieces.js';
import type { View } from '../view.js';
import type { TenantLook, TenantText } from './tenant-answer.js';
import { whichPlan } from './which-plan.js';

/** Which add-ons the tenant has and what becomes of each, with the plan that is meant or else with every plan. */
export function addOns(view: View, look: TenantLook, source: SourceFound): TenantText {
  const { t } = view;
  const { sku, assigned, addOns: owned } = source;
  if (owned.length === 0) return { lines: [t('live.addOns.noneOwned')] };
  const which = whichPlan(look);
  const plans = waysOn(sku, assigned, source);
  const facts = owned.map((addOn): Fact => {
    const value = which.is === 'plan' ? withPlan(view, addOn, which.sku) : withEach(view, addOn, plans);
    return { title: productName(addOn), value };
  });
  return { lines: [t('live.addOns.line')], facts };
}

function withPlan({ t }: View, addOn: string, sku: string): string {
  const included = coverage(addOn, sku);
  return t(`live.addOns.${included}`, { plan: productName(sku) });
}

function withEach(view: View, addOn: string, plans: readonly string[]): string {
  const including = plans.filter((sku) => coverage(addOn, sku) === 'full');
  return including.length > 0
    ? view.t('live.addOns.includedIn', { plans: productNames(including, view) })
    : view.t('live.addOns.inNoPlan');
}
