import { describe, expect, it } from '@jest/globals';
import type { TransitionSeen } from '../../../src/upgrade/ending/transition-over.js';
import type { OrderStatus } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { oldPlanActive, transitionDone } from '../../support/findings.js';
import { now, runIn } from '../../support/runs.js';

/** Microsoft moves everyone of the automatic path, and the run looks how far it is. */

const hoursLater = (hours: number): Date => new Date(now.getTime() + hours * 3_600_000);
const moving = (more: Partial<Run> = {}): Run => ({ ...runIn.transition(), ...more });
const looked = (run: Run, seen: Partial<TransitionSeen>, when = now): Run =>
  advance(run, { found: 'transition', seen: transitionDone(seen) }, when);
const asked = (status: OrderStatus): Run => advance(moving(), { found: 'order', status }, now);
const underWay = { old: oldPlanActive, holding: null, groups: 0, direct: null };
const told = (run: Run) => run.notices.map(({ what }) => what);

describe('an upgrade that Microsoft carries out', () => {
  it.each([
    [20, 5, 25],
    [25, 0, 25],
    // Somebody was given the old plan meanwhile: all of them are to be moved.
    [27, 0, 27],
  ])('shows how many it has moved: of %i who still hold the old plan', (counted, moved, total) => {
    const run = looked(moving({ attempts: 3 }), { ...underWay, counted });
    expect(run.state).toMatchObject({ is: 'transition', moved, total, groupsSince: null });
    expect(run.attempts).toBe(0);
    expect(told(run)).toEqual(told(moving()));
  });

  it('has moved everyone where the plan is not counted any more, and still waits for the old one to end', () => {
    const run = looked(moving(), { ...underWay, counted: null });
    expect(run.state).toMatchObject({ is: 'transition', moved: 25, total: 25 });
  });

  it('is done when nothing of the old plan is left: services that were off before are switched off again', () => {
    const run = looked(moving(), {});
    expect(run.state).toMatchObject({ is: 'restoring', groups: false, oldPlan: { is: 'ended' } });
    expect(run.order?.outcome).toBe('completed');
    expect(run.cancelled).toEqual(['sub-ENTERPRISEWITHSCAL']);
    expect(run.audit.at(-1)).toMatchObject({ what: 'moved', details: { moved: 25 } });
    expect(run.decided).not.toBeNull();
  });

  it.each([
    ['nobody had any switched off', { withSwitchedOff: 0 }],
    ['nobody was written down', null],
  ])('is the end where %s', (_, change) => {
    const { snapshot } = runIn.manualReassign();
    if (!snapshot) throw new Error('no snapshot');
    const run = looked(moving({ snapshot: change && { ...snapshot, ...change } }), {});
    expect(run.state).toMatchObject({ is: 'completed' });
    expect(run.order?.outcome).toBe('completed');
    expect(run.cancelled).toEqual(['sub-ENTERPRISEWITHSCAL']);
    expect(run.audit.at(-1)?.details).toMatchObject({ moved: 25 });
    expect(told(run)).toContain('completed');
  });

  it('has somebody look when it has taken more than a day', () => {
    const still = { ...underWay, counted: 20 };
    expect(looked(moving(), still, hoursLater(24)).state.is).toBe('transition');
    const run = looked(moving(), still, new Date(hoursLater(24).getTime() + 1));
    expect(run.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'overdue', what: 'transition' } });
    // It may be done after a day: then nobody need look any more.
    expect(looked(moving(), {}, hoursLater(30)).state.is).toBe('restoring');
  });

  it('moves groups itself that alone are left behind, and counts the people that Microsoft moved', () => {
    const left = { ...underWay, counted: 6, groups: 2, direct: 0 };
    const first = looked(moving(), left);
    expect(first.state).toMatchObject({ is: 'transition', moved: 19, groupsSince: now.toISOString() });
    const later = looked(first, left, hoursLater(0.5));
    expect(later.state).toMatchObject({ is: 'transition', groupsSince: now.toISOString() });
    // Somebody holds it of their own again: what was seen of the groups counts from anew.
    expect(looked(later, { ...left, direct: 1 }, hoursLater(0.6)).state).toMatchObject({ groupsSince: null });
    const moved = looked(later, left, hoursLater(1));
    expect(moved.state).toMatchObject({ is: 'restoring', groups: true, oldPlan: null });
    expect(moved.audit.at(-1)).toMatchObject({ what: 'moved', details: { moved: 19, groups: 2 } });
    expect(moved.order?.outcome).toBe('open');
  });
});

describe('the order of an upgrade that Microsoft carries out', () => {
  it.each<[OrderStatus, Partial<Run['state']>]>([
    [{ is: 'inProgress' }, { is: 'transition' }],
    [{ is: 'completed', commerceId: 'new' }, { is: 'transition' }],
    [{ is: 'notFound' }, { is: 'transition' }],
    [{ is: 'declined', code: '800001', text: 'No' }, { is: 'needsAttention' }],
    [{ is: 'unclear', word: 'resting' }, { is: 'transition' }],
  ])('leaves how far it is to Graph: %j', (status, state) => {
    expect(asked(status).state).toMatchObject(state);
  });

  it('is looked for again where it cannot be found', () => {
    const { state } = asked({ is: 'notFound' });
    expect(Date.parse('nextAt' in state ? (state.nextAt ?? '') : '')).toBeGreaterThan(now.getTime());
    expect(state).toMatchObject({ is: 'transition', moved: 5, total: 25 });
  });

  it('waits for a word that is not known, and for a review', () => {
    expect(asked({ is: 'unclear', word: 'resting' }).holdup).toMatchObject({ is: 'unknownWord', word: 'resting' });
    expect(asked({ is: 'inProgress' }).holdup).toBeNull();
    expect(asked({ is: 'underReview', of: 'order' }).state).toMatchObject({ is: 'creditCheck', of: 'order' });
  });
});
