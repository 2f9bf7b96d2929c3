import { describe, expect, it } from '@jest/globals';
import { nextStepNeeds } from '../../../src/upgrade/run/next-step.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { Assessment } from '../../../src/upgrade/tenant/assessment.js';
import { aBlocker, anOrder, aSchedule, aSource, at, available, blocked, now, runIn } from '../../support/runs.js';
import { alex, ask, found, heard, refusal, told, written } from './steps.js';

/** A run that waits for nothing but its time: what keeps it from beginning when that comes, and how it is put off. */

type Begins = Extract<RunState, { is: 'scheduled' }>['begins'];
const completed = anOrder({ kind: 'purchase', outcome: 'completed' });
const waiting = (begins: Begins, more: Partial<Run> = {}): Run => {
  const byBegins: Record<Begins, Partial<Run>> = {
    order: {},
    guide: { commerce: 'admin-center', order: null },
    reassign: { path: 'manual', order: completed },
  };
  return {
    ...runIn.scheduled(),
    ...byBegins[begins],
    attempts: 2,
    ...more,
    state: { is: 'scheduled', since: at, begins },
  };
};
const schedule = aSchedule();
const time = new Date(schedule.at);
const untold: Assessment = { is: 'askTheAdmin', readAt: at, source: aSource(), warnings: [] };
const allWell = { assessment: available(), roles: ['globalAdministrator' as const], ready: true };
const comes = (run: Run, change: Partial<typeof allWell> | null = {}, when = time): Run =>
  found(run, { found: 'time', recheck: change ? { ...allWell, ...change } : undefined }, when);

describe('the time that was chosen', () => {
  it.each<[string, Run, Partial<typeof allWell>, RunState['is']]>([
    ['the order', waiting('order'), {}, 'preparing'],
    ['the guided steps', waiting('guide'), {}, 'preparing'],
    ['the guided steps where only an admin sees the tab', waiting('guide'), { assessment: untold }, 'preparing'],
    ['the move', waiting('reassign'), {}, 'reassigning'],
  ])('begins %s, which is told and written down', (_, run, change, is) => {
    const begun = comes(run, change);
    expect(begun).toMatchObject({ schedule: null, attempts: 0, state: { is, since: schedule.at } });
    expect(heard(begun)).toEqual(['scheduleBegun']);
    expect(written(begun)).toEqual({ what: 'scheduleBegun', details: {} });
  });

  it.each<[Begins, object, object]>([
    ['order', { is: 'checkout' }, { order: null }],
    ['guide', { is: 'beforeYouBegin' }, { order: null }],
    ['reassign', { is: 'manualReassign' }, { order: completed }],
  ])('begins nothing where whoever decided it lost the role: %s', (begins, state, kept) => {
    const back = comes(waiting(begins), { roles: [] });
    expect(back.state).toEqual(state);
    expect(back).toMatchObject({ ...kept, schedule: null, attempts: 0 });
    expect(heard(back)).toEqual(['scheduleRoleLost']);
    expect(written(back)).toEqual({ what: 'scheduleRoleLost', details: { by: 'Alex Wilber' } });
  });

  it.each<[string, Begins, Assessment]>([
    ['something is in the way by then', 'order', blocked([aBlocker('UNPAID_BALANCE')])],
    ['the plan is not offered any more', 'order', available({ plans: ['SPE_E3'] })],
    ['something is in the way of the guided steps', 'guide', blocked([aBlocker('UNPAID_BALANCE')])],
    ['the plan is gone', 'guide', { is: 'noSource', readAt: at }],
  ])('leads back to the answer where %s', (_, begins, assessment) => {
    const back = comes(waiting(begins), { assessment });
    expect(back.state).toEqual({ is: 'assessed' });
    expect(back).toMatchObject({
      assessment,
      ...{ path: null, plan: null, cart: null, checkout: null, order: null, schedule: null, attempts: 0 },
    });
    expect(heard(back)).toEqual(['scheduleBlocked']);
    expect(written(back)).toMatchObject({ what: 'scheduleBlocked' });
  });

  it('leads back to the new plan where people cannot be moved to it by then', () => {
    const back = comes(waiting('reassign'), { ready: false });
    expect(back).toMatchObject({ state: { is: 'manualVerify' }, order: completed, reassign: null });
    expect(heard(back)).toEqual(['scheduleBlocked']);
  });

  it('leads back to the cart, and says how many, where more licenses are needed by then', () => {
    const back = comes(waiting('order'), { assessment: available({ source: aSource({ assigned: 26 }) }) });
    expect(back.state).toEqual({ is: 'cart' });
    expect(written(back)).toEqual({ what: 'scheduleBlocked', details: { quantity: 26 } });
  });

  it('begins nothing before it is looked at what must still be so', () => {
    const run = waiting('order');
    expect(comes(run, null)).toBe(run);
  });

  it('still begins by itself an hour later, and after that only when asked', () => {
    const hourLate = new Date(time.getTime() + 3_600_000);
    expect(comes(waiting('order'), {}, hourLate).state.is).toBe('preparing');
    const missed = comes(waiting('order'), {}, new Date(hourLate.getTime() + 1));
    expect(missed.state).toEqual(waiting('order').state);
    expect(heard(missed)).toEqual(['scheduleMissed']);
    expect(written(missed)).toMatchObject({ what: 'scheduleMissed' });
  });
});

