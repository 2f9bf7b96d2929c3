import { hasProblem, type OrderRequest, type OrderStatus, PortError } from '../../upgrade/ports.js';
import { readBody } from '../http.js';
import {
  type CustomerSubscription,
  changeSubscription,
  subscriptionPath,
  subscriptionSchema,
} from './change-subscription.js';
import type { PartnerCenter } from './client.js';
import { subscriptionMeaning } from './subscription-words.js';

const doing = 'raising the number of licences';

/**
 * Raises the number of licences of a subscription to the order's. It is never lowered: the change is made for the
 * version that was read, and one that has as many or more is left alone.
 * @throws PortError `unknownOutcome` when no answer came, or one that is no subscription: {@link findSeats} tells; `busy`
 * while another operation on the subscription is open; `refused` with code `subscriptionNotActive` when it has ended, or as
 * Partner Center refuses; `unclear` when its status is not documented
 * @see https://learn.microsoft.com/partner-center/developer/change-the-quantity-of-a-subscription
 */
export async function raiseSeats(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  const { tenantId: customer, sourceCommerceId: commerceId, key, quantity } = order;
  const patch = (subscription: CustomerSubscription) => {
    const meaning = subscriptionMeaning(subscription.status, doing);
    if (meaning === 'ended') throw notActive(`is ${subscription.status.toLowerCase()}`);
    if (subscription.quantity >= quantity) return undefined;
    if (meaning === 'changing')
      throw new PortError({ is: 'busy', retryAfterMs: undefined }, doing, { service: 'partnerCenter' });
    return { quantity };
  };
  try {
    const answer = await changeSubscription(center, { customer, commerceId, key, purpose: 'seats', doing, patch });
    if (!answer) return { is: 'completed', commerceId };
    // Taken, but not yet shown: reading tells when it is.
    if (answer.status === 202) return { is: 'inProgress' };
    const changed = readBody({ kind: 'write', doing, service: 'partnerCenter' }, answer.body, subscriptionSchema);
    return statusOf(changed, order).is === 'completed' ? { is: 'completed', commerceId } : { is: 'inProgress' };
  } catch (error) {
    if (hasProblem(error, 'notFound')) throw notActive('is not there any more');
    throw error;
  }
}

/**
 * Reads whether a subscription has the order's number of licences.
 * @returns `notFound` also when the subscription has ended or is not there any more
 * @see https://learn.microsoft.com/partner-center/developer/get-a-subscription-by-id
 */
export async function findSeats(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  const { tenantId: customer, sourceCommerceId } = order;
  const path = subscriptionPath(sourceCommerceId);
  try {
    const subscription = await center.get({ customer, path, doing: `${doing} (reading it)` }, subscriptionSchema);
    return statusOf(subscription, order);
  } catch (error) {
    if (hasProblem(error, 'notFound')) return { is: 'notFound' };
    throw error;
  }
}

function statusOf(subscription: CustomerSubscription, { quantity, sourceCommerceId }: OrderRequest): OrderStatus {
  const meaning = subscriptionMeaning(subscription.status, doing);
  if (meaning === 'ended') return { is: 'notFound' };
  if (subscription.quantity >= quantity) return { is: 'completed', commerceId: sourceCommerceId };
  return meaning === 'changing' ? { is: 'inProgress' } : { is: 'notFound' };
}

function notActive(how: string): PortError {
  return new PortError({ is: 'refused', code: 'subscriptionNotActive', text: `The subscription ${how}.` }, doing);
}
