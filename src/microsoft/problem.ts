import type { Problem } from '../upgrade/ports.js';
import { retryAfterMs } from './retry-after.js';

/** An error as an API tells it, in its own code and words. */
export type Fault = { code: string; text: string };

/** An answer by which an API turned a request away. */
export type TurnedAway = {
  kind: 'read' | 'write';
  status: number;
  fault: Fault;
  /** The permission the call needs, told when it is denied. */
  needs: string;
};

export type FailedAnswer = TurnedAway & {
  headers: { get(name: string): string | null };
  /** What the API's own codes say; undefined where the status has to tell. */
  judge?: ((answer: TurnedAway) => Problem | undefined) | undefined;
  now: Date;
};

// Microsoft documents this 409 as "please wait briefly and retry": the write was turned away, not half done.
const askedToWait = 'Directory_ConcurrencyViolation';

/**
 * What an answer that is not a success means to the caller. A request that was throttled, or that the service failed at,
 * says so by its status; of all others the code tells more, where the API documents its codes. A 401 is not for here as
 * long as a new token may settle it.
 * @see https://learn.microsoft.com/graph/errors
 */
export function problemOf({ headers, judge, now, ...answer }: FailedAnswer): Problem {
  const { kind, status, fault, needs } = answer;
  const wait = retryAfterMs(headers.get('Retry-After'), now);
  const isOverloaded = status === 503 && (kind === 'read' || wait !== undefined);
  if (status === 429 || fault.code === askedToWait || isOverloaded) return { is: 'busy', retryAfterMs: wait };
  if (status === 408 || status >= 500) return { is: kind === 'read' ? 'unreachable' : 'unknownOutcome' };
  const judged = judge?.(answer);
  if (judged?.is === 'busy') return { is: 'busy', retryAfterMs: wait ?? judged.retryAfterMs };
  if (judged) return judged;
  if (status === 401) return { is: 'denied', needs: undefined };
  if (status === 403) return { is: 'denied', needs };
  if (status === 404) return { is: 'notFound' };
  return { is: 'refused', code: fault.code || String(status), text: fault.text };
}
