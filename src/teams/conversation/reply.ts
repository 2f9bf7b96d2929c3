import type { Sendable } from '../channel/sender.js';
import type { Turn } from '../channel/turn.js';
import type { Deed } from './deed.js';

/**
 * Answers an invoke with the card that takes the old one's place; anything else with a message of its own.
 * @param own given when a card that was pressed stays: what is told beside it
 * @returns the activity id of the message that carries the answer, when the channel tells
 */
export async function reply(turn: Turn, deed: Deed, what: Sendable, own?: string): Promise<string | undefined> {
  if (turn.activity.type !== 'invoke' || deed.is !== 'pressed') {
    const activityId = await turn.send(what);
    await acknowledge(turn);
    return activityId;
  }
  if ('card' in what && own === undefined) {
    await turn.answer(200, { statusCode: 200, type: 'application/vnd.microsoft.card.adaptive', value: what.card });
    return deed.cardActivityId;
  }
  const activityId = await turn.send(what);
  await turn.answer(200, { statusCode: 200, type: 'application/vnd.microsoft.activity.message', value: own ?? '' });
  return activityId;
}

/** An invoke must be answered, also where there is nothing to say. */
export async function acknowledge(turn: Turn): Promise<void> {
  if (turn.activity.type === 'invoke') await turn.answer(200);
}
