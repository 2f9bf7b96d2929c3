import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goesAlong } from '../../../src/upgrade/licences/closed-off.js';
import type { Move } from '../../../src/upgrade/licences/move.js';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { beforeOf, beforeOfGroup, undoSwap, undoSwapGroup } from '../../../src/upgrade/licences/undo-swap.js';
import { catalogue, type Product, readCatalogue } from '../../../src/upgrade/plans/catalogue.js';
import table from '../../../src/upgrade/plans/catalogue.json' with { type: 'json' };
import { coverage, productById } from '../../../src/upgrade/plans/plans.js';
import { sameService } from '../../../src/upgrade/plans/tiers.js';
import { isWayOn } from '../../../src/upgrade/plans/ways-on.js';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { applied, idOf, licence, person } from '../../support/licensed-person.js';

/** Moves between any two suites, with the products that go and come with them. */

const suites = catalogue.products.filter(({ kind }) => kind === 'suite');
const pairs = suites.flatMap((from) => suites.filter((to) => isWayOn(to.sku, from.sku)).map((to) => ({ from, to })));
const addOns = catalogue.products.filter(({ kind, sku }) => kind === 'addOn' && sku !== 'MCOPSTN5');
const visio = idOf('VISIOCLIENT');

const offOf = (product: Product) =>
  fc.uniqueArray(fc.constantFrom(...product.services.map(({ id }) => id)), { maxLength: 12 });

/** Whom to move, from what to what; what goes with it is in the new plan, what comes with it may be there already. */
const moves = fc.constantFrom(...pairs).chain(({ from, to }) => {
  const absorbed = addOns.filter(({ sku }) => coverage(sku, to.sku) === 'full').slice(0, 5);
  const beside = catalogue.products.filter(
    ({ sku }) => sku === to.teams || (sku === 'MCOMEETADV' && !absorbed.some((one) => one.sku === sku)),
  );
  return fc
    .record({
      off: offOf(from),
      alsoFrom: fc.subarray(absorbed),
      offElsewhere: fc.array(fc.nat(), { maxLength: 5 }),
      alsoTo: fc.subarray(beside),
      has: fc.boolean(),
    })
    .map(({ off, alsoFrom, offElsewhere, alsoTo, has }) => {
      const gone = alsoFrom.map((one) => {
        const ids = one.services.map(({ id }) => id);
        return licence(one.skuId, { disabledPlans: [...new Set(offElsewhere.map((n) => ids[n % ids.length] ?? ''))] });
      });
      const there = has ? alsoTo.slice(0, 1).map(({ skuId }) => licence(skuId)) : [];
      const named = (some: readonly Product[]) => some.map(({ skuId }) => ({ skuId }));
      const move: Move = {
        fromSkuId: from.skuId,
        toSkuId: to.skuId,
        alsoFrom: named(alsoFrom),
        alsoTo: named(alsoTo),
      };
      return { move, user: person(licence(from.skuId, { disabledPlans: off }), ...gone, ...there, licence(visio)) };
    });
});

const servicesIn = (skuId: string) => productById(skuId)?.services ?? [];
const heldIds = ({ licences }: LicensedUser) => licences.map(({ skuId }) => skuId);
const offIn = ({ licences }: LicensedUser, sku: string) =>
  licences.find(({ skuId }) => skuId === sku)?.disabledPlans ?? [];
const ids = (some: Move['alsoTo']) => (some ?? []).map(({ skuId }) => skuId);

/** Whether any of the products gives a service, by what it is rather than by its tier. */
const gives = (user: LicensedUser, skuIds: readonly string[], name: string) =>
  skuIds.some((sku) =>
    servicesIn(sku).some((one) => sameService(one.name, name) && !offIn(user, sku).includes(one.id)),
  );

function swapped(user: LicensedUser, move: Move) {
  const done = swap(user, move);
  if (done.is !== 'change') throw new Error(done.is);
  return { ...done, after: applied(user, done.change) };
}

