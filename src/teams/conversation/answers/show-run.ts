import { isOver, type Run } from '../../../upgrade/run/run.js';
import type { Note } from '../../cards/note.js';
import { runContextFor } from '../../notices/run-context.js';
import type { Answer, Asking } from '../conversation.js';
import type { OnCard } from '../intents/ask.js';
import type { Seer } from './seer.js';

/** The run that a card stands for, if it is the tenant's; without a card the tenant's own, as it is now. */
export async function runMeant(asking: Asking, on: OnCard | undefined): Promise<Run | undefined> {
  return on ? asking.upgrades.run(asking.person.tenantId, on.runId) : asking.currentRun();
}

/** The card of a run, which is kept up to date from then on. */
export async function showRun(seer: Seer, run: Run, note?: Note): Promise<Answer> {
  const { person, viewer, cards, clock, prices, followers, log } = seer;
  const { colleagues } = seer.notices;
  const contexts = { clock, prices, followers, log, colleagues };
  const context = await runContextFor(contexts, run, person.id, viewer.roles);
  return { rendered: cards.run(run, viewer, { ...context, note }), shows: run, note };
}

/** The same for a run that may be an earlier one: that is looked at, and the card kept up to date stays the present one's. */
export async function showAnyRun(seer: Seer, run: Run): Promise<Answer> {
  const answer = await showRun(seer, run);
  if (!isOver(run)) return answer;
  const current = await seer.currentRun();
  return current?.id === run.id ? answer : { ...answer, shows: undefined };
}