describe('a run that waits for its time', () => {
  it('begins now where somebody says so, as if the time had been chosen so', () => {
    const run = told(waiting('order', { schedule: aSchedule({ missed: true, nextAt: null }) }), { do: 'startNow' });
    const { timeZone } = schedule;
    expect(run.schedule).toEqual({ at, timeZone, by: alex, reminded: true, missed: false, nextAt: at });
    expect(run).toMatchObject({ state: waiting('order').state, attempts: 0 });
  });

  it.each([{ do: 'stop' }, { do: 'unschedule' }] as const)('keeps what was bought before: $do', (command) => {
    expect(told(waiting('reassign'), command).order).toEqual(completed);
    expect(told(waiting('order'), command).order).toBeNull();
  });

  it('waits for nobody, and has nothing to begin, where it has no time', () => {
    const run = waiting('order', { schedule: null });
    expect(nextStepNeeds(run)).toBeUndefined();
    expect(refusal(run, { do: 'startNow' })).toEqual({ why: 'notNow' });
  });

  it.each<Begins>(['order', 'guide'])('has moved nobody who could be moved back: %s', (begins) => {
    expect(refusal(waiting(begins), { do: 'undo' })).toEqual({ why: 'notNow' });
  });
});

describe('work that is laid down', () => {
  const paused = (is: 'reassigning' | 'restoring' | 'undoing'): Run => ({
    ...runIn[is](),
    state: { is: 'paused', since: at, resume: runIn[is]().state } as RunState,
  });

  it.each([
    ['reassigning', 'reassign'],
    ['restoring', 'restore'],
    ['undoing', 'undo'],
  ] as const)('counts what had left by then: %s', (is, counted) => {
    const work = { ...runIn.reassigning().reassign, done: 11 } as NonNullable<Run['reassign']>;
    expect(found(paused(is), { found: 'progress', work }, now)).toEqual({ ...paused(is), [counted]: work });
  });

  it('can be left so where the bot moves people, and not after an upgrade of Microsoft’s', () => {
    for (const is of ['reassigning', 'undoing'] as const) {
      expect(told(paused(is), { do: 'stop' }).state.is).toBe('stopped');
      expect(ask(paused(is), { do: 'undo' }).is).toBe('changed');
    }
    expect(refusal(paused('restoring'), { do: 'stop' })).toEqual({ why: 'tooLateToStop' });
    expect(refusal(paused('restoring'), { do: 'undo' })).toEqual({ why: 'notNow' });
  });
});
