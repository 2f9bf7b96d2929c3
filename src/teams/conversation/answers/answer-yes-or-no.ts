import { isConfirmedTooLongAgo } from '../../../upgrade/confirmation.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import { confirmedCommand } from '../../cards/confirmed-command.js';
import type { Answer, Asking } from '../conversation.js';
import { sayToStranger } from '../say.js';
import { carryOut } from './carry-out.js';
import { seerOf } from './seer.js';
import { runMeant, showRun } from './show-run.js';

/** Takes a bare yes or no to what was asked back; what it is not clear of is asked. */
export async function answerYesOrNo(asking: Asking, said: 'yes' | 'no'): Promise<Answer> {
  const { question, clock, upgrades, person } = asking;
  if (!question || isConfirmedTooLongAgo(new Date(question.at), clock.now()))
    return sayToStranger(asking, { text: 'nothingAsked' });
  const { why, runId, revision } = question;
  if (said === 'yes')
    return carryOut(asking, { is: 'command', command: confirmedCommand(why), confirmed: { runId, revision } });
  const seer = await seerOf(asking, 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = await upgrades.run(person.tenantId, runId);
  return run ? showRun(seer, run, { why: 'notDone' }) : sayToStranger(asking, { text: 'nothingAsked' });
}

/** "Cancel" may mean the run or the old plan: what is meant is asked where both could be, and told first where one. */
export async function askWhichEnd(asking: Asking): Promise<Answer> {
  const seer = await seerOf(asking, 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = await runMeant(asking, undefined);
  if (!run) return sayToStranger(asking, { text: 'noRun' });
  const canCancel = whyNot(run, { do: 'cancelOld', confirm: true }) === undefined;
  return canCancel
    ? showRun(seer, run, { why: 'askWhichEnd' })
    : carryOut(asking, { is: 'command', command: { do: 'stop' } });
}
