import { createHash } from 'node:crypto';
import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { within } from '../../base/deadline.js';
import type { RealTime } from '../../base/real-time.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Note } from '../cards/note.js';
import { judge } from '../channel/send-failure.js';
import type { Sender } from '../channel/sender.js';
import type { Followers } from './followers.js';
import type { RunCards } from './run-cards.js';

/** Teams counts updates against 60 operations in 30 seconds a conversation; this leaves room for everything else. */
const restMs = 3_000;
/** How often a card is tried that could not be drawn or did not arrive, and the longest rest in between. */
const attempts = 8;
const longestRestMs = 12_000;
/** How long the connector may take over one card. */
const patienceMs = 15_000;

/**
 * Keeps the message that shows a run up to date, for each follower. Best effort: what failed several times is mended by
 * the next change.
 */
export interface LiveCards {
  /** The run changed: its followers' cards are brought up to date. */
  changed(run: Run): void;
  /**
   * One person was shown a card in a message's place, with a note on it: it stays until the run has a new revision.
   */
  showed(tenantId: string, personId: string, shown: Shown): void;
  /** One person's card is brought up to date at once: they are looking at it, and may soon be filling something in. */
  refresh(tenantId: string, personId: string): void;
  stop(): void;
}

export type Shown = { activityId: string; revision: number; note: Note | undefined };

type Options = {
  followers: Followers;
  runCards: RunCards;
  sender: Pick<Sender, 'update'>;
  time: RealTime;
  log: Logger;
};

/** A person whose card is being updated, or was within the last rest. */
type Keeping = {
  /** Something changed since. */
  again: boolean;
  /** Ends the rest early. */
  rest: AbortController;
};

/** People whose last card is remembered. */
const mostRemembered = 10_000;

export function createLiveCards({ followers, runCards, sender, time, log }: Options): LiveCards {
  const stopping = new AbortController();
  const busy = new Map<string, Keeping>();
  /** What was sent to each person last, as a digest of message and card. */
  const last = new BoundedMap<string, string>(mostRemembered);
  /** What each person was told beside the run. */
  const notes = new BoundedMap<string, Shown>(mostRemembered);

  function look(tenantId: string, personId: string, atOnce: boolean): void {
    const key = JSON.stringify([tenantId, personId]);
    const at = busy.get(key);
    if (at) {
      at.again = true;
      if (atOnce) at.rest.abort();
      return;
    }
    const own: Keeping = { again: true, rest: new AbortController() };
    busy.set(key, own);
    void keepUp(tenantId, personId, own, () => busy.delete(key));
  }

  async function keepUp(tenantId: string, personId: string, own: Keeping, ended: () => void): Promise<void> {
    let failures = 0;
    while (own.again && !stopping.signal.aborted) {
      own.again = false;
      // Before anything is sent: who looks meanwhile must not wait for the rest after it.
      own.rest = new AbortController();
      try {
        if (!(await update(tenantId, personId))) continue;
        failures = 0;
      } catch (error) {
        failures += 1;
        own.again ||= failures < attempts;
        log.debug({ err: error }, 'a card could not be brought up to date');
      }
      const rest = Math.min(restMs * 2 ** Math.max(0, failures - 1), longestRestMs);
      await time.sleep(rest, AbortSignal.any([stopping.signal, own.rest.signal]));
    }
    // In the same breath as the last look at `again`, so that no change falls in between.
    ended();
  }

  /** @returns whether anything was sent. */
  async function update(tenantId: string, personId: string): Promise<boolean> {
    const follower = await followers.get(tenantId, personId);
    if (!follower?.reference || follower.blocked || !follower.live) return false;
    const { runId, activityId, news, note } = follower.live;
    const person = JSON.stringify([tenantId, personId]);
    const told = notes.get(person);
    const current = await runCards.render(follower, runId, ({ revision }) => ({
      news: revision === news?.revision ? news : undefined,
      note:
        told?.activityId === activityId && told.revision === revision
          ? told.note
          : revision === note?.revision
            ? note
            : undefined,
    }));
    if (current.is === 'rolesUnknown') throw new Error('whether the person may see the card could not be read');
    if (current.is !== 'card') return false;
    // Sent again, the same card would take away what a person has typed into it.
    const card = createHash('sha1')
      .update(activityId + JSON.stringify(current.rendered.card))
      .digest('base64');
    if (!isNews(person, card)) return false;
    try {
      await within(sender.update(follower.reference, activityId, current.rendered), patienceMs, time);
    } catch (error) {
      last.delete(person);
      if (judge(error).is !== 'unreachable') throw error;
      // The message was deleted, or the person is gone: there is nothing to keep up to date.
      await followers.change(tenantId, personId, (now) =>
        now.live?.activityId === activityId ? { ...now, live: null } : now,
      );
    }
    return true;
  }

  function isNews(person: string, card: string): boolean {
    if (last.get(person) === card) return false;
    last.set(person, card);
    return true;
  }

  return {
    showed(tenantId, personId, shown) {
      const person = JSON.stringify([tenantId, personId]);
      notes.set(person, shown);
      // What was sent before no longer stands there.
      last.delete(person);
    },
    refresh: (tenantId, personId) => look(tenantId, personId, true),
    changed(run) {
      for (const personId of run.followers) look(run.tenantId, personId, false);
    },
    stop: () => stopping.abort(),
  };
}
