import type { ApiCall } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import { openTransition } from '../world/open-transition.js';
import type { Subscription } from '../world/state.js';
import { armError } from './arm-error.js';
import { isLocked } from './subscription-resource.js';

/** Refuses a change while another one of the same subscription is under way. */
export function lockedRefusal({ tenant, now }: ApiCall, subscription: Subscription): ApiResponse | undefined {
  if (!openTransition(tenant, subscription) && !isLocked(tenant, subscription, now)) return undefined;
  const message = 'The billing subscription is locked for update by another operation. Try again later.';
  return armError(409, 'LockedForUpdate', message, { 'Retry-After': '10' });
}
