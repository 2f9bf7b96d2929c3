import { pino } from 'pino';
import { createEngine } from '../../src/engine/engine.js';
import { alone, type Claim, type Peers } from '../../src/storage/peers.js';
import { PortError } from '../../src/upgrade/ports.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { anOrder, now, runIn } from '../support/runs.js';

/** Resolves once the signal has aborted. */
export const aborted = (signal: AbortSignal): Promise<void> =>
  new Promise((resolve) => {
    if (signal.aborted) resolve();
    signal.addEventListener('abort', () => resolve());
  });

type Held = { name: string; lose: AbortController; released: boolean };

/** An engine over runs that no step changes; the time stands still, and is waited for as a test says. */
export function standingEngine() {
  const on = {
    runs: new Map<string, Run>(),
    /** Ids of runs that were read, in order, and how often a step asked Microsoft. */
    read: [] as string[],
    steps: 0,
    /** What happens when a run is read, when a step asks Microsoft, and when the engine waits so long. */
    whenRead: (_id: string): unknown => undefined,
    whenAsked: (): unknown => undefined,
    whenWaiting: (_ms: number, _signal: AbortSignal): Promise<unknown> | undefined => undefined,
    /** How long was waited, each time, in milliseconds. */
    waits: [] as number[],
    changedElsewhere: new Set<(run: Run) => void>(),
    claims: [] as Held[],
    mayHold: true,
    lines: [] as Record<string, unknown>[],
    /** There is a run whose step, which asks once, is due so long from now. */
    due(inMs: number, id = 'run'): Run {
      const run = { ...runIn.creditCheck(), order: anOrder({ kind: 'purchase' }) };
      const nextAt = new Date(now.getTime() + inMs).toISOString();
      const made = { ...run, id, state: { ...run.state, nextAt } } as Run;
      on.runs.set(id, made);
      return made;
    },
  };
  const store = {
    async *all() {
      yield* on.runs.values();
    },
    async get(id: string) {
      on.read.push(id);
      await on.whenRead(id);
      return on.runs.get(id);
    },
    update: async (id: string) => on.runs.get(id),
    onChanged: () => () => undefined,
    onChangedElsewhere(listener: (run: Run) => void) {
      on.changedElsewhere.add(listener);
      return () => on.changedElsewhere.delete(listener);
    },
  };
  const ask = async () => {
    on.steps += 1;
    await on.whenAsked();
    throw new PortError({ is: 'unreachable' }, 'asking');
  };
  const timeline = {
    now: () => now,
    async sleepUntil(until: Date, signal: AbortSignal) {
      const ms = until.getTime() - now.getTime();
      on.waits.push(ms);
      await (on.whenWaiting(ms, signal) ?? aborted(signal));
    },
  };
  const peers: Peers = {
    ...alone(),
    async hold(name): Promise<Claim | undefined> {
      if (!on.mayHold) return undefined;
      const claim = { name, lose: new AbortController(), released: false };
      on.claims.push(claim);
      const release = async () => {
        claim.released = true;
      };
      return { lost: claim.lose.signal, release };
    },
  };
  const log = pino({ level: 'info' }, { write: (line: string) => void on.lines.push(JSON.parse(line)) });
  const world = { commerceFor: ask };
  const engine = createEngine({ runs: store, world, timeline, peers, log } as never);
  return Object.assign(on, { engine });
}
export type StandingEngine = ReturnType<typeof standingEngine>;
