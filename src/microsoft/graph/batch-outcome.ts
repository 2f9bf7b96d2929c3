import type { ChangeOutcome } from '../../upgrade/licences/change-outcome.js';
import { retryAfterMs } from '../retry-after.js';
import type { BatchReply } from './batch.js';
import { graphFault } from './client.js';

/** What came of one person's change inside a batch. */
export function outcomeOf(answer: BatchReply | undefined, now: Date): ChangeOutcome {
  if (!answer) return { is: 'unknown' };
  const { status, headers, body } = answer;
  if (status >= 200 && status < 300) return { is: 'done' };
  const fault = graphFault(body);
  const toldToWait = status === 429 || fault.code === 'Directory_ConcurrencyViolation';
  if (toldToWait || status === 401) return { is: 'busy', retryAfterMs: retryAfterMs(headers.get('Retry-After'), now) };
  if (status === 404) return { is: 'gone' };
  if (status === 408 || status >= 500) return { is: 'unknown' };
  return { is: 'refused', text: fault.text || fault.code || `Status ${status}` };
}
