import { z } from 'zod';
import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { setSeats } from '../world/blockers.js';
import { mostSeats } from '../world/orders.js';
import { assignedOf } from '../world/seats.js';
import type { Subscription } from '../world/state.js';
import { setRenewal } from '../world/subscriptions.js';
import { armBadBody, armError } from './arm-error.js';
import { isInWindow } from './cancellation-window.js';
import { accepted, beginChange } from './operations.js';
import { lockedRefusal } from './refusals.js';
import { subscriptionResource } from './subscription-resource.js';

const schema = z.strictObject({
  properties: z.strictObject({
    quantity: z.int().min(1).max(mostSeats).optional(),
    autoRenew: z.enum(['Off', 'On']).optional(),
    displayName: z.string().min(1).max(256).optional(),
  }),
});

type Change = z.infer<typeof schema>['properties'];

/** Changes quantity, renewal or name of a purchase: 202 while it is being done, 200 when there is nothing to do. */
export function patchSubscription(call: ApiCall, subscription: Subscription): ApiResponse {
  const parsed = schema.safeParse(call.body);
  return parsed.success
    ? changeSubscription(call, subscription, parsed.data.properties)
    : armBadBody(parsed.error.issues);
}

/** Changes what differs from how the purchase is now. */
export function changeSubscription(call: ApiCall, subscription: Subscription, change: Change): ApiResponse {
  const { tenant, now } = call;
  const shown = subscriptionResource(tenant, subscription, now);
  const differs = Object.entries(change).some(([name, value]) => value !== shown.properties[name]);
  if (!differs) return { status: 200, body: shown };
  const refusal = lockedRefusal(call, subscription) ?? unfit(call, subscription, change, now);
  if (refusal) return refusal;
  const operation = beginChange(call, 'update', subscription, (due) => {
    const late = unfit(call, subscription, change, due);
    if (late) return { status: late.status, body: late.body };
    make(call, subscription, change, due);
    return { status: 200, body: subscriptionResource(tenant, subscription, due) };
  });
  return accepted(call, operation);
}

function unfit(
  { tenant }: ApiCall,
  subscription: Subscription,
  { quantity, autoRenew }: Change,
  at: number,
): ApiResponse | undefined {
  if (subscription.status !== 'Enabled') {
    return armError(400, 'SubscriptionNotActive', 'The billing subscription is not active.');
  }
  if (autoRenew === 'On' && subscription.isLegacy) {
    return armError(400, 'AutoRenewNotAllowed', 'The product is no longer sold, so it cannot be renewed.');
  }
  if (quantity === undefined || quantity >= subscription.seats) return undefined;
  const assigned = assignedOf(tenant, subscription);
  if (quantity < assigned) {
    return armError(400, 'QuantityBelowAssigned', `${assigned} licenses are assigned; take them back first.`);
  }
  return isInWindow(subscription, at)
    ? undefined
    : armError(400, 'QuantityReductionNotAllowed', 'Licenses can be removed in the first seven days of a term.');
}

function make(
  { tenant }: ApiCall,
  subscription: Subscription,
  { quantity, autoRenew, displayName }: Change,
  at: number,
): void {
  if (quantity !== undefined) setSeats(subscription, quantity);
  if (autoRenew !== undefined) setRenewal(tenant, subscription, autoRenew === 'On', at);
  if (displayName !== undefined) subscription.friendlyName = displayName;
  subscription.version += 1;
}
