import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { switchedOff } from '../../../src/upgrade/licences/switched-off.js';
import { productById, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { sameService } from '../../../src/upgrade/plans/tiers.js';
import type { LicenceState } from '../../../src/upgrade/tenant/facts.js';
import { applied, idOf, licence, person } from '../../support/licensed-person.js';
import { heldAtRandom, planId, targetIds } from '../../support/random-licences.js';

const [e4, e5, visio] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM'), idOf('VISIOCLIENT')];
const toE5 = { fromSkuId: e4, toSkuId: e5 };

describe('what is switched off for a person', () => {
  const [exchange, sway] = [planId('EXCHANGE_S_ENTERPRISE'), planId('SWAY')];

  it('is off in every assignment, since one that gives a service is enough', () => {
    const user = person(
      licence(e4, { disabledPlans: [exchange, sway] }),
      licence(e4, { disabledPlans: [sway], assignedByGroup: 'sales' }),
    );
    expect(switchedOff(user, e4)).toEqual([sway]);
  });

  it('is not changed by an assignment that does not work', () => {
    const user = person(
      licence(e4, { disabledPlans: [sway] }),
      licence(e4, { assignedByGroup: 'sales', state: 'Error', error: 'CountViolation' }),
    );
    expect(switchedOff(user, e4)).toEqual([sway]);
  });

  it('counts an assignment that works, though something in it is in error', () => {
    const user = person(
      licence(e4, { disabledPlans: [sway] }),
      licence(e4, { assignedByGroup: 'sales', state: 'ActiveWithError' }),
    );
    expect(switchedOff(user, e4)).toEqual([]);
  });

  it('is what is off in all there are where none works, and stays off', () => {
    const user = person(licence(e4, { disabledPlans: [sway], state: 'Error', error: 'CountViolation' }));
    expect(switchedOff(user, e4)).toEqual([sway]);
    expect(swap(user, toE5)).toMatchObject({ change: { add: [{ skuId: e5, disabledPlans: [sway] }] } });
  });

  it('is nothing of a product that the person does not hold', () => {
    expect(switchedOff(person(licence(e5, { disabledPlans: [sway] })), e4)).toEqual([]);
  });
});

describe('the swap of one person', () => {
  it('adds the new and removes the old in one change', () => {
    expect(swap(person(licence(e4), licence(visio)), toE5)).toEqual({
      is: 'change',
      change: { userId: 'adele', add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] },
      unmapped: [],
      alsoOff: [],
    });
  });

  it('keeps off what was off, across tiers, and says what has no counterpart', () => {
    const disabledPlans = [planId('SWAY'), planId('FORMS_PLAN_E3'), planId('MCOVOICECONF'), 'a-plan-nobody-knows'];
    const done = swap(person(licence(e4, { disabledPlans })), toE5);
    expect(done).toMatchObject({
      is: 'change',
      change: {
        add: [{ skuId: e5, disabledPlans: [planId('SWAY'), planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM')] }],
      },
      unmapped: ['MCOVOICECONF', 'a-plan-nobody-knows'],
    });
  });

  it('keeps off a tier that was off, though another of the same plan is on', () => {
    const [lower, higher] = [planId('FORMS_PLAN_E3'), planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM')];
    const services = [
      { id: lower, name: 'FORMS_PLAN_E3' },
      { id: higher, name: 'FORMS_PLAN_E5' },
    ];
    const disabledPlans = [higher];
    const move = { ...toE5, fromServices: services, toServices: services };
    expect(swap(person(licence(e4, { disabledPlans })), move)).toMatchObject({ change: { add: [{ disabledPlans }] } });
  });

  it("goes by the tenant's own list of the new product's services when it is given", () => {
    const disabledPlans = ['a-plan-nobody-knows', planId('SWAY')];
    const toServices = [{ id: 'a-plan-nobody-knows', name: 'NEW_THING' }];
    expect(swap(person(licence(e4, { disabledPlans })), { ...toE5, toServices })).toMatchObject({
      change: { add: [{ disabledPlans: ['a-plan-nobody-knows'] }] },
      unmapped: ['SWAY'],
    });
  });

  it('leaves everything on in a suite without Teams, and says that Teams, which was off, is not there', () => {
    const toSkuId = idOf('Microsoft_365_E5_(no_Teams)');
    const move = { fromSkuId: e4, toSkuId };
    expect(swap(person(licence(e4)), move)).toMatchObject({ change: { add: [{ disabledPlans: [] }] }, unmapped: [] });
    const off = [planId('TEAMS1'), planId('SWAY')];
    expect(swap(person(licence(e4, { disabledPlans: off })), move)).toMatchObject({
      change: { add: [{ disabledPlans: [planId('SWAY')] }] },
      unmapped: ['TEAMS1'],
    });
  });

  it('leaves Microsoft Teams that stands beside the suite as it is', () => {
    const teams = licence(idOf('Microsoft_Teams_Enterprise_New'));
    const done = swap(person(licence(e4), teams), { fromSkuId: e4, toSkuId: idOf('Microsoft_365_E3_(no_Teams)') });
    if (done.is !== 'change') throw new Error(done.is);
    expect(applied(person(licence(e4), teams), done.change).licences).toContainEqual(teams);
  });

  it('points to the groups when the old product comes through them only', () => {
    const user = person(licence(e4, { assignedByGroup: 'sales' }), licence(e4, { assignedByGroup: 'all' }));
    expect(swap(user, toE5)).toEqual({ is: 'byGroup', groupIds: ['sales', 'all'] });
  });

  it('swaps the direct one of a person who also holds it through a group', () => {
    const user = person(licence(e4, { assignedByGroup: 'sales' }), licence(e4));
    expect(swap(user, toE5)).toMatchObject({ is: 'change', change: { remove: [e4] } });
  });

  it('gives a product of their own to people who have the new one only through a group', () => {
    const user = person(licence(e4), licence(e5, { assignedByGroup: 'sales' }));
    expect(swap(user, toE5)).toMatchObject({ change: { add: [{ skuId: e5 }] } });
  });

  it('does nothing for people who do not hold the old product', () => {
    expect(swap(person(licence(visio), licence(e5)), toE5)).toEqual({ is: 'none' });
  });
});

describe('every swap', () => {
  it('removes the old product and nothing else, adds at most the new one, and leaves nobody without', () => {
    fc.assert(
      fc.property(heldAtRandom, targetIds, (user, toSkuId) => {
        const done = swap(user, { fromSkuId: e4, toSkuId });
        if (done.is !== 'change') return;
        expect(done.change.remove).toEqual([e4]);
        expect(done.change.add.map((one) => one.skuId)).toEqual(done.change.add.length > 0 ? [toSkuId] : []);
        const after = applied(user, done.change).licences;
        expect(after.some((one) => one.skuId === toSkuId && one.assignedByGroup === null)).toBe(true);
        const others = (held: LicenceState[]) => held.filter((one) => one.skuId !== e4 && one.skuId !== toSkuId);
        expect(others(after)).toEqual(others(user.licences));
      }),
    );
  });

  it('switches nothing on that was off, and nothing off that was on but what cannot live without it', () => {
    fc.assert(
      fc.property(heldAtRandom, targetIds, (user, toSkuId) => {
        const done = swap(user, { fromSkuId: e4, toSkuId });
        if (done.is !== 'change' || user.licences.some((one) => one.skuId === toSkuId)) return;
        const offBefore = switchedOff(user, e4);
        const offAfter = switchedOff(applied(user, done.change), toSkuId);
        const names = (ids: string[], skuId: string) =>
          (productById(skuId)?.services ?? []).filter((one) => ids.includes(one.id)).map((one) => one.name);
        const [before, after] = [names(offBefore, e4), names(offAfter, toSkuId)];
        const offered = (productById(toSkuId)?.services ?? []).map((one) => one.name);
        for (const name of before) {
          const known = offered.some((one) => sameService(one, name));
          expect(after.some((one) => sameService(one, name))).toBe(known);
          expect(done.unmapped.includes(name)).toBe(!known);
        }
        const stillByGroup = (name: string) =>
          user.licences.some((one) => {
            const given = (productById(e4)?.services ?? []).filter(
              (service) => !one.disabledPlans.includes(service.id),
            );
            const works = one.skuId === e4 && one.assignedByGroup !== null && one.state !== 'Error';
            return works && given.some((service) => sameService(service.name, name));
          });
        for (const name of after) {
          const isSo = before.some((one) => sameService(one, name)) || stillByGroup(name);
          expect(isSo || done.alsoOff.includes(name)).toBe(true);
        }
      }),
    );
  });

  it('leaves nothing to swap directly once it is done', () => {
    fc.assert(
      fc.property(heldAtRandom, targetIds, (user, toSkuId) => {
        const move = { fromSkuId: e4, toSkuId };
        const done = swap(user, move);
        if (done.is !== 'change') return;
        const byGroup = user.licences.some((one) => one.skuId === e4 && one.assignedByGroup !== null);
        expect(swap(applied(user, done.change), move).is).toBe(byGroup ? 'byGroup' : 'none');
      }),
    );
  });
});

describe("the swap of a group's licence", () => {
  const group = (held: { skuId: string; disabledPlans: string[] }[]) =>
    ({ id: 'sales', displayName: 'Sales', licences: held, processing: 'complete' }) as const;

  it('adds and removes in one change and keeps off what was off', () => {
    const held = [{ skuId: e4, disabledPlans: [planId('STREAM_O365_E3'), planId('MCOVOICECONF')] }];
    expect(swapGroup({ ...group(held), licences: held }, toE5)).toEqual({
      is: 'change',
      change: {
        add: [{ skuId: e5, disabledPlans: [planId('STREAM_O365_E5', 'ENTERPRISEPREMIUM')] }],
        remove: [e4],
      },
      unmapped: ['MCOVOICECONF'],
      alsoOff: [],
    });
  });

  it('goes by what was off in the old one, whatever else the group hands out', () => {
    const held = [
      { skuId: visio, disabledPlans: [planId('SWAY')] },
      { skuId: e4, disabledPlans: [planId('TEAMS1')] },
    ];
    expect(swapGroup({ ...group(held), licences: held }, toE5)).toMatchObject({
      change: { add: [{ skuId: e5, disabledPlans: [planId('TEAMS1')] }], remove: [e4] },
    });
  });

  it('does nothing for a group without the old one', () => {
    expect(swapGroup({ ...group([]), licences: [] }, toE5)).toEqual({ is: 'none' });
  });
});

describe('somebody who holds the old plan directly and through a group', () => {
  it('gets the new plan directly without the tiers that the group still gives in the old one', () => {
    const user = person(
      licence(e4),
      licence(e4, { assignedByGroup: 'sales', disabledPlans: [planId('FORMS_PLAN_E3')] }),
    );
    const change = swap(user, toE5);
    if (change.is !== 'change') throw new Error(change.is);
    const off = change.change.add[0]?.disabledPlans ?? [];
    expect(off).toContain(planId('STREAM_O365_E5', 'ENTERPRISEPREMIUM'));
    expect(off).not.toContain(planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM'));
    expect(off).not.toContain(planId('EXCHANGE_S_ENTERPRISE', 'ENTERPRISEPREMIUM'));
    expect(change.change.remove).toEqual([e4]);
  });

  it('gets a service of the new plan that the group gives too, beside another tier of it', () => {
    const fromServices = [
      { id: planId('FORMS_PLAN_E3'), name: 'FORMS_PLAN_E3' },
      { id: planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM'), name: 'FORMS_PLAN_E5' },
    ];
    const user = person(licence(e4), licence(e4, { assignedByGroup: 'sales' }));
    expect(swap(user, { ...toE5, fromServices })).toMatchObject({ change: { add: [{ disabledPlans: [] }] } });
  });
});
