import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import {
  oldPlanActive,
  oldPlanConverted,
  oldPlanGone,
  oldPlanRunningOut,
  oldPlanUnclear,
} from '../../support/findings.js';
import { aSource, aSubscription, at, available, now, runIn } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { found, heard, told, written } from './steps.js';

/** The old plan after people left it: kept for now and brought to mind before it renews, or watched until it has run out. */

const day = 24 * 60;
const daysOn = (days: number): string => minutesOn(days * day).toISOString();
const ending = (...dates: (string | null)[]) => dates.map((nextLifecycleAt) => aSubscription({ nextLifecycleAt }));

describe('an old plan that is kept', () => {
  const kept = (...dates: (string | null)[]): Run => {
    const assessment = available({ source: aSource({ subscriptions: ending(...dates) }) });
    return told({ ...runIn.manualCancel(), assessment }, { do: 'keepOld' });
  };

  it.each<[string, (string | null)[], string | null, string]>([
    ['a week before the first of its subscriptions renews', [daysOn(40), daysOn(20)], daysOn(20), daysOn(13)],
    ['every thirty days before that', [daysOn(300)], daysOn(300), daysOn(30)],
    ['of what is still to come alone', [daysOn(-1), at, daysOn(20)], daysOn(20), daysOn(13)],
    ['every thirty days where nobody tells when it renews', [null], null, daysOn(30)],
  ])('is brought to mind %s', (_, dates, renewsAt, nextAt) => {
    expect(kept(...dates).state).toEqual({ is: 'kept', since: at, renewsAt, nextAt });
  });

  const reminded = (active: (string | null)[]): Run =>
    found(runIn.kept(), { found: 'oldPlan', stands: { ...oldPlanActive, active: ending(...active) } });

  it.each<[string, (string | null)[], string, string]>([
    ['as Graph tells by then', [daysOn(40), null, daysOn(20)], daysOn(20), daysOn(13)],
    ['as it was known before where Graph does not tell', [null], '2026-09-01T00:00:00.000Z', daysOn(30)],
  ])('is brought to mind anew: %s', (_, dates, renewsAt, nextAt) => {
    const run = reminded(dates);
    expect(run.state).toEqual({ ...runIn.kept().state, renewsAt, nextAt });
    expect(heard(run)).toEqual(['keptReminder']);
    expect(run.audit.at(-1)).toMatchObject({ at, by: null, what: 'keptReminder' });
    expect(run.revision).toBe(runIn.kept().revision);
  });

  it('is done with when somebody ended it elsewhere', () => {
    const before: Run = { ...runIn.kept(), cancelled: ['an-earlier-one'] };
    const run = found(before, { found: 'oldPlan', stands: oldPlanGone });
    expect(run).toMatchObject({ state: { is: 'completed', oldPlan: { is: 'ended' } } });
    expect(run.cancelled).toEqual(['an-earlier-one', 'sub-ENTERPRISEWITHSCAL']);
    expect(written(run)).toEqual({ what: 'completed', details: { cancelled: 2 } });
  });

  it('counts a subscription once that was seen to have ended before', () => {
    const before: Run = { ...runIn.kept(), cancelled: ['sub-ENTERPRISEWITHSCAL'] };
    const run = found(before, { found: 'oldPlan', stands: oldPlanGone });
    expect(run.cancelled).toEqual(['sub-ENTERPRISEWITHSCAL']);
    expect(written(run).details).toEqual({ cancelled: 1 });
  });
});

describe('an old plan that runs out', () => {
  const until = minutesOn(-4 * day).toISOString();
  const runsOut = (state: object = {}): Run => ({
    ...runIn.completed(),
    state: {
      is: 'completed',
      at,
      oldPlanKept: false,
      oldPlan: { is: 'runsOut', until, told: false },
      nextAt: at,
      ...state,
    } as Run['state'],
  });
  const look = (run: Run, stands: typeof oldPlanGone): Run => advance(run, { found: 'oldPlan', stands }, now);
  const sixHoursOn = minutesOn(6 * 60).toISOString();

  it.each<[string, typeof oldPlanGone, string]>([
    ['it has ended', oldPlanGone, 'ranOut'],
    ['it is another product by now', oldPlanConverted, 'ranOut'],
    ['it goes on three days after its date', oldPlanActive, 'renewed'],
  ])('is watched no longer, and told of, once it shows that %s', (_, stands, what) => {
    const run = look(runsOut(), stands);
    expect(run.state).not.toHaveProperty('nextAt');
    expect(run.revision).toBe(runsOut().revision + 1);
    expect(heard(run)).toEqual([what]);
    expect(written(run)).toMatchObject({ what });
  });

  it.each<[string, object, typeof oldPlanGone]>([
    ['it still runs out', {}, oldPlanRunningOut(until)],
    [
      'it goes on so shortly after its date',
      { oldPlan: { is: 'runsOut', until: daysOn(-2), told: false } },
      oldPlanActive,
    ],
    ['nobody knows', {}, oldPlanUnclear],
  ])('is looked at again six hours later where %s', (_, state, stands) => {
    const before = runsOut(state);
    expect(look(before, stands)).toEqual({ ...before, state: { ...before.state, nextAt: sixHoursOn } });
  });

  it.each<[string, object]>([
    ['it is not looked at any more', { nextAt: undefined }],
    ['it had ended at once', { oldPlan: { is: 'ended' } }],
    ['it was never written down how it ended', { oldPlan: undefined }],
  ])('is told of once: nothing that is seen of it counts where %s', (_, state) => {
    const over = runsOut(state);
    for (const stands of [oldPlanGone, oldPlanActive]) expect(look(over, stands)).toBe(over);
  });
});
