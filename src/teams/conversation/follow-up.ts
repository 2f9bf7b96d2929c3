import { afterTurn, sendAgain } from '../channel/send-again.js';
import type { Sendable } from '../channel/sender.js';
import type { Answer, Visit } from './conversation.js';
import { keepAnswer, keepMessage } from './keep-answer.js';

/** Puts the answer that took too long in the place of "still looking". Never rejects. */
export async function followUp(visit: Visit, later: Promise<Answer>, activityId: string): Promise<void> {
  const { person, notices, seen, log } = visit;
  try {
    const answer = await later;
    await keepAnswer(visit, answer);
    const send = () => replace(visit, activityId, answer.rendered);
    await (answer.shows ? seen.showing(person.tenantId, person.id, answer.shows, send) : send());
    await keepMessage(visit, answer, activityId);
    // The run may have gone on while this was on its way.
    if (answer.shows) notices.live.refresh(person.tenantId, person.id);
  } catch (error) {
    log.warn({ err: error }, 'an answer that came late could not be shown');
  }
}

async function replace({ turn, sender, time, random }: Visit, activityId: string, what: Sendable): Promise<void> {
  const { reference } = turn;
  const again = <T>(send: () => Promise<T>): Promise<T> => sendAgain(send, time, random, afterTurn);
  if ('card' in what) return again(() => sender.update(reference, activityId, what));
  // A message that showed a card cannot be made to show a file.
  await again(() => sender.send(reference, what));
  await again(() => sender.remove(reference, activityId));
}
