import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { isoTime } from '../iso-time.js';
import type { Subscription } from '../world/state.js';
import { endSubscription, suspendedDays } from '../world/subscriptions.js';
import { armError } from './arm-error.js';
import { isInWindow, windowEnd } from './cancellation-window.js';
import { accepted, beginChange } from './operations.js';
import { lockedRefusal } from './refusals.js';
import { isCancelled } from './subscription-resource.js';

/** Cancels a purchase: 202 while it is being done, 204 when it was done before. */
export function cancelSubscription(call: ApiCall, subscription: Subscription): ApiResponse {
  const { tenant, now } = call;
  if (subscription.status === 'Deleted' || isCancelled(tenant, subscription)) return { status: 204 };
  const underWay = [...tenant.billing.operations.values()].find(
    ({ kind, of, outcome }) => kind === 'cancel' && of === subscription.commerceId && outcome === undefined,
  );
  if (underWay) return accepted(call, underWay);
  const refusal = lockedRefusal(call, subscription);
  if (refusal) return refusal;
  if (!isInWindow(subscription, now)) {
    const end = isoTime(windowEnd(subscription, now) ?? now);
    return armError(400, 'CancellationNotAllowed', `The billing subscription could be cancelled until ${end}.`);
  }
  const operation = beginChange(call, 'cancel', subscription, (due) => {
    endSubscription(tenant, subscription, 'Suspended', 'billing-account', due, suspendedDays.direct);
    return { status: 204 };
  });
  return accepted(call, operation);
}
