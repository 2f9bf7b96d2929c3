import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { due } from '../../../src/upgrade/run/due.js';
import { holdupToSay } from '../../../src/upgrade/run/holdup.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { nobodyHolds, snapshotFound } from '../../support/findings.js';
import { now, runIn, someWork } from '../../support/runs.js';

/** What is asked does not answer: the run asks ever more rarely, says what is silent and since when, and goes on by itself. */

const minute = 60_000;
const problems: Problem[] = [
  { is: 'unreachable' },
  { is: 'unknownOutcome' },
  { is: 'unreadable' },
  ...[undefined, 0, -5_000, 1, 10 * minute, 7 * 24 * 60 * minute].map(
    (retryAfterMs) => ({ is: 'busy', retryAfterMs }) as const,
  ),
];
const working = ['preparing', 'ordering', 'creditCheck', 'transition', 'restoring'] as const;
const more = ['manualVerify', 'reassigning', 'undoing', 'cancelling', 'adminTask'] as const;

/** Meets the problem whenever it is looked, for so long; the times of the looks, in milliseconds from the first. */
function meetFor(span: number, run: Run, problem: Problem): { run: Run; looks: number[]; told: number[] } {
  const looks: number[] = [];
  const told: number[] = [];
  let at = now.getTime();
  for (let left = 10_000; at <= now.getTime() + span && left > 0; left -= 1) {
    looks.push(at - now.getTime());
    const before = run.noticeSeq;
    run = advance(run, { found: 'problem', problem, service: 'graph' }, new Date(at));
    if (run.noticeSeq > before) told.push(at - now.getTime());
    at = Math.max(at, due(run)?.at.getTime() ?? Number.POSITIVE_INFINITY);
  }
  return { run, looks, told };
}

describe.each([...working, ...more])('while nothing is answered, a run that is %s', (is) => {
  it.each(problems)('asks a bounded number of times in an hour, %j', (problem) => {
    const { looks } = meetFor(60 * minute, runIn[is](), problem);
    expect(looks.length).toBeGreaterThan(0);
    expect(looks.length).toBeLessThan(40);
  });
});

describe('a run that nothing answers', () => {
  it('says what is silent after minutes, and since when', () => {
    const early = meetFor(minute, runIn.reassigning(), { is: 'unreachable' }).run;
    expect(holdupToSay(early, new Date(now.getTime() + minute))).toBeUndefined();
    const late = meetFor(5 * minute, runIn.reassigning(), { is: 'unreachable' }).run;
    expect(holdupToSay(late, new Date(now.getTime() + 5 * minute))).toMatchObject({
      is: 'noAnswer',
      service: 'graph',
      how: 'silent',
      since: now.toISOString(),
    });
  });

  it('tells its followers once, after an hour', () => {
    const { run, told } = meetFor(5 * 60 * minute, runIn.reassigning(), { is: 'busy', retryAfterMs: 0 });
    expect(told).toHaveLength(1);
    expect(told[0]).toBeGreaterThanOrEqual(60 * minute);
    expect(told[0]).toBeLessThan(70 * minute);
    expect(run.notices.at(-1)?.what).toBe('heldUp');
  });

  it.each([
    [
      'its step ends',
      runIn.reassigning(),
      { found: 'reassigned', work: someWork(), holding: { ...nobodyHolds, users: 1 } },
    ],
    ['people are moved', runIn.reassigning(), { found: 'progress', work: someWork({ done: 25 }) }],
    ['an order shows', runIn.ordering(), { found: 'order', status: { is: 'notFound' } }],
    ['everyone is written down', runIn.preparing(), snapshotFound()],
  ] as const)('says so no more once %s', (_what, run, found) => {
    const silent = meetFor(5 * minute, run, { is: 'unreachable' }).run;
    const answered = advance(silent, found, new Date(now.getTime() + 6 * minute));
    expect(answered.holdup).toBeNull();
    expect(answered.attempts).toBe(0);
  });

  it('goes on saying so while a step begins again and comes no further', () => {
    const silent = meetFor(5 * minute, runIn.reassigning(), { is: 'unreachable' }).run;
    const done = silent.reassign?.done ?? 0;
    const again = advance(
      silent,
      { found: 'progress', work: someWork({ done }) },
      new Date(now.getTime() + 6 * minute),
    );
    expect(again.holdup).toMatchObject({ is: 'noAnswer' });
    expect(again.attempts).toBe(silent.attempts);
  });

  it('comes back at another moment than those that failed with it', () => {
    const next = (id: string) =>
      due(advance({ ...runIn.transition(), id }, { found: 'problem', problem: { is: 'unreachable' } }, now))?.at;
    const moments = new Set(Array.from({ length: 20 }, (_, nth) => next(`run-${nth}`)?.getTime()));
    expect(moments.size).toBeGreaterThan(10);
  });
});
