import { beforeEach, describe, expect, it } from '@jest/globals';
import { Quotas } from '../../../src/engine/quota/quotas.js';
import type { Timeline } from '../../../src/engine/timeline.js';
import type { QuotaNews } from '../../../src/upgrade/quota-news.js';

/** What answers of Microsoft come to: who waits for it, and for how long. */

const now = 1_000_000;
const news = (more: Partial<QuotaNews> = {}): QuotaNews => ({
  units: 0,
  isWrite: true,
  used: undefined,
  refused: undefined,
  ...more,
});
let sleeps: number[];
let stop: AbortController;
let quotas: Quotas;
let time: number;
beforeEach(() => {
  sleeps = [];
  time = now;
  stop = new AbortController();
  const timeline: Timeline = {
    now: () => new Date(time),
    async sleepUntil(until) {
      sleeps.push(until.getTime() - time);
      time = until.getTime();
    },
  };
  quotas = new Quotas({ timeline, share: 1, stop: stop.signal });
});
const of = (tenantId = 'contoso') => quotas.of(tenantId);
/** How long a batch of changes, and reads of a page, wait in a tenant. */
const waits = (tenantId?: string) => [of(tenantId).changesAt(20) - time, of(tenantId).readsAt(20) - time];

describe('a tenant that is worked on', () => {
  it('is remembered, however many others are looked at meanwhile; of a thousand others alone it is not', () => {
    const worked = of();
    for (let n = 0; n < 1_500; n += 1) {
      quotas.heard(`other-${n}`, news());
      quotas.heard('contoso', news({ units: 1 }));
    }
    expect(of()).toBe(worked);
    for (let n = 0; n < 1_000; n += 1) quotas.heard(`other-${n}`, news());
    expect(of()).not.toBe(worked);
  });
});

describe('what a tenant may be read', () => {
  it.each([
    [49, 58],
    [50, 40],
    [500, 40],
    [501, 25],
  ])('comes back by how many people it has: with %i twenty units in %i ms', (people, ms) => {
    of().hasPeople(people);
    // A list that comes back short makes it no smaller.
    of().hasPeople(3);
    of().units.use(20);
    expect(of().readsAt(20) - now).toBe(ms);
  });

  it('is waited for by what can wait, and by nobody once the bot stops', async () => {
    await quotas.room('contoso', 20);
    expect(sleeps).toEqual([]);
    of().units.use(20);
    await quotas.room('contoso', 20);
    expect(sleeps).toEqual([58]);
    of().units.use(2_000);
    stop.abort();
    await quotas.room('contoso', 20);
    expect(sleeps).toEqual([58]);
  });
});

describe('a refusal', () => {
  const refused = (scope: 'tenant' | 'app', what: 'writes' | 'units', waitMs?: number) =>
    quotas.heard('contoso', news({ refused: { scope, of: what, waitMs } }));

  it.each<[string, 'tenant' | 'app', 'writes' | 'units', number[], number[]]>([
    ['of changes in a tenant holds back its changes', 'tenant', 'writes', [60_000, 0], [0, 0]],
    ['of reads in a tenant holds back all that it does there', 'tenant', 'units', [60_000, 60_000], [0, 0]],
    ['in all tenants holds back the changes of all', 'app', 'writes', [60_000, 0], [60_000, 0]],
  ])('%s', (_, scope, what, here, elsewhere) => {
    refused(scope, what, 60_000);
    expect(of().changesAt(1) - now).toBe(here[0]);
    expect(of().readsAt(1) - now).toBe(here[1]);
    expect([of('fabrikam').changesAt(1) - now, of('fabrikam').readsAt(1) - now]).toEqual(elsewhere);
  });

  it('that does not say how long is waited for five seconds', () => {
    refused('tenant', 'writes');
    expect(of().changesAt(1) - now).toBe(5_000);
  });

  it('lets nothing more go, as what came through does', () => {
    of().sending(20);
    quotas.heard('contoso', news({ units: 20, refused: { scope: 'app', of: 'units', waitMs: 0 } }));
    expect(waits()[0]).toBeGreaterThan(0);
  });
});

describe('what comes through', () => {
  it('lets twice as many go, changes for changes alone', () => {
    of().sending(20);
    for (let n = 0; n < 20; n += 1) quotas.heard('contoso', news({ isWrite: false }));
    expect(waits()[0]).toBe(1_000);
    for (let n = 0; n < 10; n += 1) quotas.heard('contoso', news());
    expect(waits()[0]).toBe(0);
    of().sending(20);
    expect(waits()[0]).toBe(1_000);
  });

  it('in one tenant is nothing that another has to wait for at its start', () => {
    for (let n = 0; n < 100; n += 1) {
      expect(waits(`tenant-${n}`)).toEqual([0, 0]);
      of(`tenant-${n}`).sending(20);
    }
  });
});

describe('how much of a limit is used, as Microsoft tells it', () => {
  it('slows changes where it is told of changes, and reads where of reads', () => {
    for (const one of [of().writes, of().units]) one.use(20);
    expect(waits()).toEqual([1_000, 58]);
    quotas.heard('contoso', news({ used: 0.935 }));
    expect(waits()[1]).toBe(58);
    // Half as fast, of the eighteen that the answer has not let go.
    expect(of().writes.readyAt(20) - now).toBe(1_801);
    quotas.heard('contoso', news({ isWrite: false, used: 0.935 }));
    expect(waits()[1]).toBe(115);
  });
});
