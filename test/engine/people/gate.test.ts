import { describe, expect, it } from '@jest/globals';
import { Gate } from '../../../src/engine/people/gate.js';
import { now } from '../../support/runs.js';

/** A gate that is closed for long, over a clock that is where somebody waits for it to be. */

function closedGate() {
  let at = now.getTime();
  const timeline = {
    now: () => new Date(at),
    async sleepUntil(until: Date) {
      at = until.getTime();
    },
  };
  let sent = 0;
  const quota = {
    changesAt: () => 0,
    sending: (changes: number) => {
      sent += changes;
    },
  };
  const gate = new Gate(timeline, quota);
  return { gate, passed: () => at - now.getTime(), sent: () => sent };
}
const signal = new AbortController().signal;

describe('a gate that Microsoft has closed for an hour', () => {
  it('lets nothing through before, and is asked whether to go on every five seconds', async () => {
    const { gate, passed, sent } = closedGate();
    await gate.close(3_600_000);
    const asked: number[] = [];
    const goOn = async () => asked.push(passed()) > 0;
    expect(await gate.opened(20, goOn, signal)).toBe(true);
    expect(passed()).toBeGreaterThanOrEqual(3_600_000);
    expect(sent()).toBe(20);
    expect(asked.slice(0, 3)).toEqual([5_000, 10_000, 15_000]);
  });

  it.each([
    ['waits for it to open', (gate: Gate, goOn: () => Promise<boolean>) => gate.opened(20, goOn, signal)],
    ['rests after many tries', (gate: Gate, goOn: () => Promise<boolean>) => gate.rest(9, goOn, signal)],
  ])('holds nobody who %s for longer than five seconds once the run is paused', async (_, wait) => {
    const { gate, passed, sent } = closedGate();
    await gate.close(3_600_000);
    expect(await wait(gate, async () => false)).toBe(false);
    expect(passed()).toBeLessThanOrEqual(5_000);
    expect(sent()).toBe(0);
  });
});
