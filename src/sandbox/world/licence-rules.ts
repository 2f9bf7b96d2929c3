import { type ServicePlan, skuWithId } from '../catalogue/skus.js';
import { takesSeat } from './seats.js';
import type { Licence } from './state.js';

/** Plans of which a person may have only one switched on. */
const exclusive: readonly (readonly [string, string])[] = [
  ['STREAM_O365_E3', 'STREAM_O365_E5'],
  ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
];

/** Plans that need one of others beside them. */
const dependencies: readonly { readonly plan: string; readonly needsOneOf: readonly string[] }[] = [
  { plan: 'MCOMEETADV', needsOneOf: ['MCOSTANDARD', 'MCOEV'] },
];

export type RuleBreach =
  | { readonly breach: 'MutuallyExclusiveViolation'; readonly plans: readonly [string, string] }
  | { readonly breach: 'DependencyViolation'; readonly plan: string; readonly needs: readonly string[] };

/** The first rule of Microsoft's that holding exactly these licences would break; plans are given by id. */
export function brokenRule(licences: readonly Licence[]): RuleBreach | undefined {
  const enabled = enabledPlans(licences);
  for (const [first, second] of exclusive) {
    const one = enabled.get(first);
    const other = enabled.get(second);
    if (one && other) return { breach: 'MutuallyExclusiveViolation', plans: [one.id, other.id] };
  }
  for (const { plan, needsOneOf } of dependencies) {
    const dependent = enabled.get(plan);
    if (dependent && !needsOneOf.some((name) => enabled.has(name))) {
      return { breach: 'DependencyViolation', plan: dependent.id, needs: [...needsOneOf] };
    }
  }
  return undefined;
}

function enabledPlans(licences: readonly Licence[]): Map<string, ServicePlan> {
  const enabled = new Map<string, ServicePlan>();
  for (const licence of licences) {
    if (!takesSeat(licence)) continue;
    for (const plan of skuWithId(licence.skuId)?.plans ?? []) {
      if (!licence.disabledPlans.includes(plan.id)) enabled.set(plan.name, plan);
    }
  }
  return enabled;
}
