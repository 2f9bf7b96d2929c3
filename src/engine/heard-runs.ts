import type { Logger } from 'pino';
import type { KeyedQueue } from '../base/keyed-queue.js';
import type { ChangedElsewhere, Peers } from '../storage/peers.js';
import { isOver, type Run } from '../upgrade/run/run.js';
import { turnOf } from './run-changes.js';
import { runKind } from './run-names.js';

type Options = {
  peers: Peers;
  inTurn: KeyedQueue;
  get(runId: string): Promise<Run | undefined>;
  all(): AsyncIterable<Run>;
  /** Called with each run that another process changed. */
  tell(run: Run): void;
  log: Partial<Pick<Logger, 'warn'>> | undefined;
};

/** Tells of runs that other processes changed; of what they change faster than can be read, as it is then. */
export class HeardRuns {
  /** Runs that are to be read. */
  readonly #heard = new Set<string>();
  readonly #options: Options;

  constructor(options: Options) {
    this.#options = options;
    options.peers.onChanged((changed) => {
      this.#hear(changed).catch((error: unknown) =>
        options.log?.warn?.({ err: error }, 'what other processes changed is not known'),
      );
    });
  }

  async #hear(changed: ChangedElsewhere): Promise<void> {
    const { all, get, inTurn, tell } = this.#options;
    if (changed === 'unknown') {
      for await (const run of all()) if (!isOver(run) || run.notices.length > 0) tell(run);
      return;
    }
    const { kind, id } = changed;
    if (kind !== runKind.name || this.#heard.has(id)) return;
    this.#heard.add(id);
    await inTurn(turnOf(id), async () => {
      this.#heard.delete(id);
      const run = await get(id);
      if (run) tell(run);
    });
  }
}
