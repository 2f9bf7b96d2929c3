import type { KeyedQueue } from '../base/keyed-queue.js';
import { NotStorable } from '../storage/failures.js';
import type { Run } from '../upgrade/run/run.js';

/** A change of a run: a pure function of what it is now. Returning the same object changes nothing. */
export type Change = (run: Run) => Run;

/** What is asked of runs that the tenant had since one that is to live again. */
export type SinceThen = {
  /** Whether the change would be one. */
  wouldChange: (run: Run) => boolean;
  /** Ends a run that has only looked. */
  setAside: (run: Run) => Run;
};

type Waiting = { change: Change; resolve: (run: Run) => void; reject: (error: unknown) => void };

/** Keeps one change of a run. Resolves with the run as it is then, once that is on disk. */
type Keep = (runId: string, change: Change) => Promise<Run>;

/**
 * Changes of runs, of which those that wait for the same run are kept together: each is decided on what the ones before it
 * left, and one writing is waited for by all. Whoever is alone waits for nobody.
 */
export class RunChanges {
  readonly #waiting = new Map<string, Waiting[]>();
  readonly #inTurn: KeyedQueue;
  readonly #keep: Keep;

  /** @param keep is called in the turn of the run; may call the change again where another process was first */
  constructor(inTurn: KeyedQueue, keep: Keep) {
    this.#inTurn = inTurn;
    this.#keep = keep;
  }

  /** Resolves with the run as it was kept, which has the changes of all who waited with this one. */
  take(runId: string, change: Change): Promise<Run> {
    return new Promise((resolve, reject) => {
      const one = { change, resolve, reject };
      const group = this.#waiting.get(runId);
      if (group) group.push(one);
      else this.#begin(runId, [one]);
    });
  }

  #begin(runId: string, group: Waiting[]): void {
    this.#waiting.set(runId, group);
    void this.#inTurn(turnOf(runId), async () => {
      // Who comes from now on is of the next group.
      this.#waiting.delete(runId);
      await this.#together(runId, group);
    });
  }

  /** Never rejects: each is told what came of its own. */
  async #together(runId: string, group: readonly Waiting[]): Promise<void> {
    const refused = new Set<Waiting>();
    try {
      const kept = await this.#keep(runId, (run) => group.reduce((now, one) => decided(one, now, refused), run));
      for (const one of group) if (!refused.has(one)) one.resolve(kept);
    } catch (error) {
      // What cannot be kept is one's own defect: the others go on without it.
      if (error instanceof NotStorable && group.length > 1) for (const one of group) await this.#together(runId, [one]);
      else for (const one of group) one.reject(error);
    }
  }
}

/** What a run's changes wait in line for. */
export const turnOf = (runId: string): string => `run:${runId}`;

function decided(one: Waiting, run: Run, refused: Set<Waiting>): Run {
  if (refused.has(one)) return run;
  try {
    return one.change(run);
  } catch (error) {
    refused.add(one);
    one.reject(error);
    return run;
  }
}
