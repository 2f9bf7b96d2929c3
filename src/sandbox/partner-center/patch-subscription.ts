import { z } from 'zod';
import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { setSeats } from '../world/blockers.js';
import { openTransition } from '../world/open-transition.js';
import { assignedOf } from '../world/seats.js';
import type { Subscription } from '../world/state.js';
import { attachedAddOns, endSubscription, setRenewal, setStatus } from '../world/subscriptions.js';
import { cancellationWindowMs } from '../world/terms.js';
import { ifMatchError, partnerBadBody, partnerError } from './partner-error.js';
import { etagOf, subscriptionResource } from './subscription-resource.js';

const schema = z.object({
  quantity: z.int().min(1).optional(),
  status: z.enum(['none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled']).optional(),
  autoRenewEnabled: z.boolean().optional(),
  friendlyName: z.string().max(256).optional(),
});

type Change = z.infer<typeof schema>;

/**
 * Changes one thing about a purchase: quantity, status, renewal or name. A licence-based subscription such as E4 is
 * cancelled by suspending it; a new-commerce one by deleting it within seven days.
 */
export function patchSubscription(call: ApiCall, subscription: Subscription): ApiResponse {
  // A purchase of the new commerce has no version to compare with.
  const stale = subscription.isLegacy ? ifMatchError(call, etagOf(subscription)) : undefined;
  if (stale) return stale;
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  const shown = subscriptionResource(call.tenant, subscription, call.now);
  const changes = Object.entries(parsed.data).filter(([name, value]) => value !== undefined && value !== shown[name]);
  if (changes.length > 1) return partnerError(400, '2002', 'Only one kind of change is allowed at a time.');
  const refusal = make(call, subscription, schema.parse(Object.fromEntries(changes)));
  return refusal ?? { status: 200, body: subscriptionResource(call.tenant, subscription, call.now) };
}

/** Makes the change, or says why it cannot be made. */
function make(call: ApiCall, subscription: Subscription, change: Change): ApiResponse | undefined {
  const { quantity, status, autoRenewEnabled, friendlyName } = change;
  if (quantity !== undefined) {
    return pendingError(call, subscription) ?? changeQuantity(call, subscription, quantity);
  }
  if (status !== undefined) return pendingError(call, subscription) ?? changeStatus(call, subscription, status);
  if (autoRenewEnabled === true && subscription.isLegacy) {
    return partnerError(400, '800093', 'The subscription is not auto-renewable.');
  }
  if (autoRenewEnabled !== undefined) setRenewal(call.tenant, subscription, autoRenewEnabled, call.now);
  if (friendlyName !== undefined) {
    subscription.friendlyName = friendlyName;
    subscription.version += 1;
  }
  return undefined;
}

function changeQuantity(
  { tenant, now }: ApiCall,
  subscription: Subscription,
  quantity: number,
): ApiResponse | undefined {
  if (subscription.status !== 'Enabled') return partnerError(400, '800091', 'The subscription is suspended.');
  if (quantity < subscription.seats) {
    const assigned = assignedOf(tenant, subscription);
    if (quantity < assigned) {
      return partnerError(400, '2002', `The quantity cannot be less than the ${assigned} licenses that are assigned.`);
    }
    if (!subscription.isLegacy && !isInWindow(subscription, now)) {
      return partnerError(400, '800090', 'The quantity cannot be decreased outside the cancellation window.');
    }
  }
  setSeats(subscription, quantity);
  return undefined;
}

function changeStatus({ tenant, now }: ApiCall, subscription: Subscription, status: string): ApiResponse | undefined {
  if (status === 'suspended' && subscription.status === 'Enabled') {
    endSubscription(tenant, subscription, 'Suspended', 'partner-center', now);
    return undefined;
  }
  if (status === 'active' && subscription.status === 'Suspended') {
    setStatus(subscription, 'Enabled');
    return undefined;
  }
  if (status === 'deleted' && !subscription.isLegacy && subscription.status !== 'Deleted') {
    if (!isInWindow(subscription, now)) {
      return partnerError(400, '900117', 'You have passed your 7-day cancellation window');
    }
    endSubscription(tenant, subscription, 'Deleted', 'partner-center', now);
    return undefined;
  }
  const addOns = attachedAddOns(tenant, subscription).length;
  const message = `The status cannot be changed to ${status}; the subscription has ${addOns} add-ons.`;
  return partnerError(400, '2011', message);
}

function isInWindow({ createdAt }: Subscription, now: number): boolean {
  return now < createdAt + cancellationWindowMs;
}

/** Refuses a change while the subscription is being changed to another plan. */
function pendingError({ tenant }: ApiCall, subscription: Subscription): ApiResponse | undefined {
  if (!openTransition(tenant, subscription)) return undefined;
  return partnerError(409, '900278', 'Another operation on the subscription is pending. Try again after it ends.');
}
