import { type ServicePlan, skuWithId } from '../catalogue/skus.js';
import type { Dependency } from './dependencies.js';
import { takesSeat } from './seats.js';
import type { Licence } from './state.js';

/** Plans of which a person may have only one switched on. */
const exclusive: readonly (readonly [string, string])[] = [
  ['STREAM_O365_E3', 'STREAM_O365_E5'],
  ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE'],
  ['SHAREPOINTSTANDARD', 'SHAREPOINTENTERPRISE'],
];

export type RuleBreach =
  | { readonly breach: 'MutuallyExclusiveViolation'; readonly plans: readonly [string, string] }
  | { readonly breach: 'DependencyViolation'; readonly plan: string; readonly needs: readonly string[] };

/** The rules of Microsoft's that holding exactly these licences would break; plans are given by id. */
export function brokenRules(licences: readonly Licence[], dependencies: readonly Dependency[]): RuleBreach[] {
  const enabled = enabledPlans(licences);
  const conflicts = exclusive.flatMap(([first, second]): RuleBreach[] => {
    const one = enabled.get(first);
    const other = enabled.get(second);
    return one && other ? [{ breach: 'MutuallyExclusiveViolation', plans: [one.id, other.id] }] : [];
  });
  const lacks = dependencies.flatMap(({ plan, needsOneOf }): RuleBreach[] => {
    const dependent = enabled.get(plan);
    if (!dependent || needsOneOf.some((name) => enabled.has(name))) return [];
    return [{ breach: 'DependencyViolation', plan: dependent.id, needs: needsOneOf }];
  });
  return [...conflicts, ...lacks];
}

export function sameBreach(one: RuleBreach, other: RuleBreach): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
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
