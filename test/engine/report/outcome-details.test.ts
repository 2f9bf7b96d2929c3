import { describe, expect, it } from '@jest/globals';
import { type Course, reported } from '../../../src/engine/report/outcome.js';
import type { HeldBefore } from '../../../src/engine/snapshot/pages.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicenceState, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { aFailure, aSplit, runIn, someWork } from '../../support/runs.js';

/** What a report says of a person beside what became of them: what they had and have, why, and what they lost. */

const from = { sku: 'ENTERPRISEWITHSCAL', skuId: idOf('ENTERPRISEWITHSCAL') };
const to = { sku: 'ENTERPRISEPREMIUM', skuId: idOf('ENTERPRISEPREMIUM'), services: undefined };
const service = (name: string): string =>
  [from, to].flatMap(({ sku }) => product(sku)?.services ?? []).find((one) => one.name === name)?.id ?? '';
const [exchange, voice, skype] = ['EXCHANGE_S_ENTERPRISE', 'MCOVOICECONF', 'MCOSTANDARD'].map(service) as [
  string,
  string,
  string,
];

const run: Run = { ...runIn.completed(), path: 'manual', reassign: someWork({ done: 25 }) };
const courseOf = (more: Partial<Run> = {}, course: Partial<Course> = {}): Course => ({
  run: { ...run, ...more },
  from,
  to,
  groups: new Map([['g1', 'Sales']]),
  groupsBefore: ['Sales'],
  losses: [],
  ...course,
});
const old = (more: Partial<LicenceState> = {}) => licence(from.skuId, more);
const fresh = (more: Partial<LicenceState> = {}) => licence(to.skuId, more);
const adele = (...licences: LicenceState[]): LicensedUser => ({
  id: 'adele',
  displayName: 'Adele Vance',
  userPrincipalName: 'adele@contoso.example',
  usageLocation: 'SE',
  licences,
});
const was = (more: Partial<HeldBefore> = {}): HeldBefore => ({
  id: 'adele',
  name: 'Adele',
  switchedOff: [],
  direct: true,
  targets: [],
  ...more,
});
const told = (before: HeldBefore | undefined, now: LicensedUser | undefined, course = courseOf()) =>
  reported({ before, now }, course);

describe('who somebody is', () => {
  it('is told by what they are called now, else as it was written down', () => {
    expect(told(was(), adele(fresh()))).toMatchObject({ id: 'adele', name: 'Adele Vance' });
    expect(told(undefined, adele(fresh()))).toMatchObject({ id: 'adele', signInName: 'adele@contoso.example' });
    expect(told(was(), undefined)).toMatchObject({ id: 'adele', name: 'Adele' });
    expect(told(was({ name: '' }), undefined)).toMatchObject({ name: 'adele' });
  });
});

describe('what somebody had before', () => {
  it.each<[string, HeldBefore | undefined, string[], object[]]>([
    ['nothing, who was not there', undefined, ['Sales'], []],
    ['directly, of no group', was(), ['Sales'], [{ direct: true, groups: [] }]],
    ['of the only group', was({ direct: false }), ['Sales'], [{ direct: false, groups: ['Sales'] }]],
    ['of one of several, nobody knows which', was({ direct: false }), ['Sales', 'IT'], [{ groups: [] }]],
    ['of a group that is not there any more', was({ direct: false }), [], [{ direct: false, groups: [] }]],
  ])('is the old plan as it was written down: %s', (_, before, groupsBefore, holdings) => {
    const { before: had } = told(before, adele(fresh()), courseOf({}, { groupsBefore }));
    expect(had).toMatchObject(holdings);
    expect(had).toHaveLength(holdings.length);
  });

  it('is the new plan too where they held that directly, and no other that they held', () => {
    const targets = [
      { skuId: idOf('SPE_E3'), off: [voice] },
      { skuId: to.skuId, off: [exchange] },
    ];
    expect(told(was({ direct: false, switchedOff: [voice], targets }), adele(fresh())).before).toEqual([
      { sku: from.sku, switchedOff: ['MCOVOICECONF'], direct: false, groups: ['Sales'] },
      { sku: to.sku, switchedOff: ['EXCHANGE_S_ENTERPRISE'], direct: true, groups: [] },
    ]);
  });
});

describe('what somebody has now', () => {
  it('is each plan with all it comes through, the name of a group where there is one', () => {
    const through = (assignedByGroup: string | null) => fresh({ assignedByGroup, disabledPlans: [exchange] });
    expect(told(was(), adele(old({ state: 'Error' }), through('g1'), through(null), through('g2'))).after).toEqual([
      { sku: to.sku, switchedOff: ['EXCHANGE_S_ENTERPRISE'], direct: true, groups: ['Sales', 'g2'] },
    ]);
    expect(told(was(), adele(through('g1'))).after).toMatchObject([{ direct: false, groups: ['Sales'] }]);
    expect(told(was(), undefined).after).toEqual([]);
  });
});

