import { randomUUID } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createEngine } from '../../src/engine/engine.js';
import { Gate } from '../../src/engine/people/gate.js';
import { Quotas } from '../../src/engine/quota/quotas.js';
import type { World } from '../../src/engine/read-facts.js';
import { createRunStore } from '../../src/engine/run-store.js';
import { createTimeline, type Timeline } from '../../src/engine/timeline.js';
import type { Documents } from '../../src/storage/documents.js';
import { openLowdb } from '../../src/storage/lowdb/open.js';
import { alone } from '../../src/storage/peers.js';
import { PortError } from '../../src/upgrade/ports.js';
import type { RunState } from '../../src/upgrade/run/run.js';
import { now, runIn } from '../support/runs.js';

const day = 86_400_000;
const never = new AbortController().signal;

let at: number;
let timeline: Timeline;
let looks: Set<() => void>;
beforeEach(() => {
  at = now.getTime();
  looks = new Set();
  timeline = createTimeline({ now: () => new Date(at) }, (look) => {
    looks.add(look);
    return () => void looks.delete(look);
  });
});
const move = (ms: number): void => {
  at += ms;
  for (const look of [...looks]) look();
};
const quotas = () => new Quotas({ timeline, share: 1, stop: never });
const turn = () => new Promise(setImmediate);

it('a sleep ends when the clock is set back, not when it is put right by a little', async () => {
  let isOver = false;
  void timeline.sleepUntil(new Date(at + 60_000), never).then(() => {
    isOver = true;
  });
  move(-30_000);
  await turn();
  expect(isOver).toBe(false);
  move(-3 * day);
  await turn();
  expect(isOver).toBe(true);
});

it('a sleep ends when its time has come, or at once when it is not waited for any more', async () => {
  const real = createTimeline({ now: () => new Date() });
  await real.sleepUntil(new Date(Date.now() + 5), never);
  const stop = new AbortController();
  const sleeping = real.sleepUntil(new Date(Date.now() + day), stop.signal);
  stop.abort();
  await sleeping;
  await real.sleepUntil(new Date(Date.now() + day), stop.signal);
});

it('a gate that was closed opens in time when the clock is set back', async () => {
  const gate = new Gate(timeline, quotas().of('contoso'));
  await gate.close(60_000);
  let isOpen = false;
  void gate
    .opened(1, async () => true, never)
    .then(() => {
      isOpen = true;
    });
  await turn();
  expect(isOpen).toBe(false);
  move(-3 * day);
  await turn();
  expect(isOpen).toBe(true);
});

describe('the engine', () => {
  let documents: Documents;
  let dataDir: string;
  beforeEach(async () => {
    dataDir = await mkdtemp(join(tmpdir(), 'clock-'));
    documents = await openLowdb({ dataDir });
  });
  afterEach(async () => {
    await documents.close();
    await rm(dataDir, { recursive: true, force: true });
  });

  it('looks at once at a run that it was to look at in an hour when the clock is set back', async () => {
    const log = pino({ level: 'silent' });
    const runs = createRunStore(documents, log);
    const { state } = runIn.transition();
    const nextAt = new Date(at + 3_600_000).toISOString();
    await runs.open({ ...runIn.transition(), id: randomUUID(), state: { ...state, nextAt } as RunState });
    let asked = 0;
    const ask = async () => {
      asked += 1;
      throw new PortError({ is: 'unreachable' }, 'asking');
    };
    const world = { commerceFor: ask, directory: new Proxy({}, { get: () => ask }) } as unknown as World;
    const options = { world, runs, documents, timeline, quotas: quotas(), priceList: undefined, log, peers: alone() };
    const engine = createEngine(options);
    await engine.start();
    await turn();
    expect(asked).toBe(0);
    // The run is read before it sleeps.
    while (looks.size === 0) await turn();
    move(-3 * day);
    for (let n = 0; n < 1_000 && asked === 0; n += 1) await new Promise((resolve) => setTimeout(resolve, 2));
    await engine.stop();
    expect(asked).toBeGreaterThan(0);
  });
});
