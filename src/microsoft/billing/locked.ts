import { PortError } from '../../upgrade/ports.js';
import type { BillingSubscription } from './subscriptions.js';
import { isLockedWord } from './words.js';

const lockedForMs = 30_000;

/** Whether another change of the purchase is being carried out; no other is taken meanwhile. */
export function isLocked({ operationStatus }: BillingSubscription): boolean {
  return isLockedWord(operationStatus);
}

/** What a caller is told who has to wait for the other change. */
export function locked(doing: string): PortError {
  return new PortError({ is: 'busy', retryAfterMs: lockedForMs }, `${doing} (another change is under way)`, {
    service: 'billing',
  });
}
