import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import { heldForLong, holdupToSay } from '../../../src/upgrade/run/holdup.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { nobodyHolds } from '../../support/findings.js';
import { now, runIn, someWork } from '../../support/runs.js';

const minute = 60_000;
const hour = 60 * minute;
const later = (ms: number) => new Date(now.getTime() + ms);
const nextIn = ({ state }: Run, at: Date) =>
  'nextAt' in state && state.nextAt !== undefined ? Date.parse(state.nextAt) - at.getTime() : Number.NaN;

const meets = (run: Run, problem: Problem, at = now) =>
  advance(run, { found: 'problem', problem, service: 'graph' }, at);
const differs = (run: Run, at = now) =>
  advance(run, { found: 'reassigned', work: someWork(), holding: { ...nobodyHolds, counted: 3 } }, at);
const waitsFor = (how: 'busy' | 'silent'): Found => ({ found: 'changesWait', how });
const silent: Problem = { is: 'unreachable' };

describe('a run that gets no answer', () => {
  it.each<[Problem, string]>([
    [{ is: 'busy', retryAfterMs: undefined }, 'busy'],
    [{ is: 'unreadable' } as Problem, 'unreadable'],
    [silent, 'silent'],
    [{ is: 'unknownOutcome' }, 'silent'],
  ])('says of whom, and how: $is', (problem, how) => {
    const run = meets(runIn.reassigning(), problem);
    expect(run.holdup).toEqual({ is: 'noAnswer', service: 'graph', how, since: now.toISOString(), told: false });
    expect(run).toMatchObject({ attempts: 1, revision: runIn.reassigning().revision });
  });

  it('asks again no sooner than it was told to, and within an hour', () => {
    const patience = (retryAfterMs: number | undefined) =>
      nextIn(meets(runIn.reassigning(), { is: 'busy', retryAfterMs }), now);
    expect(patience(10 * minute)).toBeGreaterThanOrEqual(10 * minute);
    expect(patience(48 * hour)).toBeLessThanOrEqual(hour + minute);
    for (const ms of [patience(undefined), nextIn(meets(runIn.reassigning(), silent), now)]) {
      expect(ms).toBeGreaterThan(0);
      expect(ms).toBeLessThanOrEqual(1_000);
    }
  });

  it('tells its followers once it has been so for an hour, once', () => {
    const begun = meets(runIn.reassigning(), silent);
    const almost = meets(begun, silent, later(hour - 1));
    expect([almost.noticeSeq, heldForLong(almost)]).toEqual([0, false]);
    const long = meets(almost, { is: 'busy', retryAfterMs: 0 }, later(hour));
    expect(long.notices.map(({ what }) => what)).toEqual(['heldUp']);
    expect(long.holdup).toMatchObject({ since: now.toISOString(), told: true, how: 'busy' });
    expect(heldForLong(long)).toBe(true);
    expect(meets(long, silent, later(2 * hour))).toMatchObject({ noticeSeq: 1, holdup: { told: true } });
  });

  it('says nothing of it for two minutes: mostly it is over by then', () => {
    const run = meets(runIn.reassigning(), silent);
    expect(holdupToSay(run, later(2 * minute - 1))).toBeUndefined();
    expect(holdupToSay(run, later(2 * minute))).toEqual(run.holdup);
  });

  it.each([
    ['busy', runIn.reassigning()],
    ['silent', runIn.reassigning()],
    ['silent', runIn.restoring()],
    ['silent', runIn.undoing()],
  ] as const)('says so too while changes come to nothing (%s), and goes on as it is', (how, before) => {
    const run = advance(before, waitsFor(how), now);
    expect(run).toMatchObject({
      holdup: { is: 'noAnswer', service: 'graph', how, since: now.toISOString() },
      attempts: 0,
    });
    expect(run.state).toEqual(before.state);
    const still = advance(run, waitsFor(how), later(hour));
    expect(still.holdup).toMatchObject({ since: now.toISOString(), told: true });
    expect(still.notices.map(({ what }) => what)).toEqual(['heldUp']);
  });

  it('says so no more once people are changed again', () => {
    const run = advance(runIn.reassigning(), waitsFor('busy'), now);
    const same = advance(run, { found: 'progress', work: someWork({ done: 10 }) }, later(minute));
    expect(same.holdup).toEqual(run.holdup);
    const on = advance(run, { found: 'progress', work: someWork({ done: 11 }) }, later(minute));
    expect(on.holdup).toBeNull();
  });
});

describe('a run that is held up by what was answered', () => {
  it('says so at once, and as of when that began', () => {
    const run = differs(runIn.reassigning());
    expect(run.holdup).toMatchObject({ is: 'countDiffers', counted: 3, since: now.toISOString() });
    expect(holdupToSay(run, now)).toEqual(run.holdup);
    expect(differs(run, later(30 * minute)).holdup).toMatchObject({ since: now.toISOString(), told: false });
    const long = differs(run, later(hour));
    expect(long).toMatchObject({ noticeSeq: 1, holdup: { told: true } });
    expect(heldForLong(long)).toBe(false);
  });

  it('counts what holds it up next from when that began', () => {
    const long = differs(differs(runIn.reassigning()), later(hour));
    const other = meets(long, silent, later(2 * hour));
    expect(other).toMatchObject({
      noticeSeq: 1,
      holdup: { is: 'noAnswer', since: later(2 * hour).toISOString(), told: false },
    });
  });

  it('is looked at again soon at first, and in an hour while Microsoft reviews the account', () => {
    expect(nextIn(differs(runIn.reassigning()), now)).toBe(2_000);
    expect(nextIn(meets(runIn.cancelling(), { is: 'underReview', code: '800061', text: '' }), now)).toBe(hour);
  });

  it('says nothing where nothing holds it up', () => {
    expect(holdupToSay(runIn.reassigning(), now)).toBeUndefined();
    expect(heldForLong(runIn.reassigning())).toBe(false);
  });
});

describe('a finding that does not fit any more', () => {
  it('changes nothing, and is no sign that anything answers', () => {
    const run: Run = { ...runIn.cart(), attempts: 3 };
    expect(advance(run, { found: 'reassigned', work: someWork(), holding: nobodyHolds }, now)).toBe(run);
  });
});
