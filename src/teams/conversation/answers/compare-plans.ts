import type { Answer, Asking } from '../conversation.js';
import type { OnCard } from '../intents/ask.js';
import { say } from '../say.js';
import { seerOf } from './seer.js';
import { runMeant } from './show-run.js';

/** The plans side by side, a page of them. */
export async function comparePlans(
  asking: Asking,
  { on, page = 0 }: { on?: OnCard | undefined; page?: number | undefined },
): Promise<Answer> {
  const { cards, clock, prices } = asking;
  const seer = await seerOf(asking, 'forReading');
  if (seer.is === 'refused') return seer.answer;
  const run = await runMeant(asking, on);
  if (!run) return say(seer, { text: on ? 'foreignRun' : 'noRun' });
  const rendered = cards.plans(run, seer.viewer, { now: clock.now(), prices }, page);
  // Elsewhere it is a look aside: bringing it up to date would put the run's own card in its place.
  return run.state.is === 'choosingPlan' && page === 0 ? { rendered, shows: run } : { rendered };
}
