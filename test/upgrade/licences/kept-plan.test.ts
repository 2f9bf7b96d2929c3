import { describe, expect, it } from '@jest/globals';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { sourceSku } from '../../../src/upgrade/plans/plans.js';
import type { LicensedGroup } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';

/** Whoever holds the old plan and the new one: the new one keeps its settings, and nobody loses a service. */

const [e4, e5, visio] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM'), idOf('VISIOCLIENT')];
const toE5 = { fromSkuId: e4, toSkuId: e5 };
const inE5 = (name: string) => planId(name, 'ENTERPRISEPREMIUM');

const group = (licences: LicensedGroup['licences']): LicensedGroup => ({
  id: 'sales',
  displayName: 'Sales',
  licences,
  processing: 'complete',
});

/** What comes of a person's and of a group's new plan, where both hold the same. */
function bothOf(off: { old?: string[]; new?: string[] }, move: Parameters<typeof swap>[1] = toE5) {
  const [old, own] = [
    { skuId: e4, disabledPlans: off.old ?? [] },
    { skuId: e5, disabledPlans: off.new ?? [] },
  ];
  const changes = [swap(person(licence(e4, old), licence(e5, own)), move), swapGroup(group([old, own]), move)];
  return changes.map((one) => {
    if (one.is !== 'change') throw new Error(one.is);
    const { add, remove } = one.change;
    return { add, remove, unmapped: one.unmapped, alsoOff: one.alsoOff };
  });
}
const twice = <T>(one: T): T[] => [one, one];
const onlyRemoved = { add: [], remove: [e4], unmapped: [], alsoOff: [] };

describe('whoever holds both plans, a person or a group', () => {
  it('keeps the settings of the new one', () => {
    expect(bothOf({})).toEqual(twice(onlyRemoved));
    const off = { old: [planId('SWAY'), planId('TEAMS1')], new: [inE5('TEAMS1')] };
    expect(bothOf(off)).toEqual(twice(onlyRemoved));
  });

  it('keeps off what is off in both', () => {
    expect(bothOf({ old: [planId('SWAY')], new: [inE5('SWAY')] })).toEqual(twice(onlyRemoved));
  });

  it.each([
    ['the same', 'EXCHANGE_S_ENTERPRISE'],
    ['another tier', 'FORMS_PLAN_E5'],
  ])('keeps a service that only the old one gave, in %s', (_tier, name) => {
    const add = [{ skuId: e5, disabledPlans: [inE5('MCOEV')] }];
    expect(bothOf({ new: [inE5(name), inE5('MCOEV')] })).toEqual(twice({ ...onlyRemoved, add }));
  });

  it('keeps a service that only the old one gave, whatever the tenant calls it', () => {
    const fromServices = [{ id: planId('FORMS_PLAN_E3'), name: 'Forms' }];
    const add = [{ skuId: e5, disabledPlans: [] }];
    expect(bothOf({ new: [inE5('FORMS_PLAN_E5')] }, { ...toE5, fromServices })).toEqual(twice({ ...onlyRemoved, add }));
  });

  it('keeps a service that only the old one gave, though the catalogue lacks it', () => {
    const first = { id: 'new-thing', name: 'NEW_THING' };
    const second = { id: 'newer-thing', name: 'NEWER_THING' };
    const move = { ...toE5, fromServices: [first], toServices: [first, second] };
    const add = [{ skuId: e5, disabledPlans: [second.id] }];
    expect(bothOf({ new: [first.id, second.id] }, move)).toEqual(twice({ ...onlyRemoved, add }));
    expect(bothOf({ new: [second.id] }, move)).toEqual(twice(onlyRemoved));
  });

  it('keeps a service that only what goes with the old one gave', () => {
    const thing = { id: 'new-thing', name: 'NEW_THING' };
    const own = licence(e5, { disabledPlans: [thing.id] });
    const move = { ...toE5, alsoFrom: [{ skuId: visio, services: [thing] }], toServices: [thing] };
    expect(swap(person(licence(e4), licence(visio), own), move)).toMatchObject({
      change: { add: [{ skuId: e5, disabledPlans: [] }], remove: [e4, visio] },
    });
    expect(swap(person(licence(e4), own), move)).toMatchObject({ change: { add: [], remove: [e4] } });
  });

  it('is told of what was off and has no counterpart in the new one', () => {
    const unmapped = ['MCOVOICECONF'];
    expect(bothOf({ old: [planId('MCOVOICECONF'), planId('SWAY')] })).toEqual(twice({ ...onlyRemoved, unmapped }));
  });

  it('is not told that the new one lacks what only that which comes beside it lacks', () => {
    const [from, noTeams, teams] = ['SPE_E3', 'Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'].map(
      idOf,
    ) as [string, string, string];
    const disabledPlans = [planId('SWAY', 'SPE_E3'), planId('TEAMS1', 'SPE_E3')];
    const move = { fromSkuId: from, toSkuId: noTeams, alsoTo: [{ skuId: teams }] };
    expect(swap(person(licence(from, { disabledPlans }), licence(noTeams)), move)).toMatchObject({
      change: { add: [{ skuId: teams, disabledPlans: [planId('TEAMS1', 'SPE_E3')] }], remove: [from] },
      unmapped: [],
    });
  });
});

describe('a new plan whose assignment is in error', () => {
  it('is made anew, as it was', () => {
    const own = { disabledPlans: [planId('TEAMS1')], state: 'Error', error: 'MutuallyExclusiveViolation' };
    expect(swap(person(licence(e4, { disabledPlans: [planId('MCOVOICECONF')] }), licence(e5, own)), toE5)).toEqual({
      is: 'change',
      change: { userId: 'adele', add: [{ skuId: e5, disabledPlans: own.disabledPlans }], remove: [e4] },
      unmapped: ['MCOVOICECONF'],
      alsoOff: [],
    });
  });
});
