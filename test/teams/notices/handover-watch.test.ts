import { expect, it } from '@jest/globals';
import { HandoverWatch } from '../../../src/teams/notices/handover-watch.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { at, runIn } from '../../support/runs.js';

const audit: Run['audit'] = [{ at, by: { id: 'adele', name: 'Adele' }, what: 'choosePlan', details: {} }];
const runs = Array.from(
  { length: 50 },
  (_, n): Run => ({ ...runIn.checkout(), id: `run ${n}`, followers: ['a'], audit }),
);
const pause = () => new Promise((resolve) => setTimeout(resolve, 1));

it('looks at four runs at a time again where Graph answers nobody, however many wait', async () => {
  const looked: string[] = [];
  let [atOnce, most] = [0, 0];
  const upgrades = {
    async *waitingForPeople() {
      yield* runs;
    },
    async run(_: string, id: string) {
      looked.push(id);
      atOnce += 1;
      most = Math.max(most, atOnce);
      await pause();
      atOnce -= 1;
      return runs.find((run) => run.id === id);
    },
  };
  let waiting = 0;
  let goOn = (): void => undefined;
  const together = new Promise<void>((resolve) => {
    goOn = resolve;
  });
  const follower = { reference: {}, blocked: false };
  const watch = new HandoverWatch({
    upgrades,
    access: { rolesForReading: async () => undefined },
    followers: { get: async () => follower },
    clock: { now: () => new Date(at) },
    // The first wait is over for all at the same time; whoever has to wait again waits until the end.
    time: {
      sleep: (_: number, signal: AbortSignal) => {
        waiting += 1;
        if (waiting === runs.length) setTimeout(goOn, 0);
        if (waiting <= runs.length || signal.aborted) return together;
        return new Promise((resolve) => signal.addEventListener('abort', resolve));
      },
    },
    colleagues: {},
    duty: { onTaken: (take: () => void) => take() },
    log: { error: () => undefined },
  } as never);
  watch.start();
  for (let n = 0; n < 500 && looked.length < runs.length; n += 1) await pause();
  expect(looked).toHaveLength(runs.length);
  expect(most).toBe(4);
  await watch.stop();
});

it('looks again where Graph tells what a follower may do, and not what whoever acted may', async () => {
  const [run] = runs as [Run];
  const asked: unknown[] = [];
  const told: ('adele' | 'a')[] = [];
  const watch = new HandoverWatch({
    upgrades: {
      async *waitingForPeople() {
        yield run;
      },
      run: async () => run,
    },
    access: {
      rolesForReading: async (_: string, id: 'adele' | 'a') => {
        told.push(id);
        const isAgain = told.filter((one) => one === id).length > 1;
        if (id === 'a') return ['billingAdministrator'];
        return isAgain ? ['licenseAdministrator'] : undefined;
      },
    },
    followers: { get: async () => ({ reference: {}, blocked: false }) },
    clock: { now: () => new Date(at) },
    time: { sleep: () => pause() },
    colleagues: { ask: async (...[, permission, from]: unknown[]) => asked.push([permission, from]) },
    duty: { onTaken: (take: () => void) => take() },
    log: { error: () => undefined },
  } as never);
  watch.start();
  for (let n = 0; n < 500 && asked.length === 0; n += 1) await pause();
  await watch.stop();
  expect(asked).toEqual([['buy', { id: 'adele', name: 'Adele' }]]);
});
