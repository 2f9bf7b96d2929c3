import { expect, it } from '@jest/globals';
import { createEngine } from '../../src/engine/engine.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { now, runIn } from '../support/runs.js';

/** As far as a start needs it: runs that can be listed at the n-th time, and time that passes when it is waited for. */
function startOn(listing: (nth: number) => AsyncIterable<Run>) {
  const [waits, errors, looked]: [number[], string[], string[]] = [[], [], []];
  let lists = 0;
  const parts = {
    runs: {
      all() {
        lists += 1;
        return listing(lists);
      },
      get: async (id: string) => void looked.push(id),
      onChangedElsewhere: () => () => undefined,
    },
    timeline: {
      now: () => now,
      sleepUntil: async (at: Date) => void waits.push(at.getTime() - now.getTime()),
    },
    peers: { hold: async () => ({ lost: new AbortController().signal, release: async () => undefined }) },
    log: { error: (_: object, words: string) => errors.push(words) },
  };
  return { engine: createEngine(parts as never), waits, errors, looked };
}

const dueRun = { ...runIn.ordering(), id: 'due' };

it('an engine takes up what is due though the store cannot be read at first, which is told', async () => {
  const { engine, waits, errors, looked } = startOn(async function* (nth) {
    if (nth < 3) throw new Error('the disk hangs');
    yield dueRun;
  });
  await engine.start();
  expect([errors.length, waits.length, waits.every((ms) => ms > 0)]).toEqual([2, 2, true]);
  await engine.stop();
  expect(looked).toEqual(['due']);
});

it('an engine reads a store that stays out of reach less and less often, every five minutes at the least', async () => {
  const { engine, waits } = startOn(async function* (nth) {
    if (nth <= 12) throw new Error('the disk hangs');
    yield dueRun;
  });
  await engine.start();
  await engine.stop();
  expect(waits).toHaveLength(12);
  for (const [n, ms] of waits.entries()) {
    const most = Math.min(1_000 * 2 ** n, 300_000);
    expect([ms >= most / 2, ms <= most + 1_000]).toEqual([true, true]);
  }
});

it('an engine that is stopped while the store cannot be read tells of that no more', async () => {
  let fail = (): void => undefined;
  const { engine, errors } = startOn(async function* () {
    await new Promise<void>((_, reject) => {
      fail = () => reject(new Error('the disk hangs'));
    });
    yield dueRun;
  });
  const started = engine.start();
  await new Promise((resolve) => setImmediate(resolve));
  const stopped = engine.stop();
  fail();
  await Promise.all([started, stopped]);
  expect(errors).toEqual([]);
});

it('an engine that is stopped while it looks at its runs looks at no more of them, and is waited for', async () => {
  let listed = 0;
  const { engine, looked } = startOn(async function* () {
    for (; listed < 1_000; listed += 1) {
      await new Promise((resolve) => setImmediate(resolve));
      yield dueRun;
    }
  });
  const started = engine.start();
  await new Promise((resolve) => setImmediate(resolve));
  await engine.stop();
  const then = listed;
  await started;
  expect([listed, then < 1_000, looked.length < 2]).toEqual([then, true, true]);
});
