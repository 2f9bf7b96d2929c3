import { tellAction } from '../../../engine/action-log.js';
import { atStake, hasOnlyLooked } from '../../../upgrade/run/at-stake.js';
import type { Command } from '../../../upgrade/run/commands.js';
import { onlyLooks, permissionTo, takesCare } from '../../../upgrade/run/decide.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import { may, type Role } from '../../../upgrade/tenant/roles.js';
import type { Note } from '../../cards/note.js';
import type { Answer, Asking } from '../conversation.js';
import type { Ask } from '../intents/ask.js';
import { say } from '../say.js';
import { welcome } from './greet.js';
import { actionOf, type Seer, seerOf } from './seer.js';
import { showReply } from './show-reply.js';
import { runMeant, showAnyRun, showRun } from './show-run.js';

type Commanded = Extract<Ask, { is: 'command' }>;

/** Carries out a command on the run that is meant, for a person who may see it, and answers with what came of it. */
export async function carryOut(asking: Asking, commanded: Commanded): Promise<Answer> {
  const { command, on } = commanded;
  const { upgrades } = asking;
  const { tenantId } = asking.person;
  const changes = !onlyLooks(command.do) || command.do === 'check';
  const seer = await seerOf(asking, changes ? 'now' : 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = await runCommanded(asking, commanded);
  if (on && !run) {
    tellAction(seer.log, actionOf(seer, on.runId), { is: 'notTheirs' });
    return say(seer, { text: 'foreignRun' });
  }
  if (command.do === 'check' && (!run || isOver(run))) {
    return showReply({ ...seer, command, before: run }, await upgrades.check(tenantId, seer.asker, command.source));
  }
  if (command.do === 'status') return run ? showAnyRun(seer, run) : welcome(seer, undefined);
  if (!run) return say(seer, { text: 'noRun' });
  const question = askedBack(run, commanded, seer.asker.roles);
  return question ? showRun(seer, run, question) : carryOutOn(seer, run, commanded);
}

async function carryOutOn(seer: Seer, run: Run, { command, on }: Commanded): Promise<Answer> {
  const { upgrades, person, asker } = seer;
  const revision = on?.revision ?? (await revisionMeant(seer, run, command));
  const reply = await upgrades.command(person.tenantId, run.id, revision, asker, command);
  return showReply({ ...seer, command, before: run, wasWritten: on === undefined }, reply);
}

/** The run that is meant. Who was moved is moved back in the run that moved them, though somebody has looked since. */
async function runCommanded(asking: Asking, { command, on }: Commanded): Promise<Run | undefined> {
  const run = await runMeant(asking, on);
  if (on || command.do !== 'undo' || !run || !hasOnlyLooked(run)) return run;
  const earlier = (await asking.upgrades.history(run.tenantId)).find((one) => !hasOnlyLooked(one));
  return earlier && whyNot(earlier, command) === undefined ? earlier : run;
}

/** What is asked back of a word that ends the run or takes back what it did, where that would be done now. */
function askedBack(run: Run, { command, on, confirmed }: Commanded, roles: readonly Role[]): Note | undefined {
  const { do: verb } = command;
  if (on || confirmed || (verb !== 'stop' && verb !== 'undo')) return undefined;
  if (!may(permissionTo(verb, run), roles) || whyNot(run, command)) return undefined;
  if (verb === 'undo') return { why: 'askUndo' };
  return atStake(run) ? { why: 'askStop' } : undefined;
}

/**
 * What written words are about: what the person was shown last, where they spend or destroy; else the run as it is now.
 */
async function revisionMeant({ person, seen }: Asking, run: Run, { do: verb }: Command): Promise<number | undefined> {
  return takesCare(verb) ? seen.revisionOf(person.tenantId, person.id, run.id) : undefined;
}
