import { describe, expect, it } from '@jest/globals';
import { type Meant, readFacts, type World } from '../../src/engine/read-facts.js';
import { PortError, type Problem } from '../../src/upgrade/ports.js';
import { assess } from '../../src/upgrade/tenant/eligibility.js';
import type { SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';

function worldWith(subscriptions: Subscription[], skus: SkuUnits[], asked: string[] = []): World {
  const directory = {
    organization: async () => ({ displayName: 'Contoso', country: 'SE' }),
    skus: async () => skus,
    subscriptions: async () => subscriptions,
    serviceIssues: async () => [],
  };
  const commerce = {
    eligibility: async (_tenant: string, { id, status }: Subscription) => {
      asked.push(id);
      return status === 'Enabled'
        ? { is: 'known', targets: [{ sku: 'SPE_E5', eligible: true, findings: [] }] }
        : { is: 'notSoldHere' };
    },
    sells: async () => undefined,
  };
  return {
    directory,
    commerceFor: async () => commerce,
    partnerTenantId: undefined,
    clock: { now: () => new Date('2026-03-02T09:00:00Z') },
  } as unknown as World;
}

describe('what a check reads of a tenant', () => {
  const suspended = aSubscription({ id: 'earlier', status: 'Suspended' });
  const active = aSubscription({ id: 'present' });

  it('asks the commerce of the purchase that works, in whatever order they are listed', async () => {
    for (const listed of [
      [suspended, active],
      [active, suspended],
    ]) {
      const asked: string[] = [];
      const facts = await readFacts(worldWith(listed, [someUnits()], asked), 'tenant');
      expect(asked).toEqual(['present']);
      expect(assess(facts).is).toBe('available');
    }
  });

  it('is not whole while seats of the plan are counted and no purchase of it is listed', async () => {
    await expect(readFacts(worldWith([], [someUnits()]), 'tenant')).rejects.toThrow(PortError);
    await expect(readFacts(worldWith([], [someUnits({ enabled: 0, warning: 3 })]), 'tenant')).rejects.toThrow(
      PortError,
    );
    const gone = await readFacts(worldWith([], [someUnits({ enabled: 0, suspended: 25 })]), 'tenant');
    expect(assess(gone).is).toBe('noSource');
    expect(assess(await readFacts(worldWith([], []), 'tenant')).is).toBe('noSource');
  });

  const world = (change: object, commerce: object = {}): World => {
    const usual = worldWith([active], [someUnits()]);
    const directory = { ...usual.directory, ...change };
    const told = { eligibility: async () => ({ is: 'unknown' }), sells: async () => ['SPE_E5'], ...commerce };
    return { ...usual, directory, commerceFor: async () => told } as unknown as World;
  };
  const fails = (is: string) => async () => {
    throw new PortError({ is } as Problem, 'reading');
  };

  it('leaves service health open where the app may not read it, and waits for it where it does not answer', async () => {
    const issues = [{ id: 'EX1', title: 'Mail is late' }];
    expect((await readFacts(world({ serviceIssues: async () => issues }), 'tenant')).serviceIssues).toEqual(issues);
    expect((await readFacts(world({ serviceIssues: fails('denied') }), 'tenant')).serviceIssues).toBeUndefined();
    await expect(readFacts(world({ serviceIssues: fails('unreachable') }), 'tenant')).rejects.toThrow(PortError);
  });

  it('leaves open what the commerce sells where that cannot be asked', async () => {
    expect((await readFacts(world({}), 'tenant')).sold).toEqual(['SPE_E5']);
    expect((await readFacts(world({}, { sells: fails('unreachable') }), 'tenant')).sold).toBeUndefined();
    const defect = async () => {
      throw new Error('a defect');
    };
    await expect(readFacts(world({}, { sells: defect }), 'tenant')).rejects.toThrow('a defect');
    await expect(readFacts(world({}, { eligibility: fails('unreachable') }), 'tenant')).rejects.toThrow(PortError);
  });

  it('says when it is told again that a plan is counted which is not listed', async () => {
    await expect(readFacts(worldWith([], [someUnits()]), 'tenant')).rejects.toMatchObject({
      problem: { is: 'unreachable' },
      doing: expect.stringContaining('not listed'),
    });
  });

  it.each<[string | null, string[] | undefined]>([
    ['SE', ['SPE_E3', 'SPE_E5']],
    ['DE', ['SPE_E5']],
    ['XX', undefined],
    [null, undefined],
  ])('knows what is cheapest by the prices of the country: %s', async (country, byPrice) => {
    const price = (sku: string, annual: number, currency = 'SEK') => ({ sku, currency, monthly: annual / 12, annual });
    const priceList = {
      prices: [price('SPE_E5', 240), price('SPE_E3', 120), price('SPE_E5', 24, 'EUR')],
      invoiceFrom: [],
    };
    const there = world({ organization: async () => ({ displayName: 'Contoso', country }) });
    expect((await readFacts({ ...there, priceList }, 'tenant')).byPrice).toEqual(byPrice);
    expect((await readFacts(there, 'tenant')).byPrice).toBeUndefined();
  });

  it.each<[Meant, string | undefined]>([
    [{ said: 'Office 365 E4' }, 'ENTERPRISEWITHSCAL'],
    [{ said: 'Microsoft 365 E3' }, 'SPE_E3'],
    [{ said: '365' }, undefined],
    [{ said: 'Office 365 E1' }, undefined],
    [{ wanted: 'SPE_E3' }, 'SPE_E3'],
    [{}, undefined],
  ])('is about the plan that is meant, of those that are there: %j', async (meant, wanted) => {
    // Of Office 365 E4 nobody holds a licence: it can be meant all the same.
    const skus = [someUnits({ assigned: 0 }), someUnits({ sku: 'SPE_E3' }), someUnits({ sku: 'SPE_E5' })];
    const owned = [active, aSubscription({ sku: 'SPE_E3' }), aSubscription({ sku: 'SPE_E5' })];
    const there = world({ subscriptions: async () => owned, skus: async () => skus });
    const directory = { ...there.directory, async *holders() {} } as unknown as World['directory'];
    expect((await readFacts({ ...there, directory }, 'tenant', meant)).wanted).toBe(wanted);
  });

  it('does not take a plan by itself that is passed over', async () => {
    const there = worldWith([aSubscription({ sku: 'SPE_E5' })], [someUnits({ sku: 'SPE_E5' })]);
    Object.assign(there.directory, { async *holders() {} });
    expect(assess(await readFacts(there, 'tenant', { passedOver: ['SPE_E5'] })).is).toBe('noSource');
    expect(assess(await readFacts(there, 'tenant', { passedOver: [] })).is).not.toBe('noSource');
  });
});
