import type { Problem } from '../upgrade/ports.js';
import { retryAfterMs } from './retry-after.js';

/** An error as an API tells it, in its own code and words. */
export type Fault = { code: string; text: string };

export type FailedAnswer = {
  kind: 'read' | 'write';
  status: number;
  headers: { get(name: string): string | null };
  fault: Fault;
  /** The permission the call needs, told when it is denied. */
  needs: string;
  now: Date;
};

// Microsoft documents this 409 as "please wait briefly and retry": the write was turned away, not half done.
const turnedAway = 'Directory_ConcurrencyViolation';

/**
 * What an answer that is not a success means to the caller. A 401 is not for here: it is settled with a new token.
 * @see https://learn.microsoft.com/graph/errors
 */
export function problemOf({ kind, status, headers, fault, needs, now }: FailedAnswer): Problem {
  const wait = retryAfterMs(headers.get('Retry-After'), now);
  if (status === 429 || fault.code === turnedAway) return { is: 'busy', retryAfterMs: wait };
  if (status === 503 && (kind === 'read' || wait !== undefined)) return { is: 'busy', retryAfterMs: wait };
  if (status === 408 || status >= 500) return kind === 'read' ? { is: 'unreachable' } : { is: 'unknownOutcome' };
  if (status === 401) return { is: 'denied', needs: undefined };
  if (status === 403) return { is: 'denied', needs };
  if (status === 404) return { is: 'notFound' };
  return { is: 'refused', code: fault.code || String(status), text: fault.text };
}
