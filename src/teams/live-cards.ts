import type { Logger } from 'pino';
import type { Run } from '../upgrade/run.js';
import type { Sender } from './adapter.js';
import type { Followers } from './followers.js';
import type { RealTime } from './real-time.js';
import type { RunCards } from './run-cards.js';
import { judge } from './send-failure.js';

/** Teams counts updates against 60 operations in 30 seconds a conversation; this leaves room for everything else. */
const restMs = 3_000;

/** Keeps the message that shows a run up to date, for each follower. Best effort: the next change mends what failed. */
export interface LiveCards {
  /** The run changed: its followers' cards are brought up to date. */
  changed(run: Run): void;
  /** One person's card is brought up to date. */
  refresh(tenantId: string, personId: string): void;
  stop(): void;
}

type Options = {
  followers: Followers;
  runCards: RunCards;
  sender: Pick<Sender, 'update'>;
  time: RealTime;
  log: Logger;
};

export function createLiveCards({ followers, runCards, sender, time, log }: Options): LiveCards {
  const stopping = new AbortController();
  /** People whose card is being updated or was within the last rest; `again` when something changed since. */
  const busy = new Map<string, { again: boolean }>();

  function refresh(tenantId: string, personId: string): void {
    const key = JSON.stringify([tenantId, personId]);
    const at = busy.get(key);
    if (at) {
      at.again = true;
      return;
    }
    const own = { again: true };
    busy.set(key, own);
    void keepUp(tenantId, personId, own).finally(() => busy.delete(key));
  }

  async function keepUp(tenantId: string, personId: string, own: { again: boolean }): Promise<void> {
    while (own.again && !stopping.signal.aborted) {
      own.again = false;
      try {
        if (!(await update(tenantId, personId))) continue;
      } catch (error) {
        log.debug({ err: error }, 'a card could not be brought up to date');
      }
      await time.sleep(restMs, stopping.signal);
    }
  }

  /** @returns whether anything was sent. */
  async function update(tenantId: string, personId: string): Promise<boolean> {
    const follower = await followers.get(tenantId, personId);
    if (!follower?.reference || follower.blocked || !follower.live) return false;
    const { runId, activityId, news } = follower.live;
    const current = await runCards.render(follower, runId, (run) =>
      run.revision === news?.revision ? news.what : undefined,
    );
    if (current.is !== 'card') return false;
    try {
      await sender.update(follower.reference, activityId, current.rendered);
    } catch (error) {
      if (judge(error).is !== 'unreachable') throw error;
      // The message was deleted, or the person is gone: there is nothing to keep up to date.
      await followers.change(tenantId, personId, (now) =>
        now.live?.activityId === activityId ? { ...now, live: null } : now,
      );
    }
    return true;
  }

  return {
    refresh,
    changed(run) {
      for (const personId of run.followers) refresh(run.tenantId, personId);
    },
    stop: () => stopping.abort(),
  };
}
