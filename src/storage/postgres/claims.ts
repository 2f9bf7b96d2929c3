import { Loop } from '../../base/loop.js';
import type { RealTime } from '../../base/real-time.js';
import type { Claim } from '../peers.js';
import type { Asker } from './database.js';

/** How long what another process has is left alone before it is asked for again, in milliseconds. */
const askAgainMs = 500;
/** Whoever comes ends the wait. */
const nobodyWaitsMs = 60_000;
const key = (name: string) => `hashtextextended('upgrade-assistant ' || ${name}, 0)`;

type Waiting = { name: string; take(claim: Claim | undefined): void };

/**
 * What this process has of what only one may have: advisory locks of a connection that lasts, which the database frees
 * as soon as that is gone. All that is waited for is asked for in one question.
 */
export class Claims extends Loop<number> {
  private readonly waiting = new Set<Waiting>();
  private readonly held = new Set<AbortController>();

  /** @param asker the connection, while there is one */
  constructor(
    private readonly asker: () => Asker | undefined,
    private readonly time: RealTime,
  ) {
    super();
  }

  /** @returns undefined when the signal aborts first, or this is stopped */
  hold(name: string, signal: AbortSignal): Promise<Claim | undefined> {
    return new Promise((resolve) => {
      if (signal.aborted || this.stopped.aborted) return resolve(undefined);
      const leave = () => one.take(undefined);
      const one: Waiting = {
        name,
        take: (claim) => {
          this.waiting.delete(one);
          signal.removeEventListener('abort', leave);
          resolve(claim);
        },
      };
      signal.addEventListener('abort', leave);
      this.waiting.add(one);
      this.nudge();
    });
  }

  /** The connection is gone: whatever was held may be another's. */
  loseAll(): void {
    const lost = [...this.held];
    this.held.clear();
    for (const one of lost) one.abort();
  }

  override async stop(): Promise<void> {
    const stopped = super.stop();
    for (const one of [...this.waiting]) one.take(undefined);
    await stopped;
    this.loseAll();
  }

  protected async round(): Promise<number> {
    if (this.waiting.size > 0) await this.askForAll();
    return this.waiting.size > 0 ? askAgainMs : nobodyWaitsMs;
  }

  protected rest(ms: number, signal: AbortSignal): Promise<void> {
    return this.time.sleep(ms, signal);
  }

  private async askForAll(): Promise<void> {
    const asker = this.asker();
    if (!asker) return;
    const names = [...new Set([...this.waiting].map(({ name }) => name))];
    try {
      const { rows } = await asker.query<{ name: string }>(
        `SELECT name FROM unnest($1::text[]) AS name WHERE pg_try_advisory_lock(${key('name')})`,
        [names],
      );
      for (const { name } of rows) this.give(name, asker);
    } catch {
      // The connection is given up, with whatever was locked, and told of there.
    }
  }

  private give(name: string, asker: Asker): void {
    const first = [...this.waiting].find((one) => one.name === name);
    // It broke since, or nobody waits any more.
    if (asker !== this.asker()) return;
    if (!first) return void this.unlock(name, asker);
    const lost = new AbortController();
    this.held.add(lost);
    const release = async () => {
      if (this.held.delete(lost)) await this.unlock(name, asker);
    };
    first.take({ lost: lost.signal, release });
  }

  private async unlock(name: string, asker: Asker): Promise<void> {
    await asker.query(`SELECT pg_advisory_unlock(${key('$1')})`, [name]).catch(() => undefined);
  }
}