describe('why somebody was not moved', () => {
  const tried = someWork({ total: 250, done: 40, failures: [aFailure({ id: 'x' })], failuresUnlisted: 209 });

  it('is not known where more failed than a run lists, and nothing is said of anybody who was moved', () => {
    const course = courseOf({ reassign: tried });
    expect(told(was(), adele(old()), course)).toMatchObject({
      outcome: 'notMoved',
      failure: { reason: 'other', text: '' },
    });
    expect(told(was(), adele(fresh()), course).failure).toBeNull();
    const some = courseOf({ reassign: { ...tried, total: 251 } });
    expect(told(was(), adele(old()), some)).toMatchObject({ outcome: 'kept', failure: null });
  });

  it('is what is listed of them, also where they have both plans or neither', () => {
    const course = courseOf({ reassign: someWork({ failures: [aFailure({ reason: 'noSeats' })] }) });
    for (const now of [adele(old(), fresh()), adele()])
      expect(told(was(), now, course).failure).toMatchObject({ reason: 'noSeats' });
  });

  it('is what failed at the group that gives them the old plan, and at no other', () => {
    const failures = [aFailure({ id: 'g1', of: 'group', reason: 'noSeats' })];
    const course = courseOf({ reassign: someWork({ failures }) });
    const both = (before: string | null, now: string | null) =>
      told(was(), adele(old({ assignedByGroup: before }), fresh({ assignedByGroup: now })), course).failure;
    expect(both('g1', null)).toMatchObject({ reason: 'noSeats' });
    expect(both(null, 'g1')).toBeNull();
  });

  it.each<[string, LicenceState[]]>([
    ['of another plan', [licence(idOf('SPE_F1'), { state: 'Error', error: 'CountViolation' })]],
    ['that has passed', [old({ error: 'CountViolation' })]],
    ['that says nothing', [old(), fresh({ state: 'Error' })]],
  ])('is no error %s', (_, licences) => {
    expect(told(was(), adele(...licences)).failure).toBeNull();
  });

  it('is said of whoever could not be moved back or had not everything switched off again', () => {
    const undo = someWork({ failures: [aFailure({ reason: 'noSeats' })] });
    const restore = someWork({ failures: [aFailure({ reason: 'usageLocation' })] });
    const others = someWork({ failures: [aFailure({ id: 'megan' })] });
    const before = was({ switchedOff: [exchange] });
    const why = (more: Partial<Run>, now = adele(fresh())) => told(before, now, courseOf(more)).failure?.reason;
    expect(why({ restore })).toBe('usageLocation');
    expect(why({ undo, restore })).toBe('noSeats');
    expect(why({ undo: others, restore: others })).toBeUndefined();
    expect(why({ undo, restore }, adele(fresh({ disabledPlans: [exchange] })))).toBeUndefined();
    expect(told(undefined, adele(fresh()), courseOf({ undo, restore, reassign: undo })).failure).toBeNull();
  });
});

describe('what was off before', () => {
  it('is not all off again while one of them is on', () => {
    const before = was({ switchedOff: [exchange, skype] });
    expect(told(before, adele(fresh({ disabledPlans: [exchange] }))).outcome).toBe('movedNotRestored');
    expect(told(before, adele(fresh({ disabledPlans: [exchange, skype] }))).outcome).toBe('movedAndRestored');
  });

  it('is told where the new plan has no counterpart, whether the rest is off again or not', () => {
    const before = was({ switchedOff: [exchange, voice] });
    for (const disabledPlans of [[], [exchange]])
      expect(told(before, adele(fresh({ disabledPlans }))).unmapped).toEqual(['MCOVOICECONF']);
    expect(told(before, undefined)).toMatchObject({ unmapped: [], alsoOff: [] });
    expect(told(undefined, adele(fresh()))).toMatchObject({ unmapped: [], alsoOff: [] });
  });

  it('has taken with it what is off now and needs it, but nothing of a plan they had before', () => {
    const now = adele(fresh({ disabledPlans: [exchange, service('ATP_ENTERPRISE')] }));
    expect(told(was({ switchedOff: [exchange] }), now).alsoOff).toEqual(['ATP_ENTERPRISE']);
    const had = was({ switchedOff: [exchange], targets: [{ skuId: to.skuId, off: [] }] });
    expect(told(had, now)).toMatchObject({ outcome: 'moved', alsoOff: [] });
    const another = was({ switchedOff: [exchange], targets: [{ skuId: idOf('SPE_E3'), off: [] }] });
    expect(told(another, now)).toMatchObject({ outcome: 'movedAndRestored', alsoOff: ['ATP_ENTERPRISE'] });
  });
});

describe('what somebody lost', () => {
  const losses = [
    { id: voice, name: 'MCOVOICECONF', to: null },
    { id: skype, name: 'MCOSTANDARD', to: 'LESS' },
  ];
  const lost = (before: HeldBefore | undefined, now: LicensedUser | undefined) =>
    told(before, now, courseOf({}, { losses })).lost;

  it('is what the new plan lacks and was on for them, of whoever was moved', () => {
    expect(lost(was(), adele(fresh()))).toEqual(['MCOVOICECONF', 'MCOSTANDARD']);
    expect(lost(was({ switchedOff: [voice] }), adele(fresh()))).toEqual(['MCOSTANDARD']);
    expect([lost(was(), adele(old())), lost(was(), undefined), lost(undefined, adele(fresh()))]).toEqual([[], [], []]);
  });

  it('is not spoken of where the new plan has everything', () => {
    expect(told(was(), adele(fresh()))).not.toHaveProperty('lost');
  });
});

describe('the plan that somebody goes to', () => {
  it('is told where people go to two', () => {
    expect(told(was(), adele(fresh()), courseOf({ split: aSplit() })).target).toBe(to.sku);
    expect(told(was(), adele(fresh()))).not.toHaveProperty('target');
  });
});
