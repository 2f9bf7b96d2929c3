import { z } from 'zod';
import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { setSeats } from '../world/blockers.js';
import { openTransition } from '../world/open-transition.js';
import type { Subscription } from '../world/state.js';
import { attachedAddOns, endSubscription, setStatus } from '../world/subscriptions.js';
import { ifMatchError, partnerBadBody, partnerError } from './partner-error.js';
import { etagOf, subscriptionResource } from './subscription-resource.js';

const schema = z.object({
  quantity: z.int().min(1).optional(),
  status: z.enum(['none', 'active', 'suspended', 'deleted', 'expired', 'pending', 'disabled']).optional(),
  autoRenewEnabled: z.boolean().optional(),
  friendlyName: z.string().max(256).optional(),
});

/**
 * Changes one thing about a purchase: quantity, status, renewal or name. A licence-based subscription such as E4 is
 * cancelled by suspending it; a new-commerce one by deleting it within seven days.
 */
export function patchSubscription(
  call: ApiCall,
  subscription: Subscription,
  assigned: number,
  isInWindow: boolean,
): ApiResponse {
  const stale = ifMatchError(call, etagOf(subscription));
  if (stale) return stale;
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  const shown = subscriptionResource(subscription, call.now);
  const changes = Object.entries(parsed.data).filter(([name, value]) => value !== undefined && value !== shown[name]);
  if (changes.length > 1) return partnerError(400, '2002', 'Only one kind of change is allowed at a time.');
  const { quantity, status, autoRenewEnabled, friendlyName } = parsed.data;
  const [changed] = changes[0] ?? [];
  const refusal =
    changed === 'quantity' && quantity !== undefined
      ? changeQuantity(call, subscription, quantity, assigned, isInWindow)
      : changed === 'status' && status !== undefined
        ? changeStatus(call, subscription, status, isInWindow)
        : changed === 'autoRenewEnabled' && autoRenewEnabled !== undefined
          ? changeRenewal(subscription, autoRenewEnabled)
          : changed === 'friendlyName' && friendlyName !== undefined
            ? rename(subscription, friendlyName)
            : undefined;
  return refusal ?? { status: 200, body: subscriptionResource(subscription, call.now) };
}

function changeQuantity(
  call: ApiCall,
  subscription: Subscription,
  quantity: number,
  assigned: number,
  isInWindow: boolean,
): ApiResponse | undefined {
  const pending = pendingError(call, subscription);
  if (pending) return pending;
  if (subscription.status !== 'Enabled') return partnerError(400, '800091', 'The subscription is suspended.');
  if (quantity < subscription.seats) {
    if (quantity < assigned) {
      return partnerError(400, '2002', `The quantity cannot be less than the ${assigned} licenses that are assigned.`);
    }
    if (!subscription.isLegacy && !isInWindow) {
      return partnerError(400, '800090', 'The quantity cannot be decreased outside the cancellation window.');
    }
  }
  setSeats(subscription, quantity);
  return undefined;
}

function changeStatus(
  call: ApiCall,
  subscription: Subscription,
  status: string,
  isInWindow: boolean,
): ApiResponse | undefined {
  const pending = pendingError(call, subscription);
  if (pending) return pending;
  const { tenant, now } = call;
  if (status === 'suspended' && subscription.status === 'Enabled') {
    endSubscription(tenant, subscription, 'Suspended', 'partner-center', now);
    return undefined;
  }
  if (status === 'active' && subscription.status === 'Suspended') {
    setStatus(subscription, 'Enabled');
    return undefined;
  }
  if (status === 'deleted' && !subscription.isLegacy && subscription.status !== 'Deleted') {
    if (!isInWindow) return partnerError(400, '900117', 'You have passed your 7-day cancellation window');
    endSubscription(tenant, subscription, 'Deleted', 'partner-center', now);
    return undefined;
  }
  const addOns = attachedAddOns(tenant, subscription).length;
  return partnerError(
    400,
    '2011',
    `The status cannot be changed to ${status}; the subscription has ${addOns} add-ons.`,
  );
}

/** Refuses a change while the subscription is being changed to another plan. */
function pendingError({ tenant }: ApiCall, subscription: Subscription): ApiResponse | undefined {
  if (!openTransition(tenant, subscription)) return undefined;
  return partnerError(409, '900278', 'Another operation on the subscription is pending. Try again after it ends.');
}

function changeRenewal(subscription: Subscription, autoRenew: boolean): ApiResponse | undefined {
  if (autoRenew && subscription.isLegacy) return partnerError(400, '800093', 'The subscription is not auto-renewable.');
  subscription.autoRenew = autoRenew;
  subscription.version += 1;
  return undefined;
}

function rename(subscription: Subscription, friendlyName: string): undefined {
  subscription.friendlyName = friendlyName;
  subscription.version += 1;
  return undefined;
}
