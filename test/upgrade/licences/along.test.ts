import { describe, expect, it } from '@jest/globals';
import type { Move } from '../../../src/upgrade/licences/move.js';
import { swap, swapGroup } from '../../../src/upgrade/licences/swap.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';

/** What is off in the new plan where others go or come with it, or stay beside it. */

const [e3, e5, noTeams, teams, visio, audio] = [
  'SPE_E3',
  'SPE_E5',
  'Microsoft_365_E5_(no_Teams)',
  'Microsoft_Teams_Enterprise_New',
  'VISIOCLIENT',
  'MCOMEETADV',
].map(idOf) as [string, string, string, string, string, string];

/** What a change comes to for a person, and for a group that holds the same. */
function swapped(held: Parameters<typeof person>, move: Move) {
  const licences = held.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans }));
  const group = { id: 'sales', displayName: 'Sales', licences, processing: 'complete' } as const;
  return [swap(person(...held), move), swapGroup(group, move)].map((one) => {
    if (one.is !== 'change') throw new Error(one.is);
    return { off: one.change.add.map(({ disabledPlans }) => disabledPlans), alsoOff: one.alsoOff };
  });
}
const twice = <T>(one: T): T[] => [one, one];

describe('phone and audio in a plan without Teams, for whoever has Skype for Business off', () => {
  const [skype, chat, phone, meetings] = ['MCOSTANDARD', 'TEAMS1', 'MCOEV', 'MCOMEETADV'].map((name) =>
    planId(name, 'SPE_E5'),
  ) as [string, string, string, string];
  const smallSkype = planId('MCOIMP', 'Microsoft_Teams_Enterprise_New');
  const move: Move = { fromSkuId: e5, toSkuId: noTeams };
  const withTeams: Move = { ...move, alsoTo: [{ skuId: teams }] };
  const old = (...disabledPlans: string[]) => licence(e5, { disabledPlans });
  const goAlong = { off: [[skype, phone, meetings]], alsoOff: ['MCOEV', 'MCOMEETADV'] };

  it('stay on where Teams comes beside it, whatever the tenant calls it', () => {
    expect(swapped([old(skype)], withTeams)).toEqual(twice({ off: [[skype], [smallSkype]], alsoOff: [] }));
    const services = [
      { id: chat, name: 'Chat' },
      { id: 'new-thing', name: 'NEW_THING' },
    ];
    const named = { ...move, alsoTo: [{ skuId: teams, services }] };
    expect(swapped([old(skype)], named)).toEqual(twice({ off: [[skype], []], alsoOff: [] }));
  });

  it('go off where nothing gives Teams any more', () => {
    expect(swapped([old(skype)], move)).toEqual(twice(goAlong));
  });

  it('go off where Teams comes beside it, but is off as it was', () => {
    const off = [
      [skype, phone, meetings],
      [smallSkype, chat],
    ];
    expect(swapped([old(skype, chat)], withTeams)).toEqual(twice({ ...goAlong, off }));
  });

  it('stay on where Teams is there already, and on', () => {
    expect(swapped([old(skype), licence(teams)], withTeams)).toEqual(twice({ off: [[skype]], alsoOff: [] }));
    expect(swapped([old(skype), licence(teams)], move)).toEqual(twice({ off: [[skype]], alsoOff: [] }));
  });

  it('go off where Teams is there already, but switched off', () => {
    expect(swapped([old(skype), licence(teams, { disabledPlans: [chat] })], withTeams)).toEqual(twice(goAlong));
  });

  it('go off where a group gives the new plan as well: that is no other product', () => {
    const byGroup = licence(noTeams, { assignedByGroup: 'sales' });
    expect(swap(person(old(skype), byGroup), move)).toMatchObject({ alsoOff: goAlong.alsoOff });
  });

  it('go off in what comes with the plan too, where they would live on a higher tier of what was off', () => {
    const services = [
      { id: skype, name: 'MCOSTANDARD' },
      { id: phone, name: 'MCOEV' },
    ];
    const given = { fromSkuId: idOf('SPE_F1'), toSkuId: noTeams, alsoTo: [{ skuId: teams, services }] };
    const firstline = licence(idOf('SPE_F1'), { disabledPlans: [planId('MCOIMP', 'SPE_F1')] });
    expect(swapped([firstline], given).map(({ off }) => off[1])).toEqual(twice([skype, phone]));
  });

  it('go by what a person has in a product that works, and not by one of which nobody tells what is in it', () => {
    const others = new Map([['mine', [{ id: chat, name: 'TEAMS1' }]]]);
    const inError = { state: 'Error', error: 'CountViolation' };
    const offBeside = (...beside: Parameters<typeof person>) =>
      swap(person(old(skype), ...beside), { ...move, others });
    expect(offBeside(licence('mine'))).toMatchObject({ alsoOff: [] });
    expect(offBeside(licence('mine', inError))).toMatchObject({ alsoOff: goAlong.alsoOff });
    expect(offBeside(licence('unheard-of'))).toMatchObject({ alsoOff: goAlong.alsoOff });
  });
});

describe('a service that is off in a plan, in another tier of it in an add-on that goes with it', () => {
  const [lower, higher] = [planId('FORMS_PLAN_E3', 'SPE_E3'), planId('FORMS_PLAN_E5', 'SPE_E5')];
  const alsoFrom = [{ skuId: audio, services: [{ id: higher, name: 'FORMS_PLAN_E5' }] }];
  const move: Move = { fromSkuId: e3, alsoFrom, toSkuId: e5 };
  const plan = licence(e3, { disabledPlans: [lower] });

  it('stays on where the add-on gives it', () => {
    expect(swapped([plan, licence(audio)], move)).toEqual(twice({ off: [[]], alsoOff: [] }));
    const off = licence(audio, { disabledPlans: [higher] });
    expect(swapped([plan, off], move).map((one) => one.off[0]?.includes(higher))).toEqual(twice(true));
  });
});

describe('a service that the catalogue lacks, in a plan and in an add-on that goes with it', () => {
  const thing = { id: 'new-thing', name: 'NEW_THING' };
  const move: Move = {
    fromSkuId: e3,
    fromServices: [thing],
    alsoFrom: [
      { skuId: visio, services: [{ id: 'another', name: 'ANOTHER' }] },
      { skuId: audio, services: [thing] },
    ],
    toSkuId: e5,
    toServices: [thing],
  };

  it.each([
    ['on', [], [], []],
    ['on', [thing.id], [], []],
    ['on', [], [thing.id], []],
    ['off', [thing.id], [thing.id], [thing.id]],
  ])('is %s afterwards with %j off in the plan and %j in the add-on', (_is, inPlan, inAddOn, after) => {
    const held = [licence(e3, { disabledPlans: inPlan }), licence(visio), licence(audio, { disabledPlans: inAddOn })];
    expect(swapped(held, move)).toEqual(twice({ off: [after], alsoOff: [] }));
  });
});
