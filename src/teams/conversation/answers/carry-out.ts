import { withMore } from '../../../base/sharing.js';
import { tellAction } from '../../../engine/action-log.js';
import { hasOnlyLooked } from '../../../upgrade/run/at-stake.js';
import type { Command } from '../../../upgrade/run/commands.js';
import { onlyLooks, statesWith, takesCare } from '../../../upgrade/run/decide.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import type { AskedBack } from '../../cards/note.js';
import type { Answer, Asking } from '../conversation.js';
import type { Ask } from '../intents/ask.js';
import { say } from '../say.js';
import { askedBackOf } from './asked-back.js';
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
    return showReply(
      withMore(seer, { command, before: run }),
      await upgrades.check(tenantId, seer.asker, command.source),
    );
  }
  if (command.do === 'status') return run ? showAnyRun(seer, run) : welcome(seer, undefined);
  if (!run) return say(seer, { text: 'noRun' });
  const why = await whatToAskBack(seer, run, commanded);
  return why ? showRun(seer, run, { why }) : carryOutOn(seer, run, commanded);
}

async function whatToAskBack(
  seer: Seer,
  run: Run,
  { command, on, confirmed }: Commanded,
): Promise<AskedBack | undefined> {
  const why = on || confirmed ? undefined : askedBackOf(seer.upgrades, run, command, seer.asker.roles);
  // Of what has changed since they saw it they are told that first.
  return why && (await hasSeenOtherwise(seer, run)) ? undefined : why;
}

async function carryOutOn(seer: Seer, run: Run, { command, on, confirmed }: Commanded): Promise<Answer> {
  const { upgrades, person, asker } = seer;
  const asked = typeof confirmed === 'object' ? confirmed.revision : undefined;
  const revision = on?.revision ?? asked ?? (await revisionMeant(seer, run, command));
  const reply = await upgrades.command(person.tenantId, run.id, revision, asker, command);
  return showReply(withMore(seer, { command, before: run, wasWritten: on === undefined }), reply);
}

/**
 * The run that is meant. Who was moved is moved back in the run that moved them, though somebody has looked since; and an
 * old plan that was kept is ended in the run that kept it, whatever has been upgraded since.
 */
async function runCommanded(asking: Asking, { command, on, confirmed }: Commanded): Promise<Run | undefined> {
  if (typeof confirmed === 'object') return asking.upgrades.run(asking.person.tenantId, confirmed.runId);
  const run = await runMeant(asking, on);
  if (on || !run) return run;
  const isEarlier = (one: Run) => (command.do === 'undo' ? !hasOnlyLooked(one) : one.state.is === 'kept');
  const looksBack = command.do === 'undo' ? hasOnlyLooked(run) : command.do === 'cancelOld' && !canEnd(run);
  const earlier = looksBack ? (await asking.upgrades.history(run.tenantId)).find(isEarlier) : undefined;
  return earlier && whyNot(earlier, command) === undefined ? earlier : run;
}

/** Whether the old plan of the run may be ended where it stands. */
const canEnd = (run: Run): boolean => statesWith('cancelOld').includes(run.state.is);

async function hasSeenOtherwise({ person, seen }: Asking, run: Run): Promise<boolean> {
  const shown = await seen.revisionOf(person.tenantId, person.id, run.id);
  return shown !== 0 && shown !== run.revision;
}

/**
 * What written words are about: what the person was shown last, where they spend or destroy; else the run as it is now.
 */
async function revisionMeant({ person, seen }: Asking, run: Run, { do: verb }: Command): Promise<number | undefined> {
  return takesCare(verb) ? seen.revisionOf(person.tenantId, person.id, run.id) : undefined;
}
