import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import { whyNot } from '../../../src/upgrade/run/possible.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { allClear, nobodyHolds } from '../../support/findings.js';
import { at, now, runIn } from '../../support/runs.js';

/** The cancellation of the old plan, which may be lost on its way. */

const seconds = (n: number): Date => new Date(now.getTime() + n * 1_000);
const look = (run: Run, when: Date, change: Parameters<typeof allClear>[0] = {}): Run =>
  advance(run, { found: 'beforeEnding', seen: allClear(change) }, when);
const unclear = { holding: { ...nobodyHolds, counted: 10 } };

/** It has left, and nothing shows that it was taken. */
function lost(clearSince: string | null): Run {
  const run = runIn.cancelling();
  return { ...run, state: { ...run.state, clearSince } as Run['state'] };
}

describe('a cancellation that may have been lost', () => {
  it('leaves anew where nothing has spoken against it since', () => {
    expect(look(lost(at), seconds(10)).state).toMatchObject({ is: 'cancelling', sent: true });
  });

  it('does not leave anew while the reads do not agree, and then only after two looks that do', () => {
    const doubted = look(lost(at), seconds(10), unclear);
    expect(doubted.state).toMatchObject({ is: 'cancelling', sent: false });
    const first = look(doubted, seconds(20));
    expect(first.state).toMatchObject({ is: 'cancelling', sent: false });
    expect(look(first, seconds(26)).state).toMatchObject({ is: 'cancelling', sent: true });
  });

  it('says how many have the old plan by Microsoft’s count while nobody is found who has it', () => {
    const { holdup } = look(lost(at), seconds(10), unclear);
    expect(holdup).toMatchObject({ is: 'countDiffers', counted: 10, found: 0, since: seconds(10).toISOString() });
  });

  it('does not leave anew at the first look where it is not known when it was looked at before', () => {
    expect(look(lost(null), seconds(10)).state).toMatchObject({ is: 'cancelling', sent: false });
  });

  it('cannot be stopped, however it is looked at', () => {
    expect(whyNot(look(lost(at), seconds(10), unclear), { do: 'stop' })).toEqual({ why: 'tooLateToStop' });
  });
});
