import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goesAlong, type PlanRef } from '../../../src/upgrade/licences/closed-off.js';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { offIn, switchedOff } from '../../../src/upgrade/licences/switched-off.js';
import { type Dependency, dependencies } from '../../../src/upgrade/plans/dependencies.js';
import { product, productById, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { planId, sourcePlans, targetIds } from '../../support/random-licences.js';

/** What goes off with a service: all that needs it in the new plan, and nothing else. */

const names = 'abcdefgh'.split('');
const offered = fc
  .subarray(names, { minLength: 1 })
  .map((some) => some.map((name): PlanRef => ({ id: `id-${name}`, name })));
const tables = fc.array(
  fc.record({
    service: fc.constantFrom(...names),
    needsOneOf: fc.uniqueArray(fc.constantFrom(...names), { minLength: 1, maxLength: 3 }),
  }),
  { maxLength: 8 },
);
const acyclic = tables.map((rows) => rows.filter(({ service, needsOneOf }) => !needsOneOf.includes(service)));
const plans = fc.record({ services: offered, dependencies: acyclic }).chain(({ services, dependencies: rows }) =>
  fc.record({
    services: fc.constant(services),
    rows: fc.constant(rows),
    off: fc.subarray(services.map(({ id }) => id)),
    elsewhere: fc.subarray(names),
  }),
);

/** Whether a service has nothing left to live on, of what the product has for it. */
function cannotLive(
  service: PlanRef,
  off: readonly string[],
  services: readonly PlanRef[],
  rows: readonly Dependency[],
) {
  return rows
    .filter((row) => row.service === service.name)
    .some(({ needsOneOf }) => {
      const has = services.filter(({ name }) => needsOneOf.includes(name));
      return has.length > 0 && has.every(({ id }) => off.includes(id));
    });
}

describe('what is switched off', () => {
  it('is closed under dependency within the new plan, and contains everything that was off', () => {
    fc.assert(
      fc.property(plans, ({ services, rows, off }) => {
        const along = goesAlong(off, services, { dependencies: rows });
        const all = [...off, ...along.map(({ id }) => id)];
        expect(new Set(all).size).toBe(all.length);
        for (const service of services)
          if (!all.includes(service.id)) expect(cannotLive(service, all, services, rows)).toBe(false);
        // And no more than that: whatever went along had nothing left to live on.
        for (const service of along) expect(cannotLive(service, all, services, rows)).toBe(true);
      }),
    );
  });

  it('takes nothing along where nothing was off, and the same whether it is asked once or twice', () => {
    fc.assert(
      fc.property(plans, ({ services, rows, off }) => {
        expect(goesAlong([], services, { dependencies: rows })).toEqual([]);
        const all = [...off, ...goesAlong(off, services, { dependencies: rows }).map(({ id }) => id)];
        expect(goesAlong(all, services, { dependencies: rows })).toEqual([]);
      }),
    );
  });

  it('takes along what a refusal told of as it takes along what was known', () => {
    fc.assert(
      fc.property(plans, ({ services, rows, off }) => {
        const learnt = rows.map(({ service, needsOneOf }) => ({
          service: `id-${service}`,
          needsOneOf: needsOneOf.map((name) => `id-${name}`),
        }));
        const known = goesAlong(off, services, { dependencies: rows });
        expect(goesAlong(off, services, { dependencies: [], learnt })).toEqual(known);
      }),
    );
  });

  it('never takes more along for somebody who has something elsewhere', () => {
    fc.assert(
      fc.property(plans, ({ services, rows, off, elsewhere }) => {
        const known = goesAlong(off, services, { dependencies: rows });
        const less = goesAlong(off, services, { dependencies: rows, elsewhere });
        expect(known).toEqual(expect.arrayContaining(less));
      }),
    );
  });

  it('is closed for every person and group who is moved to any plan, by what Microsoft is known to ask', () => {
    const closed = (toSkuId: string, off: readonly string[]) => {
      const services = productById(toSkuId)?.services ?? [];
      for (const service of services)
        if (!off.includes(service.id)) expect(cannotLive(service, off, services, dependencies)).toBe(false);
    };
    fc.assert(
      fc.property(fc.subarray(sourcePlans), targetIds, (disabledPlans, toSkuId) => {
        const move = { fromSkuId: idOf(sourceSku), toSkuId };
        const done = swap(person(licence(move.fromSkuId, { disabledPlans })), move);
        const licences = [{ skuId: move.fromSkuId, disabledPlans }];
        const group = swapGroup({ id: 'g', displayName: 'G', licences, processing: 'complete' }, move);
        for (const one of [done, group]) {
          if (one.is !== 'change') throw new Error(one.is);
          const off = one.change.add[0]?.disabledPlans ?? [];
          closed(toSkuId, off);
          const was = offIn(disabledPlans, move);
          expect(off).toEqual(expect.arrayContaining(was.mapped));
          expect(off).toHaveLength(was.mapped.length + one.alsoOff.length);
        }
      }),
    );
  });
});

describe('in the plans of Microsoft', () => {
  const e4 = idOf(sourceSku);
  const alsoOff = (was: string[], sku: string) =>
    offIn(
      was.map((name) => planId(name)),
      { toSkuId: idOf(sku) },
    ).alsoOff;

  it('Defender goes with mail, phone and audio with Teams and Skype, Office on the web with SharePoint', () => {
    expect(alsoOff(['EXCHANGE_S_ENTERPRISE'], 'ENTERPRISEPREMIUM')).toEqual(['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE']);
    expect(alsoOff(['TEAMS1', 'MCOSTANDARD'], 'ENTERPRISEPREMIUM')).toEqual(['MCOEV', 'MCOMEETADV']);
    expect(alsoOff(['SHAREPOINTENTERPRISE'], 'SPE_E3')).toEqual(['SHAREPOINTWAC']);
  });

  it('nothing goes while one of what it could live on is on, or the plan has none of it', () => {
    expect(alsoOff(['TEAMS1'], 'ENTERPRISEPREMIUM')).toEqual([]);
    expect(alsoOff(['EXCHANGE_S_ENTERPRISE'], 'Office_365_E3_(no_Teams)')).toEqual([]);
    const audio = goesAlong([], product('MCOMEETADV')?.services ?? []);
    expect(audio).toEqual([]);
  });

  it('what a person has through another product keeps its dependents, by what the tenant says is in it', () => {
    const mailbox = 'a-product-that-the-catalogue-lacks';
    const exchange = { id: planId('EXCHANGE_S_ENTERPRISE'), name: 'EXCHANGE_S_ENTERPRISE' };
    const user = (...off: string[]) =>
      person(licence(e4, { disabledPlans: [exchange.id] }), licence(mailbox, { disabledPlans: off }));
    const move = { fromSkuId: e4, toSkuId: idOf('ENTERPRISEPREMIUM'), others: new Map([[mailbox, [exchange]]]) };
    expect(swap(user(), move)).toMatchObject({ alsoOff: [], change: { add: [{ disabledPlans: [exchange.id] }] } });
    expect(swap(user(exchange.id), move)).toMatchObject({ alsoOff: ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'] });
  });

  it('a list of no services, as Graph may give one, does not switch on what was off', () => {
    const sway = planId('SWAY');
    const done = swap(person(licence(e4, { disabledPlans: [sway] })), {
      fromSkuId: e4,
      toSkuId: idOf('SPE_E5'),
      toServices: [],
    });
    expect(done).toMatchObject({ change: { add: [{ disabledPlans: [sway] }] }, unmapped: [] });
    expect(switchedOff(person(licence(e4, { disabledPlans: [sway] })), e4)).toEqual([sway]);
  });
});
