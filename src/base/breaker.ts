import { type Backoff, backoffMs } from './backoff.js';
import { BoundedMap } from './bounded-map.js';
import { leftOf } from './left-of.js';

/** After how many failures in a row nothing more is asked for a while, and how the pauses then grow. */
export type BreakerLimits = { failures: number; pauses: Backoff };

type Circuit = {
  failures: number;
  /** How often in a row it was broken. */
  broken: number;
  /** Milliseconds since the epoch; nothing is let through before, while it is broken. */
  until: number;
  pauseMs: number;
  /** Settles once the one that was let through after a pause has shown how things stand. */
  trial: Promise<void> | undefined;
};

const mostCircuits = 10_000;

/**
 * Circuit breakers, one a key, such as a tenant: what has failed so often in a row is left alone for a while, and answers
 * at once instead of keeping everybody waiting. After the pause one is let through, and the others wait for what it
 * shows. What is kept is in this process's memory alone.
 */
export class Breakers {
  private readonly circuits = new BoundedMap<string, Circuit>(mostCircuits);

  /** @param now milliseconds since the epoch */
  constructor(
    private readonly limits: BreakerLimits,
    private readonly now: () => number,
  ) {}

  /**
   * Does the work unless its circuit is broken. Rejects as the work does, which counts neither way.
   * @param failed whether a result counts as a failure
   * @returns undefined where it is broken: nothing was done
   */
  async through<T extends object>(
    key: string,
    work: () => Promise<T>,
    failed: (result: T) => boolean,
  ): Promise<T | undefined> {
    for (;;) {
      const circuit = this.circuits.get(key);
      if (!circuit || circuit.broken === 0) return this.count(key, await work(), failed);
      if (leftOf(circuit.until, circuit.pauseMs, this.now()) > 0) return undefined;
      if (!circuit.trial) return this.tryOut(key, circuit, work, failed);
      await circuit.trial;
    }
  }

  private async tryOut<T>(key: string, circuit: Circuit, work: () => Promise<T>, failed: (result: T) => boolean) {
    let settle = () => {};
    circuit.trial = new Promise((resolve) => {
      settle = resolve;
    });
    try {
      const result = await work();
      if (failed(result)) this.breakOff(circuit);
      else this.circuits.delete(key);
      return result;
    } finally {
      circuit.trial = undefined;
      settle();
    }
  }

  private count<T>(key: string, result: T, failed: (result: T) => boolean): T {
    if (!failed(result)) {
      this.circuits.delete(key);
      return result;
    }
    const circuit = this.circuits.get(key) ?? { failures: 0, broken: 0, until: 0, pauseMs: 0, trial: undefined };
    circuit.failures += 1;
    this.circuits.set(key, circuit);
    // What was under way together and fails together breaks it once.
    if (circuit.broken === 0 && circuit.failures >= this.limits.failures) this.breakOff(circuit);
    return result;
  }

  private breakOff(circuit: Circuit): void {
    circuit.broken += 1;
    circuit.pauseMs = backoffMs(circuit.broken, this.limits.pauses);
    circuit.until = this.now() + circuit.pauseMs;
  }
}
