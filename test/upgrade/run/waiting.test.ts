import { describe, expect, it } from '@jest/globals';
import { lookAgainAt, tryAgainAt } from '../../../src/upgrade/run/waiting.js';
import { now } from '../../support/runs.js';

const second = 1_000;
const minute = 60 * second;
const hour = 60 * minute;

describe('what takes its time', () => {
  /** How long until it is looked at again, after so long a wait. */
  const wait = (waited: number, limits?: Parameters<typeof lookAgainAt>[2]) =>
    Date.parse(lookAgainAt(new Date(now.getTime() - waited).toISOString(), now, limits)) - now.getTime();

  it.each([
    ['two seconds at first', 0, 2 * second],
    ['two seconds while it is young', 8 * second, 2 * second],
    ['a quarter of the time waited', 40 * second, 10 * second],
    ['a quarter of the time waited, later more rarely', 8 * minute, 2 * minute],
    ['a quarter of an hour at the most', 10 * hour, 15 * minute],
    ['two seconds where the clocks differ by a minute', -minute, 2 * second],
    ['a quarter of an hour where the clock was set back since', -minute - 1, 15 * minute],
  ])('is looked at again after %s', (_, waited, ms) => {
    expect(wait(waited)).toBe(ms);
  });

  it('is looked at within the limits that are named', () => {
    expect(wait(0, { atLeast: minute })).toBe(minute);
    expect(wait(10 * hour, { atMost: hour })).toBe(hour);
    expect(wait(-hour, { atMost: hour })).toBe(hour);
  });
});

describe('what failed', () => {
  const wait = (failures: number, retryAfterMs?: number) =>
    Date.parse(tryAgainAt({ id: 'run-1' }, failures, now, retryAfterMs)) - now.getTime();

  it('is tried again ever more rarely, within five minutes', () => {
    for (const [failures, longest] of [
      [1, second],
      [2, 2 * second],
      [5, 16 * second],
      [40, 5 * minute],
    ] as const) {
      expect(wait(failures)).toBeGreaterThanOrEqual(longest / 2);
      expect(wait(failures)).toBeLessThanOrEqual(longest);
    }
  });

  it('is tried no sooner than was asked for, up to an hour', () => {
    expect(wait(1, 10 * minute)).toBeGreaterThanOrEqual(10 * minute);
    expect(wait(1, 10 * hour)).toBeLessThanOrEqual(hour + second);
  });
});
