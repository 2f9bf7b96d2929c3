import { describe, expect, it } from '@jest/globals';
import { ordering } from '../../../src/upgrade/run/entering.js';
import type { Resume } from '../../../src/upgrade/run/resume.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { Trouble } from '../../../src/upgrade/run/trouble.js';
import { anOrder, at, guided, now, runIn, someWork } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { ask, found, told, written } from './steps.js';

/** A run that stands still and asks for help: how it goes on by itself, and the ways out. */

const denied: Trouble = { is: 'denied', needs: 'User.ReadWrite.All' };
const nextAt = at;
const troubled = (resume: Resume, more: Partial<Run> = {}, trouble: Trouble = denied, since = at): Run => ({
  ...runIn.needsAttention(),
  order: anOrder(),
  ...more,
  state: { is: 'needsAttention', since, trouble, nextAt, resume },
});
const resumeOf = (run: Run): Resume => run.state as Resume;
const moved: Partial<Run> = { path: 'manual', reassign: someWork({ done: 25 }), order: null };

describe('a permission that is missing', () => {
  const verifying = (trouble: Trouble = denied, since = at): Run =>
    troubled({ is: 'manualVerify' }, moved, trouble, since);

  it('lets the run go on by itself once it is there', () => {
    const run = found({ ...verifying(), attempts: 3 }, { found: 'permission', granted: true });
    expect(run.state).toMatchObject({ is: 'manualVerify', since: at, seen: null });
    expect(run.attempts).toBe(0);
    expect(written(run)).toMatchObject({ what: 'permission' });
  });

  it.each([
    ['after five seconds at first', 0, 5 / 60],
    ['more rarely with time, and every quarter of an hour', 120, 15],
  ])('is looked for again while it is not: %s', (_, waited, wait) => {
    const before = verifying(denied, minutesOn(-waited).toISOString());
    const run = found(before, { found: 'permission', granted: false });
    expect(run).toEqual({ ...before, state: { ...before.state, nextAt: minutesOn(wait).toISOString() } });
  });

  it('is nothing that ends another trouble', () => {
    const run = verifying({ is: 'newPlanNotReady' });
    for (const granted of [true, false]) expect(found(run, { found: 'permission', granted })).toBe(run);
  });

  it.each([
    ['after five seconds at first', 0, 5 / 60],
    ['at least every hour', 24 * 60, 60],
  ])('is looked for again where nothing could be seen of it: %s', (_, waited, wait) => {
    const before = verifying(denied, minutesOn(-waited).toISOString());
    for (const finding of [
      { found: 'problem', problem: { is: 'unreachable' } },
      { found: 'defect', text: 'A surprise.' },
    ] as const) {
      const run = found(before, finding, now);
      expect(run.state).toEqual({ ...before.state, nextAt: minutesOn(wait).toISOString() });
    }
  });

  it('is not looked for where only a person can tell', () => {
    const { nextAt: _, ...state } = verifying().state as Extract<Run['state'], { is: 'needsAttention' }>;
    const run: Run = { ...verifying(), state };
    expect(found(run, { found: 'defect', text: 'A surprise.' })).toBe(run);
  });
});

describe('people who were moved before help was needed', () => {
  it.each<[string, Resume, boolean]>([
    ['while the new plan was looked at', { is: 'manualVerify' }, true],
    ['while the rest waited', { is: 'manualReassign' }, true],
    ['while others were given a usage location', resumeOf(runIn.locating()), true],
    ['while an admin was to cancel the old plan', resumeOf(guided('cancel')), true],
    ['while an admin was to buy', resumeOf(guided('buy')), false],
    ['while they were written down', resumeOf(runIn.preparing()), false],
  ])('can be moved back, or not, %s', (_, resume, canBe) => {
    expect(ask(troubled(resume, moved), { do: 'undo' }).is).toBe(canBe ? 'changed' : 'unchanged');
  });
});

describe('a way out', () => {
  const review = resumeOf(runIn.creditCheck());
  it.each<[string, Resume, string | undefined]>([
    ['is over where it has not left', ordering(now), undefined],
    ['is over where it waits for a review of the account', { ...review, of: 'account' } as Resume, undefined],
    ['may still be carried out while it is reviewed', review, 'open'],
    ['may still be carried out once people are being moved', resumeOf(runIn.transition()), 'open'],
  ])('is to stop: the order %s', (_, resume, outcome) => {
    const run = told(troubled(resume), { do: 'stop' });
    expect(run.state.is).toBe('stopped');
    expect(run.order?.outcome).toBe(outcome);
    expect(run.earlierOrders.map((one) => one.outcome)).toEqual(outcome ? [] : ['lapsed']);
  });

  it.each<[string, Resume, boolean]>([
    ['nothing was ordered', ordering(now), true],
    ['the order may have left', { ...ordering(now), sent: true }, false],
    ['Microsoft moves people', resumeOf(runIn.transition()), false],
  ])('is to buy in the admin center, where %s', (_, resume, isOne) => {
    expect(ask(troubled(resume), { do: 'buyByHand' }).is).toBe(isOne ? 'changed' : 'unchanged');
  });
});
