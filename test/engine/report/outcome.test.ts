import { describe, expect, it } from '@jest/globals';
import { type Course, reported } from '../../../src/engine/report/outcome.js';
import type { HeldBefore } from '../../../src/engine/snapshot/pages.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { LicenceState, LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import { licence } from '../../support/licensed-person.js';
import { aFailure, runIn, someWork } from '../../support/runs.js';

const oldId = '1392051d-0cb9-4b7a-88d5-621fee5e8711';
const newId = product('ENTERPRISEPREMIUM')?.skuId ?? '';
const idOf = (name: string): string =>
  [...(product('ENTERPRISEWITHSCAL')?.services ?? []), ...(product('ENTERPRISEPREMIUM')?.services ?? [])].find(
    (one) => one.name === name,
  )?.id ?? '';
const exchange = idOf('EXCHANGE_S_ENTERPRISE');
const voice = idOf('MCOVOICECONF');

const courseOf = (run: Run, more: Partial<Course> = {}): Course => ({
  run,
  from: { sku: 'ENTERPRISEWITHSCAL', skuId: oldId },
  to: { sku: 'ENTERPRISEPREMIUM', skuId: newId, services: undefined },
  groups: new Map([['g1', 'Sales']]),
  groupsBefore: ['Sales'],
  losses: [],
  ...more,
});
const adele = (...licences: LicenceState[]): LicensedUser => ({
  id: 'adele',
  displayName: 'Adele Vance',
  userPrincipalName: 'adele@contoso.example',
  usageLocation: 'SE',
  licences,
});
const was = (more: Partial<HeldBefore> = {}): HeldBefore => ({
  id: 'adele',
  name: 'Adele Vance',
  switchedOff: [],
  direct: true,
  targets: [],
  ...more,
});
const completed = courseOf({ ...runIn.completed(), path: 'manual', reassign: someWork({ done: 25 }) });
const outcomeOf = (before: HeldBefore | undefined, now: LicensedUser | undefined, course = completed) =>
  reported({ before, now }, course).outcome;

describe('what became of a person', () => {
  it.each<[string, HeldBefore | undefined, LicensedUser | undefined]>([
    ['moved', was(), adele(licence(newId))],
    ['movedAndRestored', was({ switchedOff: [exchange] }), adele(licence(newId, { disabledPlans: [exchange] }))],
    ['movedNotRestored', was({ switchedOff: [exchange] }), adele(licence(newId))],
    ['both', was(), adele(licence(oldId), licence(newId))],
    ['kept', was(), adele(licence(oldId))],
    ['neither', was(), adele()],
    ['gone', was(), undefined],
    ['joined', undefined, adele(licence(newId))],
  ])('%s', (outcome, before, now) => {
    expect(outcomeOf(before, now)).toBe(outcome);
  });

  it('is kept with both plans when both were there before', () => {
    const before = was({ targets: [{ skuId: newId, off: [] }] });
    expect(outcomeOf(before, adele(licence(oldId), licence(newId)))).toBe('kept');
    expect(reported({ before, now: undefined }, completed).before.map(({ sku }) => sku)).toEqual([
      'ENTERPRISEWITHSCAL',
      'ENTERPRISEPREMIUM',
    ]);
  });

  it('is not moved, with the reason, when the run lists a failure of theirs or of their group', () => {
    const failed = courseOf({ ...completed.run, reassign: someWork({ failures: [aFailure()] }) });
    expect(reported({ before: was(), now: adele(licence(oldId)) }, failed)).toMatchObject({
      outcome: 'notMoved',
      failure: { reason: 'usageLocation' },
    });
    const group = aFailure({ id: 'g1', name: 'Sales', of: 'group', reason: 'noSeats', text: 'No seats.' });
    const groupFailed = courseOf({ ...completed.run, reassign: someWork({ failures: [group] }) });
    const now = adele(licence(oldId, { assignedByGroup: 'g1' }));
    expect(reported({ before: was({ direct: false }), now }, groupFailed)).toMatchObject({
      outcome: 'notMoved',
      failure: { reason: 'noSeats', text: 'No seats.' },
      before: [{ direct: false, groups: ['Sales'] }],
      after: [{ direct: false, groups: ['Sales'] }],
    });
  });

  it('is not moved, by what stands in their licence, when a group could not give it to them', () => {
    const now = adele(licence(newId, { assignedByGroup: 'g1', state: 'Error', error: 'CountViolation' }));
    expect(reported({ before: was(), now }, completed)).toMatchObject({
      outcome: 'neither',
      after: [],
      failure: { reason: 'noSeats', text: 'CountViolation' },
    });
  });

  it('is not moved when everyone was tried, although the run does not list them', () => {
    const many = someWork({ total: 250, done: 40, failures: [aFailure({ id: 'x' })], failuresUnlisted: 209 });
    expect(outcomeOf(was(), adele(licence(oldId)), courseOf({ ...completed.run, reassign: many }))).toBe('notMoved');
    const midway = courseOf({ ...runIn.reassigning(), reassign: many });
    expect(outcomeOf(was(), adele(licence(oldId)), midway)).toBe('kept');
  });

  it('is back after everyone was moved back, and says why somebody is not', () => {
    const undone = courseOf({ ...completed.run, undo: someWork({ failures: [aFailure({ reason: 'noSeats' })] }) });
    expect(outcomeOf(was(), adele(licence(oldId)), undone)).toBe('back');
    expect(reported({ before: was(), now: adele(licence(newId)) }, undone)).toMatchObject({
      outcome: 'moved',
      failure: { reason: 'noSeats' },
    });
  });

  it('names services without a counterpart for those who were moved only', () => {
    const before = was({ switchedOff: [voice] });
    const unmapped = (now: LicensedUser) => reported({ before, now }, completed).unmapped;
    expect(unmapped(adele(licence(newId)))).toEqual(['MCOVOICECONF']);
    expect(unmapped(adele(licence(oldId)))).toEqual([]);
  });

  it('tells a name and no sign-in name of somebody who is gone', () => {
    expect(reported({ before: was(), now: undefined }, completed)).toMatchObject({
      name: 'Adele Vance',
      signInName: null,
    });
  });
});
