import type { Logger } from 'pino';
import { StorageFailed } from '../storage/failures.js';
import { PortError } from '../upgrade/ports.js';
import type { Unanswered } from './reply.js';

export type Patience = { patienceMs: number; log: Logger };

/** Turns what went wrong into an answer, and an answer that takes too long into "still looking". */
export async function answered<T>(
  work: Promise<T>,
  { patienceMs, log }: Patience,
): Promise<T | Unanswered | { is: 'stillLooking'; later: Promise<T | Unanswered> }> {
  const safe = work.catch((error: unknown): Unanswered => unanswered(error, log));
  let timer: NodeJS.Timeout | undefined;
  const impatience = new Promise<{ is: 'stillLooking'; later: typeof safe }>((resolve) => {
    timer = setTimeout(() => resolve({ is: 'stillLooking', later: safe }), patienceMs);
  });
  try {
    return await Promise.race([safe, impatience]);
  } finally {
    clearTimeout(timer);
  }
}

function unanswered(error: unknown, log: Logger): Unanswered {
  if (error instanceof StorageFailed) {
    log.error({ err: error }, 'a change could not be kept');
    return { is: 'notKept' };
  }
  if (!(error instanceof PortError)) throw error;
  log.warn({ doing: error.doing, problem: error.problem }, 'Microsoft could not answer a person');
  return error.problem.is === 'denied' ? { is: 'denied', needs: error.problem.needs } : { is: 'unreachable' };
}