describe('whoever is moved between any two suites', () => {
  it('holds the new plan and what comes with it, and everything else as before', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const { after } = swapped(user, move);
        expect(heldIds(after).sort()).toEqual([...new Set([move.toSkuId, ...ids(move.alsoTo), visio])].sort());
        expect(after.licences).toContainEqual(licence(visio));
      }),
    );
  });

  it('has off what was off, or is told of', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const { after, unmapped } = swapped(user, move);
        const left = [move.fromSkuId, ...ids(move.alsoFrom)];
        const came = [move.toSkuId, ...ids(move.alsoTo)].filter((sku) => !heldIds(user).includes(sku));
        for (const name of left.flatMap((sku) => servicesIn(sku).map((one) => one.name))) {
          if (gives(user, left, name)) continue;
          expect({ name, on: gives(after, came, name) }).toEqual({ name, on: false });
          const isThere = [...came, ...ids(move.alsoTo)].some((sku) =>
            servicesIn(sku).some((one) => sameService(one.name, name)),
          );
          if (!isThere) expect(unmapped).toContain(name);
        }
      }),
    );
  });

  it('loses nothing that was on and that the new products have, but what cannot live without what is off', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const { after, alsoOff } = swapped(user, move);
        const left = [move.fromSkuId, ...ids(move.alsoFrom)];
        const came = [move.toSkuId, ...ids(move.alsoTo)];
        for (const { name } of came.flatMap(servicesIn)) {
          const wasOn = gives(user, left, name);
          if (wasOn && !alsoOff.some((one) => sameService(one, name)))
            expect({ name, on: gives(after, came, name) }).toEqual({ name, on: true });
        }
      }),
    );
  });

  it('has no service on in the new plan that needs others which are all off', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const { after } = swapped(user, move);
        const offered = servicesIn(move.toSkuId);
        const elsewhere = heldIds(after)
          .filter((sku) => sku !== move.toSkuId)
          .flatMap((sku) => servicesIn(sku).filter(({ id }) => !offIn(after, sku).includes(id)))
          .map(({ name }) => name);
        expect(goesAlong(offIn(after, move.toSkuId), offered, { elsewhere })).toEqual([]);
      }),
    );
  });

  it('gets back exactly what they had', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const along = [...ids(move.alsoFrom), ...ids(move.alsoTo)];
        const before = beforeOf(user, move.fromSkuId, along);
        const { after } = swapped(user, move);
        const back = undoSwap(after, before, move);
        if (back.is !== 'change') throw new Error(back.is);
        const again = applied(after, back.change);
        expect(heldIds(again).sort()).toEqual(heldIds(user).sort());
        for (const sku of ids(move.alsoFrom)) expect(offIn(again, sku)).toEqual(offIn(user, sku));
        // What could not live without what was off was off in truth.
        const lost = goesAlong(offIn(user, move.fromSkuId), servicesIn(move.fromSkuId)).map(({ id }) => id);
        const now = offIn(again, move.fromSkuId);
        for (const id of offIn(user, move.fromSkuId)) expect(now).toContain(id);
        for (const id of now) expect([...offIn(user, move.fromSkuId), ...lost]).toContain(id);
      }),
    );
  });

  it('moves with a group in the same way', () => {
    fc.assert(
      fc.property(moves, ({ user, move }) => {
        const licences = user.licences.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }));
        const group = { id: 'sales', displayName: 'Sales', licences, processing: 'complete' } as const;
        const done = swapGroup(group, move);
        const same = swapped(user, move);
        if (done.is !== 'change') throw new Error(done.is);
        expect(done.change.remove).toEqual(same.change.remove);
        expect(done.change.add.map(({ skuId }) => skuId)).toEqual(same.change.add.map(({ skuId }) => skuId));
        const moved = { ...group, licences: same.after.licences };
        const along = [...ids(move.alsoFrom), ...ids(move.alsoTo)];
        const back = undoSwapGroup(moved, beforeOfGroup(group, move.fromSkuId, along), move);
        if (back.is !== 'change') throw new Error(back.is);
        expect(back.change.add.map(({ skuId }) => skuId)).toContain(move.fromSkuId);
      }),
    );
  });
});

