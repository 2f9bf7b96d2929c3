import { serviceName } from '../plans/plans.js';
import { sameService } from '../plans/tiers.js';
import type { LicensedUser } from '../tenant/facts.js';
import type { PlanRef } from './closed-off.js';
import { isWorking, type Move } from './move.js';
import { offIn, servicesOf, switchedOff } from './switched-off.js';

/**
 * Services of which Microsoft lets a person have one tier at a time, by the name of one of them.
 * @see https://learn.microsoft.com/entra/identity/users/licensing-service-plan-reference
 * ("Service plans that cannot be assigned at the same time")
 */
const oneTierAtATime = ['EXCHANGE_S_ENTERPRISE', 'SHAREPOINTENTERPRISE'];

/**
 * Whether the person holds something else with another tier of a service that they would get with the new product, both
 * on: Microsoft refuses to give them that.
 */
export function clashes(user: LicensedUser, move: Move): boolean {
  const { fromSkuId, toSkuId, toServices, alsoFrom = [], others } = move;
  const leaves = [fromSkuId, ...alsoFrom.map(({ skuId }) => skuId)];
  const { mapped } = offIn(switchedOff(user, fromSkuId), move);
  const gets = exclusiveOf(servicesOf(toSkuId, toServices).filter(({ id }) => !mapped.includes(id)));
  const keeps = user.licences
    .filter((one) => !leaves.includes(one.skuId) && one.skuId !== toSkuId && isWorking(one))
    .flatMap(({ skuId, disabledPlans }) =>
      exclusiveOf(servicesOf(skuId, others?.get(skuId)).filter(({ id }) => !disabledPlans.includes(id))),
    );
  return keeps.some((kept) => gets.some((got) => got !== kept && sameService(got, kept)));
}

const exclusiveOf = (services: readonly PlanRef[]): string[] =>
  services.map(serviceName).filter((name) => oneTierAtATime.some((one) => sameService(one, name)));
