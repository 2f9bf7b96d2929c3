import { randomUUID } from 'node:crypto';
import { afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { pino } from 'pino';
import { createEngine, type Engine } from '../../src/engine/engine.js';
import { Quotas } from '../../src/engine/quota/quotas.js';
import type { World } from '../../src/engine/read-facts.js';
import { createRunStore, type RunStore } from '../../src/engine/run-store.js';
import { order } from '../../src/engine/steps/order.js';
import type { StepTools } from '../../src/engine/steps/step.js';
import { createTimeline } from '../../src/engine/timeline.js';
import { openPostgres, type PostgresStore } from '../../src/storage/postgres/open.js';
import { newFollower } from '../../src/teams/people/follower.js';
import { Followers } from '../../src/teams/people/followers.js';
import { Seen } from '../../src/teams/people/seen.js';
import { isOver, type Run } from '../../src/upgrade/run/run.js';
import { describePostgres, inDatabase, newDatabase } from '../support/postgres/databases.js';
import { at, now, runIn } from '../support/runs.js';

/** What processes on one store may not do to each other, in one process with a store for each of them. */

const log = pino({ level: 'silent' });

describePostgres('two processes on one store', () => {
  let url: string;
  let stores: [PostgresStore, PostgresStore];
  let runs: [RunStore, RunStore];

  beforeAll(async () => {
    url = await newDatabase();
  });
  beforeEach(async () => {
    stores = [await openPostgres({ url }), await openPostgres({ url })];
    await inDatabase(url, (client) => client.query('TRUNCATE upgrade_assistant.document'));
    runs = [storeOf(stores[0]), storeOf(stores[1])];
  });
  afterEach(async () => {
    for (const { documents } of stores) await documents.close();
  });
  const storeOf = ({ documents, peers }: PostgresStore) => createRunStore(documents, log, peers);
  const begin = (run: Run) => runs[0].open({ ...run, id: randomUUID() });

  it('never leave a tenant two open runs, one taken up again and one new', async () => {
    for (let round = 0; round < 4; round += 1) {
      const tenantId = randomUUID();
      const old = await begin({ ...runIn.stopped(), tenantId });
      const since = { wouldChange: () => true, setAside: (run: Run) => run };
      const back = () => runs[0].reopen(old.id, tenantId, (run) => ({ ...run, state: runIn.undoing().state }), since);
      const fresh = () => runs[1].open({ ...runIn.assessed(), id: randomUUID(), tenantId });
      await Promise.all((round % 2 ? [back, fresh] : [fresh, back]).map((start) => start()));
      expect((await runs[0].history(tenantId)).filter((run) => !isOver(run))).toHaveLength(1);
    }
  });

  it('do not delete what the other has just changed', async () => {
    const run = await begin(runIn.stopped());
    let looked = 0;
    const may = (one: Run) => {
      looked += 1;
      return one.attempts === 0;
    };
    const slow = {
      ...bound(stores[0].documents),
      async delete(...what: Parameters<PostgresStore['documents']['delete']>) {
        await runs[1].update(run.id, (one) => ({ ...one, attempts: 1 }));
        return stores[0].documents.delete(...what);
      },
    };
    expect(await createRunStore(slow, log).delete(run.id, run.tenantId, may)).toBe(false);
    expect([looked, (await runs[1].get(run.id))?.attempts]).toEqual([2, 1]);
  });

  it('hear of each other’s runs as they are then, each of its own at once', async () => {
    const run = await begin(runIn.stopped());
    const heard: [string, number][] = [];
    // That it was begun may be heard of only now.
    const note = (who: string) => (one: Run) => one.attempts === 7 && heard.push([who, one.attempts]);
    runs[0].onChangedElsewhere(note('elsewhere, of its own'));
    runs[0].onChanged(note('own'));
    const done = new Promise<void>((resolve) => {
      runs[1].onChangedElsewhere((one) => one.attempts === 7 && resolve());
    });
    runs[1].onChanged(note('other'));
    await runs[0].update(run.id, (one) => ({ ...one, attempts: 7 }));
    expect(heard).toContainEqual(['own', 7]);
    await done;
    expect(heard.sort()).toEqual([
      ['other', 7],
      ['own', 7],
    ]);
  });

  it('hold a person to the last that either of them has shown', async () => {
    const followers = stores.map(({ documents }) => new Followers(documents));
    const seen = followers.map((one) => new Seen(one, log)) as [Seen, Seen];
    await followers[0]?.keep('contoso', 'alex', () => newFollower('contoso', 'alex'));
    const run = await begin(runIn.manualReassign());
    const show = (who: 0 | 1, revision: number) =>
      seen[who].showing('contoso', 'alex', { ...run, revision }, async () => undefined);
    await show(0, 5);
    await followers[0]?.settle();
    await show(1, 6);
    await followers[1]?.settle();
    expect(await seen[0].revisionOf('contoso', 'alex', run.id)).toBe(6);
    // Late, as an answer that was on its way.
    await show(0, 5);
    await followers[0]?.settle();
    for (const one of seen) expect(await one.revisionOf('contoso', 'alex', run.id)).toBe(6);
  });

  describe('carry a run forward', () => {
    let engines: Engine[];
    let readers: number[];
    let answer: () => void;

    beforeEach(async () => {
      readers = [];
      engines = stores.map((store, index) => {
        const world = { ...worldThatHangs(() => readers.push(index)), clock: { now: () => new Date() } } as World;
        const timeline = createTimeline(world.clock);
        const quotas = new Quotas({ timeline, share: 1, stop: new AbortController().signal });
        return createEngine({
          ...store,
          world,
          runs: runs[index as 0 | 1],
          timeline,
          quotas,
          priceList: undefined,
          log,
        });
      });
    });
    afterEach(async () => {
      answer();
      await Promise.all(engines.map((engine) => engine.stop()));
    });

    /** Whoever reads is noted and gets no answer before it is told to. */
    function worldThatHangs(read: () => void): Pick<World, 'directory'> {
      const gate = new Promise<void>((resolve) => {
        const before = answer;
        answer = () => {
          before?.();
          resolve();
        };
      });
      const hang = async () => {
        read();
        await gate;
        throw new Error('it was stopped');
      };
      return { directory: new Proxy({}, { get: () => hang }) as World['directory'] };
    }

    it('one at a time, and the other takes it over as soon as that one is cut off', async () => {
      const state = { ...runIn.transition().state, nextAt: at };
      await begin({ ...runIn.transition(), state } as Run);
      await Promise.all(engines.map((engine) => engine.start()));
      await until(() => readers.length > 0);
      const [first] = readers;
      await pause(800);
      expect(new Set(readers)).toEqual(new Set([first]));
      expect(engines.map(({ active }) => active)).toEqual([1, 1]);
      await stores[first as 0 | 1].documents.close();
      await until(() => readers.some((one) => one !== first));
    });
  });
});

describe('an order that another process has said it sends', () => {
  it.each([
    ['leaves for the one that said so', 1, 1],
    ['does not leave for the other', 2, 0],
  ])('%s', async (_, saidBefore, placed) => {
    const ordering = runIn.ordering();
    const run = { ...ordering, state: { ...ordering.state, sent: false, sends: 0 } } as Run;
    let places = 0;
    const commerce = {
      can: {},
      rolesOf: async () => [],
      prepare: async () => ({ cartId: 'cart-1' }),
      place: async () => {
        places += 1;
        return { is: 'inProgress' };
      },
    };
    const tools = {
      world: {
        commerceFor: async () => commerce,
        clock: { now: () => now },
        directory: { rolesOf: async () => ['globalAdministrator'] },
      },
      tell: async ({ found }: { found: string }) =>
        found === 'sending' ? { ...run, state: { ...run.state, sent: true, sends: saidBefore } } : run,
      log,
    } as unknown as StepTools;
    await order(run, tools);
    expect(places).toBe(placed);
  });
});

/** A store as an object of its own, so that something of it can be replaced. */
function bound(documents: PostgresStore['documents']): PostgresStore['documents'] {
  return {
    get: (kind, id) => documents.get(kind, id),
    put: (kind, id, value, expected) => documents.put(kind, id, value, expected),
    delete: (kind, id, expected) => documents.delete(kind, id, expected),
    ids: (kind) => documents.ids(kind),
    list: (kind, prefix) => documents.list(kind, prefix),
    health: () => documents.health(),
    setAside: () => documents.setAside(),
    close: () => documents.close(),
  };
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

async function until(isSo: () => boolean): Promise<void> {
  for (const end = Date.now() + 20_000; !isSo(); ) {
    if (Date.now() > end) throw new Error('it did not come to be so');
    await pause(20);
  }
}