describe('one call a person', () => {
  const [e3, e5, security, teams, noTeams, audio] = [
    idOf('SPE_E3'),
    idOf('SPE_E5'),
    idOf('IDENTITY_THREAT_PROTECTION'),
    idOf('Microsoft_Teams_Enterprise_New'),
    idOf('Microsoft_365_E3_(no_Teams)'),
    idOf('MCOMEETADV'),
  ];
  const planNamed = (name: string) => catalogue.services.find((one) => one.name === name)?.id ?? '';

  it('makes one plan of two, with off what was off in both', () => {
    const [atp, p2] = [planNamed('ATP_ENTERPRISE'), planNamed('AAD_PREMIUM_P2')];
    const user = person(licence(e3, { disabledPlans: [atp] }), licence(security, { disabledPlans: [atp, p2] }));
    const { change } = swapped(user, { fromSkuId: e3, alsoFrom: [{ skuId: security }], toSkuId: e5 });
    expect(change).toEqual({ userId: 'adele', add: [{ skuId: e5, disabledPlans: [atp, p2] }], remove: [e3, security] });
  });

  it('leaves on what one of the two gave', () => {
    const atp = planNamed('ATP_ENTERPRISE');
    const user = person(licence(e3, { disabledPlans: [atp] }), licence(security));
    const { change } = swapped(user, { fromSkuId: e3, alsoFrom: [{ skuId: security }], toSkuId: e5 });
    expect(change.add).toEqual([{ skuId: e5, disabledPlans: [] }]);
  });

  it('makes several of one, each with off what was off in it', () => {
    const user = person(licence(e3, { disabledPlans: [planNamed('TEAMS1'), planNamed('SWAY')] }));
    const move = { fromSkuId: e3, toSkuId: noTeams, alsoTo: [{ skuId: teams }, { skuId: audio }] };
    const { change, unmapped } = swapped(user, move);
    expect(change.remove).toEqual([e3]);
    expect(change.add.map(({ skuId }) => skuId)).toEqual([noTeams, teams, audio]);
    expect(change.add[0]?.disabledPlans).toContain(planNamed('SWAY'));
    expect(change.add[1]?.disabledPlans).toContain(planNamed('TEAMS1'));
    expect(unmapped).toEqual([]);
  });

  it('gives nobody a second licence of what a group gives them, and takes away nothing that comes from one', () => {
    const byGroup = licence(teams, { assignedByGroup: 'all' });
    const fromGroup = licence(security, { assignedByGroup: 'all' });
    const user = person(licence(e3), byGroup, fromGroup);
    const move = { fromSkuId: e3, alsoFrom: [{ skuId: security }], toSkuId: noTeams, alsoTo: [{ skuId: teams }] };
    const { change } = swapped(user, move);
    expect(change).toMatchObject({ add: [{ skuId: noTeams }], remove: [e3] });
  });
});

describe('a plan that is one row more', () => {
  it('is a way on, and people are moved to it', () => {
    const row = {
      sku: 'SPE_E9',
      skuId: '00000000-0000-4000-8000-000000000009',
      displayName: 'Microsoft 365 E9',
      kind: 'suite',
      services: catalogue.products.find(({ sku }) => sku === 'SPE_E5')?.services.map(({ name }) => name),
    };
    const { products } = readCatalogue({ ...table, products: [...table.products, row] });
    const e9 = products.find(({ sku }) => sku === 'SPE_E9');
    const sway = catalogue.services.find(({ name }) => name === 'SWAY')?.id ?? '';
    const user = person(licence(idOf('SPE_E3'), { disabledPlans: [sway] }));
    const { change } = swapped(user, { fromSkuId: idOf('SPE_E3'), toSkuId: row.skuId, toServices: e9?.services });
    expect(change).toMatchObject({ add: [{ skuId: row.skuId, disabledPlans: [sway] }], remove: [idOf('SPE_E3')] });
  });
});
