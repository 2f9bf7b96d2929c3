import { describe, expect, it } from '@jest/globals';
import { areGroupsLeft, isTransitionOver, onlyGroupsHold } from '../../../src/upgrade/ending/transition-over.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { GroupsLeft } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aHome, nobodyHolds, oldPlanActive, oldPlanGone, transitionDone } from '../../support/findings.js';
import { now, runIn, someWork } from '../../support/runs.js';

/** Groups that Microsoft's upgrade leaves with the old plan. */

const hour = 3_600_000;
const later = (ms: number) => new Date(now.getTime() + ms);
const held = { counted: 7, holding: null, groups: 2, direct: 0, old: oldPlanActive };

describe('groups', () => {
  it('alone hold the old plan when nobody does of their own and there is a new one to move them to', () => {
    expect(onlyGroupsHold(transitionDone(held))).toBe(true);
    for (const change of [{ groups: 0 }, { direct: 1 }, { direct: null }, { newPlan: aHome({ status: 'Suspended' }) }])
      expect(onlyGroupsHold(transitionDone({ ...held, ...change }))).toBe(false);
  });

  it('are left behind when the old plan has ended, when the upgrade is done, or after an hour', () => {
    const since = now.toISOString();
    const left = (change: object, from: string | null = since, at = now) =>
      areGroupsLeft(transitionDone({ ...held, ...change }), from, at);
    expect(left({})).toBe(false);
    expect(left({ old: oldPlanGone })).toBe(true);
    expect(left({ carriedOut: true })).toBe(true);
    expect(left({}, since, later(hour - 1))).toBe(false);
    expect(left({}, since, later(hour))).toBe(true);
    expect(left({}, null, later(hour))).toBe(false);
    expect(left({ old: oldPlanGone, direct: 1 })).toBe(false);
  });

  it('that hand out the old plan are no end of an upgrade, even where nobody is in them', () => {
    expect(isTransitionOver(transitionDone({ holding: { ...nobodyHolds, groups: 1 } }))).toBe(false);
  });

  it('that alone hold the old plan are waited for from when that was first seen', () => {
    const first = advance(runIn.transition(), { found: 'transition', seen: transitionDone(held) }, now);
    expect(first.state).toMatchObject({ is: 'transition', groupsSince: now.toISOString() });
    const again = advance(first, { found: 'transition', seen: transitionDone(held) }, later(hour - 1));
    expect(again.state).toMatchObject({ is: 'transition', groupsSince: now.toISOString() });
    const others = advance(again, { found: 'transition', seen: transitionDone({ ...held, direct: 1 }) }, later(hour));
    expect(others.state).toMatchObject({ is: 'transition', groupsSince: null });
    const moved = advance(again, { found: 'transition', seen: transitionDone(held) }, later(hour));
    expect(moved.state).toMatchObject({ is: 'restoring', groups: true, oldPlan: null });
  });
});

describe('when groups were moved', () => {
  const restoring = (change: object = {}): Run => {
    const run = runIn.restoring();
    return { ...run, state: { ...run.state, groups: true, oldPlan: null, ...change } as Run['state'] };
  };
  const left = (change: Partial<GroupsLeft> = {}): GroupsLeft => ({
    moved: 2,
    holding: nobodyHolds,
    inError: 0,
    mayNotReprocess: false,
    old: oldPlanGone,
    ...change,
  });
  const found = (change: Partial<GroupsLeft>, run = restoring()) =>
    advance(run, { found: 'restored', work: someWork({ done: 3 }), left: left(change) }, now);

  it('the run is completed once the old plan has ended, and waits for that', () => {
    expect(found({}).state).toMatchObject({ is: 'completed', oldPlan: { is: 'ended' } });
    expect(found({}).order?.outcome).toBe('completed');
    expect(found({ old: oldPlanActive })).toMatchObject({ state: { is: 'transition' }, restore: { done: 3 } });
  });

  it('an admin is asked as often as a group hands out the old plan', () => {
    for (const tries of [0, 1, 5]) {
      const { state } = found({ holding: { users: 4, groups: 1, counted: 4 } }, restoring({ tries }));
      expect(state).toMatchObject({ is: 'needsAttention', trouble: { is: 'groupsLeft', groups: 1 } });
    }
  });

  it('an admin is asked once for people, and once more where Microsoft may not be asked to process them', () => {
    const people = (tries: number, mayNotReprocess: boolean) =>
      found({ inError: 3, mayNotReprocess }, restoring({ tries })).state;
    expect(people(0, false)).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'groupsLeft', groups: 0, people: 3 },
      resume: { is: 'restoring', tries: 1 },
    });
    expect(people(1, false).is).toBe('completed');
    expect(people(1, true)).toMatchObject({ is: 'needsAttention', trouble: { mayNotReprocess: true } });
    expect(people(2, true).is).toBe('completed');
  });

  it('people who hold the old plan of their own while it goes on are left to Microsoft', () => {
    const holding = { users: 2, groups: 0, counted: 2 };
    expect(found({ holding, old: oldPlanActive }).state.is).toBe('transition');
    expect(found({ holding }).state).toMatchObject({ is: 'needsAttention', trouble: { people: 2 } });
  });
});
