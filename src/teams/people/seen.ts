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
  /** What is newer than what is on disk. */
  private readonly shown = new BoundedMap<string, Shown>(mostKept);

  constructor(private readonly followers: Followers) {}

  /** The revision of the run that the person was shown last; 0 when they were shown none of it. */
  async revisionOf(tenantId: string, personId: string, runId: string): Promise<number> {
    const kept = this.shown.get(keyOf(tenantId, personId)) ?? (await this.followers.get(tenantId, personId))?.seen;
    return kept?.runId === runId ? kept.revision : 0;
  }

  /**
   * Shows a person the run: it counts from the moment it is on its way, since they may answer before its arrival is
   * told, and not where that failed. It is kept afterwards.
   * @returns what `send` returns
   */
  async showing<T>(tenantId: string, personId: string, { id, revision }: Run, send: () => Promise<T>): Promise<T> {
    const key = keyOf(tenantId, personId);
    const before = this.shown.get(key);
    const shown = { runId: id, revision };
    this.shown.set(key, shown);
    try {
      return await send();
    } catch (error) {
      if (this.shown.get(key) === shown) this.takeBack(key, before);
      throw error;
    }
  }

  /** Keeps it for after a restart. Rejects when the store can't take it. */
  async keep(tenantId: string, personId: string, { id, revision }: Run): Promise<void> {
    await this.followers.change(tenantId, personId, (now) => ({ ...now, seen: { runId: id, revision } }));
  }

  private takeBack(key: string, before: Shown | undefined): void {
    if (before) this.shown.set(key, before);
    else this.shown.delete(key);
  }
}
