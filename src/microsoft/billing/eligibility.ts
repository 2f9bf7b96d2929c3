import { PortError } from '../../upgrade/ports.js';
import type { CommerceEligibility, Subscription } from '../../upgrade/tenant/facts.js';
import type { Billing } from './client.js';
import { sameId } from './resource-id.js';
import { goesBy, isOfPlan, listSubscriptions } from './subscriptions.js';

/**
 * Whether a subscription was sold by somebody else. Microsoft has no API for what its Upgrade tab shows, so of a
 * subscription that was bought here nothing more is known.
 * @returns `notSoldHere` only when a partner created the subscription and the whole list of the account lacks it
 */
export async function readEligibility(
  billing: Billing,
  tenantId: string,
  findAccount: () => Promise<string>,
  source: Subscription,
): Promise<CommerceEligibility> {
  if (source.ownerTenantId === null || sameId(source.ownerTenantId, tenantId)) return { is: 'unknown' };
  try {
    const listed = await listSubscriptions(billing, tenantId, await findAccount());
    const ids = [source.id, ...(source.commerceId === null ? [] : [source.commerceId])];
    const maybeHere = listed.some((one) => ids.some((id) => goesBy(one, id)) || isOfPlan(one, source.sku));
    return { is: maybeHere ? 'unknown' : 'notSoldHere' };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    billing.log.warn({ doing: error.doing, problem: error.problem.is }, 'who sold the subscription stays open');
    return { is: 'unknown' };
  }
}
