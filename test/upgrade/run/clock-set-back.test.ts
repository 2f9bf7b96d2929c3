import { describe, expect, it } from '@jest/globals';
import { isConfirmedTooLongAgo } from '../../../src/upgrade/confirmation.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import { due, waitOf } from '../../../src/upgrade/run/due.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { lookAgainAt } from '../../../src/upgrade/run/waiting.js';
import { now, runIn } from '../../support/runs.js';

/** The clock ran days ahead while something was written down, and is put right after that. */

const minute = 60_000;
const hour = 60 * minute;
const day = 24 * hour;
const ahead = new Date(now.getTime() + 3 * day);
const unanswered: Found = { found: 'problem', problem: { is: 'unreachable' } };
const beginning = (run: Run, at: Date): Run => ({
  ...run,
  state: { ...run.state, since: at.toISOString(), nextAt: at.toISOString() } as RunState,
});
const waitsFor = (run: Run, at: Date): number => {
  const next = due(run);
  return next ? waitOf(next, at) : Number.NaN;
};

const looked = [
  ...(['preparing', 'ordering', 'creditCheck', 'transition', 'restoring', 'manualVerify', 'reassigning'] as const),
  ...(['undoing', 'cancelling', 'adminTask'] as const),
];

describe('after the clock was set back by three days', () => {
  it.each(looked)('a run that is %s is looked at now, not in three days', (is) => {
    const run = advance(beginning(runIn[is](), ahead), unanswered, ahead);
    expect(waitsFor(run, ahead)).toBeGreaterThan(0);
    expect(waitsFor(run, now)).toBe(0);
  });

  it.each(looked)('a run that is %s asks no more often for it, and says within the hour that nothing answers', (is) => {
    let run = advance(beginning(runIn[is](), ahead), unanswered, ahead);
    const told = run.noticeSeq;
    let at = now;
    let looks = 0;
    for (; at.getTime() < now.getTime() + 2 * hour && looks < 1_000; looks += 1) {
      run = advance(run, unanswered, at);
      at = new Date(at.getTime() + Math.max(1, waitsFor(run, at)));
    }
    expect(looks).toBeLessThan(60);
    expect(run.noticeSeq).toBe(told + 1);
  });

  it('a run that is kept until a date, or begins at a time that was chosen, waits for that', () => {
    const kept = { ...runIn.kept(), state: { ...runIn.kept().state, nextAt: ahead.toISOString() } as RunState };
    expect(waitsFor(kept, now)).toBe(3 * day);
    expect(waitOf({ is: 'appointment', at: ahead }, now)).toBe(3 * day);
  });

  it('a run waits as long as its state ever does, and no longer', () => {
    const waits = (ms: number) => waitOf({ is: 'ordering', at: new Date(now.getTime() + ms) }, now);
    expect([waits(hour + minute), waits(hour + minute + 1), waits(-1)]).toEqual([hour + minute, 0, 0]);
  });

  it('what began at a time that is still to come is looked at rarely, not as if it had begun just now', () => {
    expect(Date.parse(lookAgainAt(ahead.toISOString(), now)) - now.getTime()).toBe(15 * minute);
    const soon = new Date(now.getTime() + 1_000).toISOString();
    expect(Date.parse(lookAgainAt(soon, now)) - now.getTime()).toBe(2_000);
  });

  it('a run that waits breaks its silence, once', () => {
    const openedAt = new Date(now.getTime() - 2 * day).toISOString();
    const run = { ...beginning(runIn.creditCheck(), ahead), openedAt, toldAt: ahead.toISOString() };
    const seen: Found = { found: 'order', status: { is: 'underReview', of: 'order' } };
    const once = advance(run, seen, now);
    expect(once.notices.map(({ what }) => what)).toContain('stillWaiting');
    expect(advance(once, seen, new Date(now.getTime() + minute)).noticeSeq).toBe(once.noticeSeq);
  });

  it('what was confirmed under the other clock has to be confirmed anew', () => {
    expect(isConfirmedTooLongAgo(ahead, now)).toBe(true);
    expect(isConfirmedTooLongAgo(new Date(now.getTime() + minute), now)).toBe(false);
  });
});
