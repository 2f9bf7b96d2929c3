import { within } from '../../base/deadline.js';
import type { Reference } from '../channel/sender.js';
import type { Parts } from '../parts.js';
import type { Follower } from '../people/follower.js';
import { type RunCards, renderRunCard } from './render-run-card.js';

/** How long the connector may take over it, in milliseconds. */
const patienceMs = 15_000;

type Options = RunCards & Pick<Parts, 'sender' | 'time'>;

/**
 * Folds the message that showed the run before into one line: a newer one has taken its place. Best effort: never
 * rejects.
 * @param follower the person, as they were before the newer one was sent
 * @param stop ends the wait for the connector
 */
export async function settleOlder(
  options: Options,
  follower: Follower,
  to: Reference,
  runId: string,
  stop?: AbortSignal,
): Promise<void> {
  const { sender, time, log } = options;
  const { live } = follower;
  if (live?.runId !== runId) return;
  try {
    const card = await renderRunCard(options, follower, runId, undefined, 'settled');
    if (card.is === 'card') await within(sender.update(to, live.activityId, card.rendered), patienceMs, time, stop);
  } catch (error) {
    log.debug({ err: error }, 'an older card could not be folded');
  }
}
