import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import { due } from '../../../src/upgrade/run/due.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { blockersLookedAtAgain } from '../../../src/upgrade/run/waiting.js';
import type { BlockerId } from '../../../src/upgrade/tenant/blockers.js';
import { oldPlanGone, oldPlanRunningOut } from '../../support/findings.js';
import { aBlocker, at, blocked, guided, now, runIn } from '../../support/runs.js';

/** What is only watched: a blocker until it clears, an old plan until it is reminded of or has run out. */

const hoursOn = (hours: number) => new Date(now.getTime() + hours * 3_600_000).toISOString();
const until = '2026-09-01T00:00:00.000Z';
const completed = (more: object = {}): Run => ({
  ...runIn.completed(),
  state: { is: 'completed', at, oldPlanKept: false, oldPlan: { is: 'runsOut', until, told: true }, ...more },
});
const watching: Run = {
  ...runIn.assessed(),
  assessment: blocked([aBlocker('TEMPORARY_ISSUE')]),
  state: { is: 'assessed', nextAt: at },
};

describe('what is only watched', () => {
  const nothing: Found[] = [
    { found: 'problem', problem: { is: 'unreachable' } },
    { found: 'problem', problem: { is: 'denied', needs: undefined } },
    { found: 'defect', text: 'A surprise.' },
  ];

  it.each([watching, runIn.kept(), completed({ nextAt: at })])(
    'is looked at again an hour later where nothing could be seen, and nobody is told: $state.is',
    (run) => {
      for (const found of nothing) {
        const later = advance(run, found, now);
        expect(later).toEqual({ ...run, state: { ...run.state, nextAt: hoursOn(1) } });
      }
    },
  );

  it.each([runIn.assessed(), completed()])('stays unwatched where nobody asked for it: $state.is', (run) => {
    for (const found of nothing) expect(advance(run, found, now)).toBe(run);
    expect(due({ ...run, state: { ...run.state, nextAt: undefined } as Run['state'] })).toBeUndefined();
  });
});

describe('blockers that somebody watches', () => {
  it.each<[BlockerId[], number]>([
    [['TEMPORARY_ISSUE'], 1],
    [['NOT_PROVISIONED_OR_UNHEALTHY'], 3],
    [['MORE_USERS_THAN_LICENSES'], 1],
    [['NOT_PROVISIONED_OR_UNHEALTHY', 'MORE_USERS_THAN_LICENSES'], 1],
    [['MORE_USERS_THAN_LICENSES', 'NOT_PROVISIONED_OR_UNHEALTHY'], 1],
  ])('are looked at again as soon as one of them may have cleared: %j', (ids, hours) => {
    expect(
      blockersLookedAtAgain(
        ids.map((id) => aBlocker(id)),
        now,
      ),
    ).toBe(hoursOn(hours));
  });
});

describe('an old plan that runs out', () => {
  const ended = (stands: typeof oldPlanGone) => advance(guided('cancel'), { found: 'oldPlan', stands }, now).state;

  it('is looked at the day after, where its date is known; what has ended is not looked at again', () => {
    expect(ended(oldPlanRunningOut(until))).toMatchObject({ is: 'completed', nextAt: '2026-09-02T00:00:00.000Z' });
    expect(ended(oldPlanRunningOut(null))).not.toHaveProperty('nextAt');
    expect(ended(oldPlanGone)).not.toHaveProperty('nextAt');
  });

  it('ends the upgrade, which is written down and told', () => {
    const run = advance(guided('cancel'), { found: 'oldPlan', stands: oldPlanRunningOut(until) }, now);
    expect(run.audit.at(-1)).toMatchObject({ by: null, what: 'completed', details: { cancelled: 0 } });
    expect(run.notices.at(-1)?.what).toBe('completed');
  });
});
