import { createHash } from 'node:crypto';
import { BoundedMap } from '../../base/bounded-map.js';
import { keyOf } from '../../base/key-of.js';
import { type Activity, wantsAnswer } from '../channel/activity.js';
import type { Turn } from '../channel/turn.js';

/** Turns that are remembered: those taken last. */
const mostTurns = 10_000;

type Answered = { status: number; body: unknown } | undefined;

/**
 * Takes each turn once. Teams sends one again whose answer took long, with the same id: it is waited for, and an invoke is
 * given the first answer again; a message was answered in the chat. What a turn changed in a run is remembered there too,
 * for after a restart.
 */
export class TurnsTaken {
  private readonly taken = new BoundedMap<string, Promise<Answered>>(mostTurns);

  /** @param take takes the turn; where that fails, it may be taken again */
  async once(turn: Turn, take: (turn: Turn) => Promise<void>): Promise<void> {
    const key = turnKeyOf(turn.activity);
    if (key === undefined) return take(turn);
    const before = this.taken.get(key);
    if (before) return answerAgain(turn, await before);
    const taking = answering(turn, take);
    this.taken.set(key, taking);
    try {
      await taking;
    } catch (error) {
      this.taken.delete(key);
      throw error;
    }
  }
}

/** What tells a turn from every other, short; undefined where its activity has no id, or asks for nothing. */
export function turnIdOf(activity: Activity): string | undefined {
  const key = turnKeyOf(activity);
  return key && createHash('sha256').update(key).digest('base64url').slice(0, 22);
}

/** The same, as long as it comes. */
function turnKeyOf(activity: Activity): string | undefined {
  const { id, conversation } = activity;
  return id && conversation?.id && wantsAnswer(activity) ? keyOf(conversation.id, id) : undefined;
}

async function answering(turn: Turn, take: (turn: Turn) => Promise<void>): Promise<Answered> {
  let answered: Answered;
  await take({
    ...turn,
    async answer(status, body) {
      answered = { status, body };
      await turn.answer(status, body);
    },
  });
  return answered;
}

async function answerAgain(turn: Turn, answered: Answered): Promise<void> {
  if (turn.activity.type === 'invoke' && answered) await turn.answer(answered.status, answered.body);
}
