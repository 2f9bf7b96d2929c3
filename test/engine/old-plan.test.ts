import { describe, expect, it } from '@jest/globals';
import { readNewPlan, readNewPlans, readOldPlan, readTermsOfOld } from '../../src/engine/plans.js';
import type { World } from '../../src/engine/read-facts.js';
import { type Commerce, PortError, type Problem } from '../../src/upgrade/ports.js';
import type { SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import type { Terms } from '../../src/upgrade/tenant/terms.js';
import { aSource, aSplit, available, now, runIn } from '../support/runs.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';

/** How the old plan and the new one stand, as Graph and the commerce tell it now. */

const first = aSubscription({ id: 'first', commerceId: 'commerce-first' });
const second = aSubscription({ id: 'second', commerceId: null });
const bought = aSubscription({ id: 'bought', sku: 'ENTERPRISEPREMIUM' });
const run = {
  ...runIn.kept(),
  assessment: available({ source: aSource({ skuId: first.skuId, subscriptions: [first, second] }) }),
};
const renews: Terms = { autoRenew: true, endsAt: null, cancellation: null, refund: null };

type Tells = {
  listed?: Subscription[];
  unlisted?: Subscription[];
  skus?: SkuUnits[];
  terms?: Record<string, Terms | Problem['is'] | Error>;
};
function worldOf({ listed = [], unlisted = [], skus = [], terms = {} }: Tells) {
  const asked: string[] = [];
  const commerce: Partial<Commerce> = {
    async terms(_tenant, id) {
      const told = terms[id];
      if (told instanceof Error) throw told;
      if (typeof told === 'string') throw new PortError({ is: told } as Problem, 'asking for terms');
      return told;
    },
  };
  const world = {
    clock: { now: () => now },
    commerceFor: async () => commerce,
    directory: {
      subscriptions: async () => listed,
      skus: async () => skus,
      async subscription(_tenant: string, id: string) {
        asked.push(id);
        return unlisted.find((row) => row.id === id);
      },
    },
  };
  return { world: world as unknown as World, asked };
}

describe('the old plan', () => {
  it('is its own purchases as the run knows them, of which none is asked for that is listed', async () => {
    const listed = [bought, first, second, aSubscription({ id: 'since' })];
    const { world, asked } = worldOf({ listed, terms: { [bought.commerceId ?? '']: new Error('is not asked for') } });
    const stands = await readOldPlan(run, world);
    expect([stands.active.map(({ id }) => id), asked]).toEqual([['first', 'second'], []]);
  });

  it.each([
    ['has ended with what nobody finds where other purchases of it explain what is counted', 25, ['first'], []],
    ['is not known to have ended where more is counted', 24, [], ['first']],
  ])('%s', async (_, seats, ended, unclear) => {
    const skus = [someUnits({ sku: 'SPE_E5', enabled: 99 }), someUnits({ enabled: 50 })];
    const { world } = worldOf({ listed: [bought, second, aSubscription({ id: 'since', seats })], skus });
    expect(await readOldPlan(run, world)).toMatchObject({ ended, unclear });
  });

  it('has a purchase that the list lacks and that is there when it is asked for by its id', async () => {
    const { world, asked } = worldOf({ listed: [second, bought], unlisted: [first] });
    const stands = await readOldPlan(run, world);
    expect([stands.active.map(({ id }) => id).sort(), stands.ended, asked]).toEqual([
      ['first', 'second'],
      [],
      ['first'],
    ]);
  });

  it('has ended with the one of two unlisted purchases that nobody finds', async () => {
    const { world, asked } = worldOf({ listed: [bought], unlisted: [first] });
    const { active, ended, unclear } = await readOldPlan(run, world);
    expect([active.map(({ id }) => id), ended, unclear, asked]).toEqual([
      ['first'],
      ['second'],
      [],
      ['first', 'second'],
    ]);
  });

  it('has ended with a purchase that nobody finds, and with that one alone', async () => {
    const { world } = worldOf({ listed: [second], skus: [someUnits({ sku: 'SPE_E5', assigned: 9 })] });
    const stands = await readOldPlan(run, world);
    expect([stands.active.map(({ id }) => id), stands.ended]).toEqual([['second'], ['first']]);
  });

  it('is still there under its id when Microsoft made it a purchase of another plan', async () => {
    const converted = { ...first, sku: bought.sku, skuId: bought.skuId };
    const { world, asked } = worldOf({ listed: [converted, second] });
    expect(await readOldPlan(run, world)).toMatchObject({
      converted: ['first'],
      ended: [],
      active: [{ id: 'second' }],
    });
    expect(asked).toEqual([]);
  });

  it('is told of by the commerce under its own id, or Graph’s where it has none', async () => {
    const endsAt = '2026-09-30T00:00:00Z';
    const never: Terms = { ...renews, autoRenew: false, endsAt };
    const { world } = worldOf({ listed: [first, second], terms: { 'commerce-first': never, second: never } });
    const stands = await readOldPlan(run, world);
    expect(stands.active).toEqual([]);
    expect(await readTermsOfOld(run, world)).toEqual(never);
  });
});

describe('what the commerce does not tell', () => {
  it.each<Problem['is']>(['notFound', 'refused', 'denied'])('is left open where it is %s', async (is) => {
    const { world } = worldOf({ listed: [first, second], terms: { 'commerce-first': is, second: is } });
    expect((await readOldPlan(run, world)).active).toHaveLength(2);
    expect(await readTermsOfOld(run, world)).toBeUndefined();
  });

  it.each<Problem['is'] | Error>(['unreachable', 'busy', new Error('a defect')])(
    'is not taken for nothing where it may tell later: %s',
    async (failure) => {
      const { world } = worldOf({ listed: [first, second], terms: { 'commerce-first': failure } });
      await expect(readOldPlan(run, world)).rejects.toThrow();
      await expect(readTermsOfOld(run, world)).rejects.toThrow();
    },
  );
});

describe('the new plan', () => {
  it('is its own purchases and its own count, of each of two plans', async () => {
    const other = aSubscription({ id: 'other', sku: 'SPE_E3', commerceId: 'commerce-other' });
    const skus = [someUnits(), someUnits({ sku: 'SPE_E3', enabled: 7 }), someUnits({ sku: bought.sku, enabled: 9 })];
    const { world } = worldOf({ listed: [first, other, bought], skus, terms: { 'commerce-other': renews } });
    expect(await readNewPlan(run, world)).toMatchObject({
      units: { enabled: 9 },
      rows: [{ row: { id: 'bought' }, terms: undefined }],
    });
    const split = aSplit({ plan: 'SPE_E3', rest: bought.sku });
    expect(await readNewPlans({ ...run, split }, world)).toMatchObject([
      { units: { enabled: 7 }, rows: [{ row: { id: 'other' }, terms: renews }] },
      { units: { enabled: 9 }, rows: [{ row: { id: 'bought' } }] },
    ]);
  });

  it('is not there before Graph lists it', async () => {
    const { world } = worldOf({ listed: [first], skus: [someUnits()] });
    expect(await readNewPlan(run, world)).toMatchObject({ units: undefined, rows: [] });
  });
});
