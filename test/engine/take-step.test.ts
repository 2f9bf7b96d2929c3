import { beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { Quotas } from '../../src/engine/quota/quotas.js';
import type { World } from '../../src/engine/read-facts.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { writePage } from '../../src/engine/snapshot/pages.js';
import { takeStep } from '../../src/engine/take-step.js';
import type { Timeline } from '../../src/engine/timeline.js';
import type { Documents } from '../../src/storage/documents.js';
import type { PriceList } from '../../src/upgrade/order/price-list.js';
import { PortError, type Problem } from '../../src/upgrade/ports.js';
import type { Due } from '../../src/upgrade/run/due.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { inMemory } from '../storage/in-memory.js';
import { idOf } from '../support/licensed-person.js';
import { anOrder, aRun, aSchedule, now, runIn } from '../support/runs.js';
import { someUnits } from '../upgrade/tenant-facts.js';
import { holder } from './upgrades-of.js';

/** What becomes of a run when its step goes wrong, is stopped, or is overtaken by a person. */

let documents: Documents;
let runs: RunStore;
let lines: Record<string, unknown>[];
/** When somebody slept until, and who wakes them: nothing but what they listen to. */
let sleeps: number[];
/** How many listen to changes of runs. */
let listening: number;
let unwritable: boolean;
beforeEach(() => {
  const kept = inMemory();
  unwritable = false;
  documents = {
    ...kept,
    put: (...what) => (unwritable ? Promise.reject(new Error('the disk is full')) : kept.put(...what)),
  };
  const store = createRunStore(documents);
  listening = 0;
  const onChanged = store.onChanged.bind(store);
  store.onChanged = (listener) => {
    const forget = onChanged(listener);
    listening += 1;
    return () => {
      listening -= 1;
      forget();
    };
  };
  runs = store;
  lines = [];
  sleeps = [];
});
const timeline: Timeline = {
  now: () => now,
  sleepUntil: (until, signal) =>
    new Promise((resolve) => {
      sleeps.push(until.getTime() - now.getTime());
      signal.addEventListener('abort', () => resolve());
      if (signal.aborted) resolve();
    }),
};
const never = new AbortController().signal;

type Taking = { world?: object; signal?: AbortSignal; quotas?: Quotas; priceList?: PriceList };
async function take(run: Run, of: Due['is'], { world = {}, signal = never, quotas, priceList }: Taking) {
  await runs.open(run);
  const log = pino({ level: 'info' }, { write: (line: string) => void lines.push(JSON.parse(line)) });
  const shared = quotas ?? new Quotas({ timeline, share: 1, stop: never });
  const options = {
    world: { clock: timeline, ...world } as unknown as World,
    runs,
    documents,
    timeline,
    quotas: shared,
    priceList,
    log,
  };
  await takeStep(run, of, options, signal);
  expect(listening).toBe(0);
  return (await runs.get(run.id)) as Run;
}
/** A world that answers whatever it is asked with this failure. */
const failing = (error: unknown) => ({
  directory: new Proxy({}, { get: () => () => Promise.reject(error) }),
  commerceFor: () => Promise.reject(error),
});

describe('a step that goes wrong', () => {
  it('is a problem of Microsoft’s where a port says so, with what was asked, and is tried again', async () => {
    const error = new PortError({ is: 'unreachable' }, 'reading the plans', { service: 'graph' });
    const after = await take(runIn.transition(), 'transition', { world: failing(error) });
    expect(after).toMatchObject({ state: { is: 'transition' }, attempts: 1 });
    expect(lines).toContainEqual(
      expect.objectContaining({
        level: 40,
        run: 'run-1',
        state: 'transition',
        doing: 'reading the plans',
        problem: { is: 'unreachable' },
        service: 'graph',
      }),
    );
  });

  it('waits for a person where Microsoft lets the app do nothing', async () => {
    const denied: Problem = { is: 'denied', needs: 'User.Read.All' };
    const after = await take(runIn.transition(), 'transition', { world: failing(new PortError(denied, 'reading')) });
    expect(after.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'denied', needs: 'User.Read.All' } });
  });

  it.each<[string, unknown]>([
    ['a defect', new Error('a defect')],
    ['no error at all', 'no error at all'],
  ])('is for a person to see where it is the bot’s own: %s', async (text, error) => {
    const after = await take(runIn.transition(), 'transition', { world: failing(error) });
    expect(after.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'unexpected', text } });
    expect(lines).toContainEqual(expect.objectContaining({ level: 50, run: 'run-1', state: 'transition' }));
  });

  it.each<[string, unknown]>([
    ['Microsoft does not answer', new PortError({ is: 'unreachable' }, 'reading')],
    ['the app may not read', new PortError({ is: 'denied', needs: undefined }, 'reading')],
    ['something in the bot is wrong', new Error('a defect')],
  ])('leaves a time that was chosen as it is, to be looked at again: %s', async (_, error) => {
    const schedule = aSchedule({ at: now.toISOString(), nextAt: now.toISOString() });
    const after = await take({ ...runIn.scheduled(), schedule }, 'appointment', { world: failing(error) });
    expect(after.state.is).toBe('scheduled');
    expect(after.schedule).toMatchObject({ at: schedule.at, missed: false });
    expect(Date.parse(after.schedule?.nextAt ?? '')).toBeGreaterThan(now.getTime());
  });

  it('leaves the run as it is for five seconds where that could not be kept, and tells the log', async () => {
    await runs.open(runIn.transition());
    unwritable = true;
    const stop = new AbortController();
    const taking = take(runIn.transition(), 'transition', {
      world: failing(new Error('a defect')),
      signal: stop.signal,
    });
    while (sleeps.length === 0) await new Promise(setImmediate);
    stop.abort();
    expect((await taking).state.is).toBe('transition');
    expect(sleeps).toEqual([5_000]);
    expect(lines.at(-1)).toMatchObject({ level: 50, run: 'run-1', err: { message: 'the disk is full' } });
  });

  it('is no finding where the bot was being stopped: it is taken up again where it stood', async () => {
    const before = runIn.transition();
    const after = await take(before, 'transition', {
      world: failing(new Error('cut off')),
      signal: AbortSignal.abort(),
    });
    expect([after.state, after.attempts]).toEqual([before.state, before.attempts]);
    expect(lines).toEqual([expect.objectContaining({ level: 30, run: 'run-1', err: expect.anything() })]);
  });
});

