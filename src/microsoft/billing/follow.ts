import { z } from 'zod';
import { PortError } from '../../upgrade/ports.js';
import type { Answer } from '../call.js';
import { retryAfterMs } from '../retry-after.js';
import { type Billing, readFault } from './client.js';

const mostLooks = 3;
const defaultPauseMs = 10_000;
const longestWaitMs = 30_000;

const outcomeSchema = z.object({ status: z.string() });

/**
 * Follows an operation that was accepted (a 202) for a short while. Resolves when it has succeeded, and also when it
 * goes on or cannot be asked about: it was accepted, and what came of it shows in the directory.
 * @throws PortError when Microsoft says that the operation failed
 * @see https://learn.microsoft.com/azure/azure-resource-manager/management/async-operations
 */
export async function follow(billing: Billing, tenantId: string, accepted: Answer, doing: string): Promise<void> {
  let answer = accepted;
  let location: string | undefined;
  let waited = 0;
  for (let look = 1; look <= mostLooks; look++) {
    location = answer.headers.get('Location') ?? location;
    const pause = retryAfterMs(answer.headers.get('Retry-After'), billing.now()) ?? defaultPauseMs;
    waited += pause;
    if (!location || waited > longestWaitMs) return;
    await billing.sleep(pause);
    const next = await lookAt(billing, tenantId, location, doing);
    if (!next) return;
    if (next.status !== 202) return settle(next, doing);
    answer = next;
  }
}

async function lookAt(billing: Billing, tenantId: string, path: string, doing: string): Promise<Answer | undefined> {
  try {
    return await billing.look({ tenantId, path, doing: `${doing} (following it)` });
  } catch (error) {
    if (!(error instanceof PortError) || saysThatItFailed(error)) throw error;
    billing.log.warn({ doing: error.doing, problem: error.problem.is }, 'an accepted operation could not be followed');
    return undefined;
  }
}

function saysThatItFailed({ problem }: PortError): boolean {
  return problem.is === 'denied' || (problem.is === 'refused' && problem.code !== 'foreignAddress');
}

/** Some operations answer 200 and tell in the body that they failed. */
function settle({ body }: Answer, doing: string): void {
  const { data } = outcomeSchema.safeParse(body);
  if (data?.status !== 'Failed' && data?.status !== 'Canceled') return;
  const { code, text } = readFault(body);
  throw new PortError({ is: 'refused', code: code || data.status, text }, doing);
}
