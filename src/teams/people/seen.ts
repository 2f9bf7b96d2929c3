import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { keyOf } from '../../base/key-of.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Followers } from './followers.js';

type Shown = { runId: string; revision: number };

const mostKept = 10_000;

/**
 * Which revision of which run each person was shown last: written words that spend or destroy are held to it, as a button
 * is to its card's.
 */
export class Seen {
  /** What is on its way. */
  private readonly shown = new BoundedMap<string, Shown>(mostKept);

  constructor(
    private readonly followers: Followers,
    private readonly log: Logger,
  ) {}

  /** The revision of the run that the person was shown last; 0 when they were shown none of it. */
  async revisionOf(tenantId: string, personId: string, runId: string): Promise<number> {
    const unkept = this.shown.get(keyOf(tenantId, personId));
    const kept = (await this.followers.get(tenantId, personId))?.seen;
    // Another process may have shown them more since.
    return Math.max(...[unkept, kept].map((shown) => (shown?.runId === runId ? shown.revision : 0)));
  }

  /**
   * Shows a person the run: it counts from the moment it is on its way, since they may answer before its arrival is
   * told, and not where that failed. It is kept afterwards, for after a restart.
   * @returns what `send` returns
   */
  async showing<T>(tenantId: string, personId: string, { id, revision }: Run, send: () => Promise<T>): Promise<T> {
    const key = keyOf(tenantId, personId);
    const before = this.shown.get(key);
    const shown = { runId: id, revision };
    this.shown.set(key, shown);
    try {
      const sent = await send();
      await this.save(tenantId, personId, shown);
      return sent;
    } catch (error) {
      if (this.shown.get(key) === shown) this.takeBack(key, before);
      throw error;
    }
  }

  /** Noted, and written a little later: what is lost makes somebody read a card twice, after a restart. Never rejects. */
  private async save(tenantId: string, personId: string, shown: Shown): Promise<void> {
    const key = keyOf(tenantId, personId);
    try {
      await this.followers.note(tenantId, personId, (now) => {
        const seen = later(now.seen, shown);
        return seen === now.seen ? now : { ...now, seen };
      });
    } catch (error) {
      this.log.warn({ err: error }, 'what a person was shown could not be kept');
    }
    if (this.shown.get(key) === shown) this.shown.delete(key);
  }

  private takeBack(key: string, before: Shown | undefined): void {
    if (before) this.shown.set(key, before);
    else this.shown.delete(key);
  }
}

/** Of one run, whichever process showed it, the later revision; of another run, what was shown now. */
function later(kept: Shown | null, shown: Shown): Shown {
  return kept && kept.runId === shown.runId && kept.revision >= shown.revision ? kept : shown;
}
