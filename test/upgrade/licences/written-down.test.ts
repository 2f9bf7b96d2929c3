import { describe, expect, it } from '@jest/globals';
import { isByGroup, type Move } from '../../../src/upgrade/licences/move.js';
import { beforeOf, beforeOfGroup, undoSwap, undoSwapGroup } from '../../../src/upgrade/licences/undo-swap.js';
import { sourceSku } from '../../../src/upgrade/plans/plans.js';
import type { LicensedGroup } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';

/** What is written down before people and groups are moved, and what of it the way back gives again. */

const [e4, e5, visio, audio] = [sourceSku, 'ENTERPRISEPREMIUM', 'VISIOCLIENT', 'MCOMEETADV'].map(idOf) as [
  string,
  string,
  string,
  string,
];
const [sway, teams, forms] = [planId('SWAY'), planId('TEAMS1'), planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM')];
const toE5 = { fromSkuId: e4, toSkuId: e5 };
const group = (...licences: LicensedGroup['licences']): LicensedGroup => ({
  id: 'sales',
  displayName: 'Sales',
  licences,
  processing: 'complete',
});
const held = (skuId: string, ...disabledPlans: string[]) => ({ skuId, disabledPlans });

describe('what is written down of somebody', () => {
  it('is what they have of their own of the old plan, of suites, and of what goes along; nothing else', () => {
    const mine = [held(e4, sway), held(e5, teams), held('newer-than-the-catalogue'), held(visio), held(audio, 'x')];
    const before = {
      direct: true,
      off: [sway],
      targets: [
        { skuId: e5, off: [teams] },
        { skuId: 'newer-than-the-catalogue', off: [] },
        { skuId: audio, off: ['x'] },
      ],
    };
    const fromGroup = licence(e4, { assignedByGroup: 'sales', disabledPlans: [teams] });
    expect(beforeOf(person(fromGroup, ...mine.map((one) => licence(one.skuId, one))), e4, [audio])).toEqual(before);
    expect(beforeOfGroup(group(...mine), e4, [audio])).toEqual(before);
    expect(beforeOf(person(fromGroup, licence(visio)), e4)).toEqual({ direct: false, off: [], targets: [] });
    expect(beforeOfGroup(group(held(visio)), e4)).toEqual({ direct: false, off: [], targets: [] });
  });

  it.each([
    ['Active', null, true],
    ['ActiveWithError', 'MutuallyExclusiveViolation', true],
    ['Error', 'CountViolation', true],
    ['Error', null, true],
    ['Error', 'MutuallyExclusiveViolation', false],
  ])('has a new plan that is %s with %j: %j; and the old one in any case', (state, error, isWritten) => {
    const { direct, targets } = beforeOf(person(licence(e4, { state, error }), licence(e5, { state, error })), e4);
    expect({ direct, isWritten: targets.length > 0 }).toEqual({ direct: true, isWritten });
  });
});

describe('the way back of a group', () => {
  const before = beforeOfGroup(group(held(e4, sway)), e4);

  it('is one change that adds the old and removes the new, beside whatever else it hands out', () => {
    expect(undoSwapGroup(group(held(visio, 'x'), held(e5, teams)), before, toE5)).toEqual({
      is: 'change',
      change: { add: [held(e4, sway)], remove: [e5] },
      unmapped: [],
      alsoOff: [],
    });
  });

  it.each([
    ['hands out the old plan already', [held(visio), held(e4), held(e5)], before],
    ['hands out neither plan now', [held(visio)], before],
    ['did not hand out the old plan before', [held(e5)], beforeOfGroup(group(held(visio)), e4)],
  ])('leaves alone one that %s', (_which, now, was) => {
    expect(undoSwapGroup(group(...now), was, toE5)).toEqual({ is: 'none' });
  });
});

describe('a new plan that was there before', () => {
  it.each([
    ['is not touched where its settings are those of before', [sway, forms], [forms, sway], undefined],
    ['is set as it was where something else is off now', [sway, forms], [sway, teams], [sway, forms]],
    ['is set as it was where less is off now', [sway, forms], [sway], [sway, forms]],
    ['is set as it was where more is off now', [sway], [sway, forms], [sway]],
    ['is set as it was where all was on', [], [sway], []],
  ])('%s', (_how, then, now, asBefore) => {
    const was = beforeOf(person(licence(e4), licence(e5, { disabledPlans: then })), e4);
    const add = [held(e4), ...(asBefore ? [held(e5, ...asBefore)] : [])];
    expect(undoSwap(person(licence(e5, { disabledPlans: now })), was, toE5)).toMatchObject({
      change: { add, remove: [] },
    });
  });
});

describe('what went with the old plan', () => {
  const move: Move = { ...toE5, alsoFrom: [{ skuId: visio }], alsoTo: [{ skuId: audio }] };
  const [diagrams] = [planId('VISIOONLINE', 'VISIOCLIENT')];
  const withVisio = beforeOf(person(licence(e4), licence(visio, { disabledPlans: [diagrams] })), e4, [visio, audio]);

  it('comes back as it was, and what came with the new one goes', () => {
    expect(undoSwap(person(licence(e5), licence(audio)), withVisio, move)).toMatchObject({
      change: { add: [held(e4), held(visio, diagrams)], remove: [e5, audio] },
    });
  });

  it('is left as it is now where it is there again', () => {
    expect(undoSwap(person(licence(e5), licence(visio)), withVisio, move)).toMatchObject({
      change: { add: [held(e4)], remove: [e5] },
    });
  });

  it('is given to nobody who had none of it, and what was there before does not go', () => {
    const was = beforeOf(person(licence(e4), licence(audio)), e4, [visio, audio]);
    expect(undoSwap(person(licence(e5), licence(audio)), was, move)).toMatchObject({
      change: { add: [held(e4)], remove: [e5] },
    });
  });
});

describe('what cannot live without what was off before', () => {
  const files = { id: planId('SHAREPOINTENTERPRISE'), name: 'SHAREPOINTENTERPRISE' };
  const web = planId('SHAREPOINTWAC');
  const before = beforeOf(person(licence(e4, { disabledPlans: [files.id] })), e4);
  const others = new Map([['more-files', [files]]]);

  it('goes off on the way back, but for whoever has that elsewhere', () => {
    const back = (...beside: Parameters<typeof person>) =>
      undoSwap(person(licence(e5), ...beside), before, { ...toE5, others });
    expect(back()).toMatchObject({
      change: { add: [held(e4, files.id, web)] },
      alsoOff: ['SHAREPOINTWAC'],
    });
    expect(back(licence('more-files'))).toMatchObject({ change: { add: [held(e4, files.id)] }, alsoOff: [] });
  });

  it('goes off for a group too, with what a refusal told of', () => {
    const learnt = [{ service: sway, needsOneOf: [files.id] }];
    const done = undoSwapGroup(group(held(e5)), beforeOfGroup(group(held(e4, files.id)), e4), { ...toE5, learnt });
    if (done.is !== 'change') throw new Error(done.is);
    expect(new Set(done.change.add[0]?.disabledPlans)).toEqual(new Set([files.id, web, sway]));
  });
});

describe('what comes from a group', () => {
  it('is a plan that is not assigned directly, of whatever else a group gives', () => {
    const fromGroup = licence(e4, { assignedByGroup: 'sales' });
    expect(isByGroup(person(licence(e4), fromGroup), e4)).toBe(true);
    expect(isByGroup(person(licence(e4), licence(e5, { assignedByGroup: 'sales' })), e4)).toBe(false);
    expect(isByGroup(person(), e4)).toBe(false);
  });
});