describe('a step that works on people', () => {
  const old = 'ENTERPRISEWITHSCAL';
  const plan = 'ENTERPRISEPREMIUM';
  const world = {
    directory: {
      rolesOf: async () => ['globalAdministrator'],
      skus: async () => [someUnits({ assigned: 1 }), someUnits({ sku: plan, assigned: 0 })],
      groupsWith: async () => [],
      users: async () => [holder('adele', old)],
      async *holders(_tenant: string, skuId: string) {
        yield skuId === idOf(old) ? [holder('adele', old)] : [];
      },
    },
  };
  /** Begins to move Adele where the quota is used up, so that the step waits. */
  async function waiting() {
    const run = runIn.reassigning();
    const held = [{ id: 'adele', name: 'adele', switchedOff: [], direct: true, targets: [] }];
    await writePage(documents, run.id, { generation: 0 }, 0, { of: 'users', held });
    const quotas = new Quotas({ timeline, share: 1, stop: never });
    quotas.of(run.tenantId).sending(20);
    let isOver = false;
    const taking = take(run, 'reassigning', { world, quotas }).then((after) => {
      isOver = true;
      return after;
    });
    while (sleeps.length === 0) await new Promise(setImmediate);
    return { taking, isOver: () => isOver };
  }
  const turns = async () => {
    for (let n = 0; n < 20; n += 1) await new Promise(setImmediate);
  };

  it('ends at once when somebody pauses the run, and for no other change', async () => {
    const step = await waiting();
    await runs.update('run-1', (run) => ({ ...run, followers: [...run.followers, 'megan'] }));
    await runs.open(aRun({ id: 'another', tenantId: 'fabrikam' }));
    await runs.update('another', (run) => ({ ...run, state: runIn.choosingPlan().state }));
    await turns();
    expect(step.isOver()).toBe(false);
    await runs.update('run-1', (run) => ({ ...run, state: runIn.paused().state }));
    expect((await step.taking).state.is).toBe('paused');
    expect(lines.filter(({ level }) => Number(level) >= 40)).toEqual([]);
  });
});

describe('an order whose cart has to be made anew', () => {
  const priceList = (monthly: number): PriceList => ({
    prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly, annual: 12 * monthly }],
    invoiceFrom: [],
  });
  let placed: number;
  const world = () => ({
    directory: { rolesOf: async () => ['globalAdministrator'] },
    commerceFor: async () => ({
      can: {},
      rolesOf: async () => undefined,
      prepare: async () => ({ cartId: 'new' }),
      place: async () => {
        placed += 1;
        return { is: 'inProgress' };
      },
    }),
  });

  it.each([
    ['leaves where it costs what was confirmed', 10, 1, 'ordering'],
    ['does not leave where it has come to cost something else', 11, 0, 'checkout'],
  ])('%s', async (_, monthly, times, state) => {
    placed = 0;
    const price = { minor: 25_000, currency: 'SEK' };
    const before = runIn.ordering();
    const run = {
      ...before,
      order: anOrder({ kind: 'purchase', cartId: 'old', cartExpired: true, price }),
      state: { ...before.state, sent: false, sends: 0 },
    } as Run;
    const after = await take(run, 'ordering', { world: world(), priceList: priceList(monthly) });
    expect([placed, after.state.is]).toEqual([times, state]);
  });
});
