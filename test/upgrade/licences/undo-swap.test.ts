import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { goesAlong } from '../../../src/upgrade/licences/closed-off.js';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { switchedOff } from '../../../src/upgrade/licences/switched-off.js';
import { beforeOf, beforeOfGroup, undoSwap, undoSwapGroup } from '../../../src/upgrade/licences/undo-swap.js';
import { product, productById, sourceSku, targetSkus } from '../../../src/upgrade/plans/plans.js';
import type { LicensedGroup, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { applied, idOf, licence, person } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';

const [e4, e5, e3, visio] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM'), idOf('ENTERPRISEPACK'), idOf('VISIOCLIENT')];
const servicesOf = (sku: string): string[] => (product(sku)?.services ?? []).map(({ id }) => id);
const [sway, exchange, teams] = servicesOf(sourceSku) as [string, string, string];
const toE5 = { fromSkuId: e4, toSkuId: e5 };

function moved(user: LicensedUser, move = toE5): LicensedUser {
  const done = swap(user, move);
  return done.is === 'change' ? applied(user, done.change) : user;
}
function movedBack(user: LicensedUser, before: LicensedUser, move = toE5): LicensedUser {
  const done = undoSwap(user, beforeOf(before, move.fromSkuId), move);
  return done.is === 'change' ? applied(user, done.change) : user;
}

/** Everything somebody holds, by product and where it comes from, with what is off in each. */
const held = (user: LicensedUser): string[] =>
  user.licences
    .map((one) => `${one.skuId} ${one.assignedByGroup ?? 'direct'} ${[...one.disabledPlans].sort().join()}`)
    .sort();

describe('the way back of one person', () => {
  it('is one change that adds the old and removes the new, with what was off before', () => {
    const before = person(licence(e4, { disabledPlans: [sway, exchange] }), licence(visio));
    const back = undoSwap(moved(before), beforeOf(before, e4), toE5);
    expect(back).toEqual({
      is: 'change',
      change: { userId: 'adele', add: [{ skuId: e4, disabledPlans: [sway, exchange] }], remove: [e5] },
      unmapped: [],
      alsoOff: [],
    });
  });

  it('keeps a new plan that was there before, with its own earlier settings', () => {
    const before = person(licence(e4), licence(e5, { disabledPlans: servicesOf('ENTERPRISEPREMIUM').slice(0, 9) }));
    expect(held(moved(before))).not.toEqual(held(before));
    const back = undoSwap(moved(before), beforeOf(before, e4), toE5);
    expect(back).toMatchObject({ is: 'change', change: { remove: [] } });
    expect(held(movedBack(moved(before), before))).toEqual(held(before));
  });

  it('does not bring back a new plan that gave nothing because the old one excluded it', () => {
    const before = person(licence(e4), licence(e5, { state: 'Error', error: 'MutuallyExclusiveViolation' }));
    expect(held(movedBack(moved(before), before))).toEqual(held(person(licence(e4))));
  });

  it("restores what was off in somebody's own licence, not what was off in all together", () => {
    const before = person(
      licence(e4, { disabledPlans: [sway, teams] }),
      licence(e4, { assignedByGroup: 'sales', disabledPlans: [sway] }),
    );
    expect(switchedOff(before, e4)).toEqual([sway]);
    expect(held(movedBack(moved(before), before))).toEqual(held(before));
  });

  it.each([
    ['holds the old plan already', person(licence(e4), licence(e5))],
    ['has neither plan now', person(licence(visio))],
    ['has the new plan through a group only', person(licence(e5, { assignedByGroup: 'sales' }))],
  ])('leaves alone whoever %s', (_who, now) => {
    expect(undoSwap(now, beforeOf(person(licence(e4)), e4), toE5)).toEqual({ is: 'none' });
  });

  it('leaves alone whoever held the old plan through a group only', () => {
    const before = beforeOf(person(licence(e4, { assignedByGroup: 'sales' })), e4);
    expect(undoSwap(person(licence(e5)), before, toE5)).toEqual({ is: 'none' });
  });

  it('also goes from a new plan, and to an old one, whose assignment is in error', () => {
    const inError = { state: 'Error', error: 'CountViolation' };
    const change = undoSwap(
      person(licence(e4, inError), licence(e5, inError)),
      beforeOf(person(licence(e4)), e4),
      toE5,
    );
    expect(change).toMatchObject({ is: 'change', change: { add: [{ skuId: e4 }], remove: [e5] } });
  });
});

const services = [...new Set([sourceSku, ...targetSkus].flatMap(servicesOf))];
const licences = fc.array(
  fc.record({
    skuId: fc.constantFrom(e4, e4, e5, e3, idOf('Microsoft_365_E5_(no_Teams)'), visio),
    off: fc.uniqueArray(fc.constantFrom(...services), { maxLength: 12 }),
    assignedByGroup: fc.constantFrom(null, null, 'sales', 'all'),
    state: fc.constantFrom('Active', 'Active', 'ActiveWithError', 'Error'),
  }),
  { maxLength: 6 },
);
/** Off as Graph has it: only what the product has, and what cannot live without it as well. */
function asGraphHas(skuId: string, off: readonly string[]): string[] {
  const offered = productById(skuId)?.services ?? [];
  const own = off.filter((id) => offered.some((one) => one.id === id));
  return [...own, ...goesAlong(own, offered).map(({ id }) => id)];
}
const people = licences.map((list) => {
  const all = list.map(({ off, ...one }) => licence(one.skuId, { ...one, disabledPlans: asGraphHas(one.skuId, off) }));
  return person(...new Map(all.map((one) => [`${one.skuId} ${one.assignedByGroup}`, one])).values());
});
const targets = fc
  .constantFrom(...targetSkus, 'Microsoft_365_E5_(no_Teams)', 'O365_w/o_Teams_Bundle_E3', 'MICROSOFT_365_E7')
  .map(idOf);

describe('the way back to a plan that has changed since', () => {
  it('switches off only what the old plan still has, with what cannot live without it', () => {
    const [mail, video] = [planId('EXCHANGE_S_ENTERPRISE'), planId('SWAY')];
    const [files, web] = [planId('SHAREPOINTENTERPRISE'), planId('SHAREPOINTWAC')];
    const before = beforeOf(person(licence(e4, { disabledPlans: [mail, video, files] })), e4);
    const fromServices = [
      { id: video, name: 'SWAY' },
      { id: files, name: 'SHAREPOINTENTERPRISE' },
      { id: web, name: 'SHAREPOINTWAC' },
    ];
    expect(undoSwap(person(licence(e5)), before, { ...toE5, fromServices })).toEqual({
      is: 'change',
      change: { userId: 'adele', add: [{ skuId: e4, disabledPlans: [video, files, web] }], remove: [e5] },
      unmapped: [],
      alsoOff: ['SHAREPOINTWAC'],
    });
  });

  it('does not switch off in a new plan that was there before what that has no longer', () => {
    const [video, chat] = [planId('SWAY'), planId('TEAMS1')];
    const user = person(licence(e4), licence(e5, { disabledPlans: [video, chat] }));
    const toServices = [{ id: video, name: 'SWAY' }];
    const change = undoSwap(person(licence(e5)), beforeOf(user, e4), { ...toE5, toServices });
    expect(change).toMatchObject({ change: { add: [{ skuId: e4 }, { skuId: e5, disabledPlans: [video] }] } });
  });

  it('switches off all that was off where nobody tells what is in the old plan', () => {
    const before = beforeOf(person(licence('unheard-of', { disabledPlans: ['thing'] })), 'unheard-of');
    expect(undoSwap(person(licence(e5)), before, { fromSkuId: 'unheard-of', toSkuId: e5 })).toMatchObject({
      change: { add: [{ skuId: 'unheard-of', disabledPlans: ['thing'] }] },
    });
  });
});

describe('swap, then the way back', () => {
  it('gives everyone the licences they had, with the same services off', () => {
    fc.assert(
      fc.property(people, targets, (before, toSkuId) => {
        const move = { fromSkuId: e4, toSkuId };
        expect(held(movedBack(moved(before, move), before, move))).toEqual(held(before));
      }),
    );
  });

  it('never leaves anybody without the plan for a moment, and does nothing a second time', () => {
    fc.assert(
      fc.property(people, targets, (before, toSkuId) => {
        const move = { fromSkuId: e4, toSkuId };
        const there = moved(before, move);
        const change = undoSwap(there, beforeOf(before, e4), move);
        if (change.is !== 'change') return;
        expect(change.change.add.some((one) => one.skuId === e4)).toBe(true);
        expect(undoSwap(applied(there, change.change), beforeOf(before, e4), move)).toEqual({ is: 'none' });
      }),
    );
  });

  it('gives every group what it handed out before', () => {
    fc.assert(
      fc.property(people, targets, (like, toSkuId) => {
        const move = { fromSkuId: e4, toSkuId };
        const own = like.licences.filter((one) => one.assignedByGroup === null);
        const handsOut = own.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }));
        const before: LicensedGroup = { id: 'g', displayName: 'G', licences: handsOut, processing: 'complete' };
        const there = appliedToGroup(before, swapGroup(before, move));
        const back = appliedToGroup(there, undoSwapGroup(there, beforeOfGroup(before, e4), move));
        const shown = ({ licences }: LicensedGroup) => held(person(...licences.map((one) => licence(one.skuId, one))));
        expect(shown(back)).toEqual(shown(before));
      }),
    );
  });
});

function appliedToGroup(group: LicensedGroup, done: ReturnType<typeof swapGroup>): LicensedGroup {
  if (done.is !== 'change') return group;
  const { add, remove } = done.change;
  const replaced = [...remove, ...add.map((one) => one.skuId)];
  return { ...group, licences: [...group.licences.filter((one) => !replaced.includes(one.skuId)), ...add] };
}
