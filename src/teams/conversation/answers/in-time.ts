import { TookTooLong, within } from '../../../base/deadline.js';
import { PortError } from '../../../upgrade/ports.js';
import type { Statement } from '../../cards/answers/statement.js';
import { UploadFailed } from '../../reports/upload.js';
import type { Answer } from '../conversation.js';
import { say } from '../say.js';
import type { Seer } from './seer.js';

/** How long a turn waits for Graph or OneDrive, in milliseconds. */
const patienceMs = 5_000;

/** What takes longer than a turn may last comes later, in the place of a word that says so. Rejects only for defects. */
export async function inTime(seer: Seer, waiting: Statement, work: Promise<Answer>): Promise<Answer> {
  const safe = work.catch((error: unknown) => say(seer, whatFailed(seer, error)));
  try {
    return await within(safe, patienceMs, seer.time);
  } catch (error) {
    if (!(error instanceof TookTooLong)) throw error;
    return { ...say(seer, waiting), later: safe };
  }
}

/** @throws the error itself where it is a defect */
function whatFailed({ person, log }: Seer, error: unknown): Statement {
  if (error instanceof UploadFailed) {
    log.warn({ err: error }, 'a file could not be saved');
    return { text: 'fileNotSaved' };
  }
  if (!(error instanceof PortError)) throw error;
  const { doing, problem } = error;
  log.warn({ doing, problem }, 'a report could not be read');
  const { tenantId } = person;
  return problem.is === 'denied' ? { text: 'denied', tenantId, needs: problem.needs } : { text: 'unreachable' };
}
