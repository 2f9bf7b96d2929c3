import { tellAction } from '../../../engine/action-log.js';
import type { Command } from '../../../upgrade/run/commands.js';
import { onlyLooks, takesCare } from '../../../upgrade/run/decide.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import type { Answer, Asking } from '../conversation.js';
import type { OnCard } from '../intents/ask.js';
import { say } from '../say.js';
import { welcome } from './greet.js';
import { actionOf, seerOf } from './seer.js';
import { showReply } from './show-reply.js';
import { runMeant, showAnyRun } from './show-run.js';

/** Carries out a command on the run that is meant, for a person who may see it, and answers with what came of it. */
export async function carryOut(asking: Asking, command: Command, on: OnCard | undefined): Promise<Answer> {
  const { upgrades } = asking;
  const { tenantId } = asking.person;
  const changes = !onlyLooks(command.do) || command.do === 'check';
  const seer = await seerOf(asking, changes ? 'now' : 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = await runMeant(asking, on);
  if (on && !run) {
    tellAction(seer.log, actionOf(seer, on.runId), { is: 'notTheirs' });
    return say(seer, { text: 'foreignRun' });
  }
  const { asker } = seer;
  if (command.do === 'check' && (!run || isOver(run))) {
    return showReply({ ...seer, command, before: run }, await upgrades.check(tenantId, asker));
  }
  if (command.do === 'status') return run ? showAnyRun(seer, run) : welcome(seer, undefined);
  if (!run) return say(seer, { text: 'noRun' });
  const revision = on?.revision ?? (await revisionMeant(asking, run, command));
  const reply = await upgrades.command(tenantId, run.id, revision, asker, command);
  return showReply({ ...seer, command, before: run, wasWritten: on === undefined }, reply);
}

/**
 * What written words are about: what the person was shown last, where they spend or destroy; else the run as it is now.
 */
async function revisionMeant({ person, seen }: Asking, run: Run, { do: verb }: Command): Promise<number | undefined> {
  return takesCare(verb) ? seen.revisionOf(person.tenantId, person.id, run.id) : undefined;
}
