import { describe, expect, it } from '@jest/globals';
import type { GroupsLeft } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { nobodyHolds, oldPlanActive, oldPlanGone, oldPlanRunningOut, transitionDone } from '../../support/findings.js';
import { anOrder, at, runIn, someWork } from '../../support/runs.js';
import { found, written } from './steps.js';

/** What Microsoft's upgrade leaves to be done: groups, services that were switched off, and an old plan that ends later. */

const megan = { id: 'megan', name: 'Megan Bowen' };
const moving = (more: Partial<Run> = {}): Run => ({
  ...runIn.transition(),
  order: anOrder({ placedBy: megan }),
  cancelled: ['an-earlier-one'],
  ...more,
});
const ended = ['an-earlier-one', 'sub-ENTERPRISEWITHSCAL'];
const decided = { by: megan, at, needs: 'steer' };

describe('Microsoft’s upgrade', () => {
  it('that ended the old plan and left groups behind is gone on with, in the name of whoever ordered it', () => {
    const seen = transitionDone({ holding: null, groups: 2, direct: 0, counted: 6 });
    const run = found(moving({ attempts: 2 }), { found: 'transition', seen });
    expect(run.state).toMatchObject({ is: 'restoring', groups: true, oldPlan: { is: 'ended' } });
    expect(run).toMatchObject({ cancelled: ended, decided, attempts: 0 });
  });

  it('that leaves the old plan to run out says until when', () => {
    const seen = transitionDone({ old: oldPlanRunningOut('2026-09-30T00:00:00Z') });
    const run = found(moving(), { found: 'transition', seen });
    const oldPlan = { is: 'runsOut', until: '2026-09-30T00:00:00Z', told: false };
    expect(run).toMatchObject({ state: { is: 'restoring', oldPlan }, decided });
  });
});

describe('what was left', () => {
  const restoring = (oldPlan: { is: 'ended' } | null, more: Partial<Run> = {}): Run => {
    const run = runIn.restoring();
    return { ...run, cancelled: ['an-earlier-one'], ...more, state: { ...run.state, oldPlan } as RunState };
  };
  const work = someWork({ total: 3, done: 3 });
  const left = (more: Partial<GroupsLeft> = {}): GroupsLeft => ({
    ...{ moved: 2, holding: nobodyHolds, inError: 0, mayNotReprocess: false, old: oldPlanGone },
    ...more,
  });
  const restored = (run: Run, more: Partial<GroupsLeft> | null): Run =>
    found(run, { found: 'restored', work, left: more && left(more) });

  it('is counted while it is done, and cards in people’s hands stay valid', () => {
    const run = restoring({ is: 'ended' });
    expect(found(run, { found: 'progress', work })).toEqual({ ...run, restore: work });
  });

  it('is done with where the old plan has ended by then', () => {
    expect(restored(restoring(null), {})).toMatchObject({ state: { is: 'completed' }, cancelled: ended });
    expect(restored(restoring({ is: 'ended' }), null)).toMatchObject({ cancelled: ['an-earlier-one'] });
  });

  it.each<[string, Run['snapshot'], number]>([
    ['of those who were written down', runIn.restoring().snapshot, 25],
    ['of nobody where nobody was', null, 0],
  ])('is followed by waiting for the old plan to end: %s', (_, snapshot, total) => {
    const run = restored(restoring(null, { snapshot, attempts: 2 }), { old: oldPlanActive });
    expect(run.state).toEqual({ is: 'transition', since: at, nextAt: at, moved: 0, total, groupsSince: null });
    expect(written(run)).toMatchObject({ what: 'groupsMoved' });
    expect(run).toMatchObject({ restore: work, attempts: 0 });
  });
});
