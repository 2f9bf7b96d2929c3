import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { nobodyHolds } from '../../support/findings.js';
import { now, runIn, someWork } from '../../support/runs.js';

const denied = { found: 'problem', problem: { is: 'denied', needs: undefined } } as const;
const later = (ms: number) => new Date(now.getTime() + ms);
const nextLook = (run: Run) => (run.state.is === 'needsAttention' ? Date.parse(run.state.nextAt ?? '') : Number.NaN);
const told = (run: Run) => run.notices.filter(({ what }) => what === 'needsAttention').length;

describe('a permission that seems to be there and is denied all the same', () => {
  it('is told of once, and tried ever more rarely', () => {
    let run = advance(runIn.reassigning(), denied, now);
    expect(told(run)).toBe(1);
    const waits: number[] = [];
    for (let n = 0; n < 14; n += 1) {
      const at = new Date(nextLook(run));
      run = advance(advance(run, { found: 'permission', granted: true }, at), denied, at);
      expect(run.state.is).toBe('needsAttention');
      waits.push(nextLook(run) - at.getTime());
    }
    expect(told(run)).toBe(1);
    expect(waits.slice(0, 3)).toEqual([10_000, 20_000, 40_000]);
    expect(waits.at(-1)).toBe(3_600_000);
  });

  it('is told of when it is another one', () => {
    const first = advance(runIn.reassigning(), denied, now);
    const resumed = advance(first, { found: 'permission', granted: true }, later(5_000));
    const other = { found: 'problem', problem: { is: 'denied', needs: 'Group.Read.All' } } as const;
    expect(told(advance(resumed, other, later(5_000)))).toBe(2);
  });

  it('is told of again when work went on in between', () => {
    const first = advance(runIn.reassigning(), denied, now);
    const resumed = advance(first, { found: 'permission', granted: true }, later(5_000));
    expect(told(advance(resumed, denied, later(600_000)))).toBe(2);
    expect(told(advance(resumed, denied, later(5_000 + 60_000)))).toBe(1);
    expect(told(advance(resumed, denied, later(5_000 + 60_001)))).toBe(2);
  });

  it('is tried as soon as at first where people were moved since the last time', () => {
    const waits = (run: Run) => (run.state.is === 'needsAttention' ? nextLook(run) - Date.parse(run.state.since) : 0);
    const granted = (run: Run) => advance(run, { found: 'permission', granted: true }, new Date(nextLook(run)));
    const inVain = (run: Run) => advance(granted(run), denied, new Date(nextLook(run)));
    const often = inVain(inVain(inVain(advance(runIn.reassigning(), denied, now))));
    expect(waits(often)).toBe(40_000);
    const holding = { ...nobodyHolds, users: 1 };
    const moved = advance(
      granted(often),
      { found: 'reassigned', work: someWork(), holding },
      new Date(nextLook(often)),
    );
    const anew = advance({ ...moved, state: runIn.reassigning().state }, denied, later(600_000));
    expect(waits(inVain(anew))).toBe(10_000);
  });
});
