import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import { due } from '../../../src/upgrade/run/due.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { Notice } from '../../../src/upgrade/run/shape.js';
import { waitsAlone } from '../../../src/upgrade/run/silence.js';
import {
  aHome,
  allClear,
  aVerification,
  nobodyHolds,
  oldPlanActive,
  oldPlanUnclear,
  snapshotFound,
  transitionDone,
} from '../../support/findings.js';
import { runIn, someWork } from '../../support/runs.js';

/** A run that waits for nobody but Microsoft never goes a day without a word, whatever Microsoft says or does not say. */

const hour = 3_600_000;
const day = 24 * hour;

const everywhere: [what: string, found: Found][] = [
  ['Microsoft is busy', { found: 'problem', problem: { is: 'busy', retryAfterMs: 7 * day } }],
  ['Microsoft does not answer', { found: 'problem', problem: { is: 'unreachable' } }],
  ['an answer was lost', { found: 'problem', problem: { is: 'unknownOutcome' } }],
];

/** What each state may find again and again without getting any further. */
const standstills: Partial<Record<RunState['is'], Found[]>> = {
  preparing: [snapshotFound({ people: 20 }), snapshotFound({}, null)],
  ordering: [
    { found: 'order', status: { is: 'inProgress' } },
    { found: 'order', status: { is: 'notFound' } },
  ],
  creditCheck: [{ found: 'order', status: { is: 'underReview', of: 'order' } }],
  transition: [
    { found: 'transition', seen: transitionDone({ old: oldPlanActive }) },
    { found: 'transition', seen: transitionDone({ old: oldPlanUnclear }) },
    { found: 'transition', seen: transitionDone({ holding: null, counted: 7 }) },
    { found: 'transition', seen: transitionDone({ newPlan: aHome({ isTrial: true }) }) },
  ],
  restoring: [{ found: 'progress', work: someWork({ done: 1 }) }],
  reassigning: [
    { found: 'progress', work: someWork({ done: 1 }) },
    { found: 'reassigned', work: someWork(), holding: { ...nobodyHolds, counted: 3 } },
  ],
  undoing: [{ found: 'progress', work: someWork({ done: 1 }) }],
  manualVerify: [
    { found: 'verification', seen: aVerification({ active: false, seats: 0 }) },
    { found: 'verification', seen: aVerification({ notProvisioned: ['Exchange Online'] }) },
  ],
  cancelling: [
    { found: 'beforeEnding', seen: allClear({ holding: { ...nobodyHolds, counted: 3 } }) },
    { found: 'oldPlan', stands: oldPlanUnclear },
    { found: 'oldPlan', stands: oldPlanActive },
  ],
};

const alone = (Object.keys(runIn) as RunState['is'][]).filter((state) => waitsAlone(runIn[state]()));
const cases = alone.flatMap((state) => [
  ...everywhere.map(([what, found]) => ({ state, what, found })),
  ...(standstills[state] ?? []).map((found, index) => ({
    state,
    what: `standstill ${index + 1}: ${found.found}`,
    found,
  })),
]);

/** The longest time without a word over four days of finding the same, in milliseconds. */
function longestSilence(begun: Run, found: Found): number {
  const began = Math.max(Date.parse(begun.openedAt), ...begun.audit.map(({ at }) => Date.parse(at)));
  let run = begun;
  let heard = began;
  let longest = 0;
  for (let looks = 0; looks < 50_000 && waitsAlone(run); looks += 1) {
    const now = due(run)?.at ?? new Date();
    if (now.getTime() - began > 4 * day) break;
    const next = advance(run, found, now);
    const moved = next.state.is !== run.state.is;
    longest = Math.max(longest, now.getTime() - heard);
    if (moved || next.notices.length > run.notices.length) heard = now.getTime();
    run = { ...next, audit: next.audit.slice(-5), notices: [] };
    if (moved) break;
  }
  return longest;
}

const silent: Found = { found: 'problem', problem: { is: 'unreachable' } };

/** What followers are told over so long of finding the same. */
function toldOver(ms: number, begun: Run, found: Found): Notice[] {
  const notices: Notice[] = [];
  let run = begun;
  for (let looks = 0; looks < 50_000; looks += 1) {
    const now = due(run)?.at ?? new Date();
    if (now.getTime() - Date.parse(begun.openedAt) > ms) break;
    const next = advance({ ...run, notices: [] }, found, now);
    notices.push(...next.notices);
    run = next;
  }
  return notices;
}

describe('a run that waits for Microsoft alone', () => {
  it('is one of these', () => {
    expect(alone.sort()).toEqual(
      [
        'preparing',
        'ordering',
        'creditCheck',
        'transition',
        'restoring',
        'locating',
        'reassigning',
        'undoing',
        'manualVerify',
        'cancelling',
      ].sort(),
    );
  });

  it.each(cases)('is not silent for longer than a day in $state when $what', ({ state, found }) => {
    const run = runIn[state]();
    const begun = { ...run, state: { ...run.state, nextAt: run.openedAt } as RunState };
    expect(longestSilence(begun, found)).toBeLessThanOrEqual(day);
  });

  it.each(everywhere)(
    'is not silent for longer than a day while what was done by hand is looked for, when %s',
    (_, found) => {
      const run = runIn.adminTask();
      const asked = { ...run.state, saidDone: true, nextAt: run.openedAt } as RunState;
      expect(waitsAlone(run)).toBe(false);
      expect(waitsAlone({ ...run, state: asked })).toBe(true);
      const silence = longestSilence({ ...run, state: asked }, found);
      expect(silence).toBeGreaterThan(hour);
      expect(silence).toBeLessThanOrEqual(day);
    },
  );

  it.each(everywhere)('is told of every day while what is done by hand could not be seen, when %s', (_, found) => {
    const run = runIn.adminTask();
    const watched = { ...run, state: { ...run.state, nextAt: run.openedAt } as RunState };
    const told = toldOver(4 * day, watched, found);
    expect(told.length).toBeGreaterThanOrEqual(4);
    expect(new Set(told.map(({ what }) => what))).toEqual(new Set(['heldUp']));
  });

  it("is not told of again and again while it is a person's turn, and what they do could be seen", () => {
    const task = runIn.adminTask();
    const watched = { ...task, state: { ...task.state, nextAt: task.openedAt } as RunState };
    expect(toldOver(4 * day, watched, { found: 'notDoneYet' })).toEqual([]);
    const looked = runIn.assessed();
    const told = toldOver(
      4 * day,
      { ...looked, state: { ...looked.state, nextAt: looked.openedAt } as RunState },
      silent,
    );
    expect(told).toEqual([]);
  });

  it("is a person's turn again once what was done by hand was looked for and is not there", () => {
    const run = runIn.adminTask();
    const asked = { ...run, state: { ...run.state, saidDone: true } as RunState };
    const looked = advance(asked, { found: 'notDoneYet' }, new Date(run.openedAt));
    expect(waitsAlone(looked)).toBe(false);
  });
});
