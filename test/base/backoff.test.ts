import { describe, expect, it } from '@jest/globals';
import { backoffMs } from '../../src/base/backoff.js';

const waits = { firstMs: 1_000, longestMs: 60_000 };

describe('a wait before the next attempt', () => {
  it('doubles with each failure, up to the longest', () => {
    expect([1, 2, 3, 6, 7, 1_000].map((failures) => backoffMs(failures, waits))).toEqual([
      1_000, 2_000, 4_000, 32_000, 60_000, 60_000,
    ]);
  });

  it('is never shorter than was asked for', () => {
    expect(backoffMs(1, waits, 90_000)).toBe(90_000);
    expect(backoffMs(1, { ...waits, random: () => 0 }, 90_000)).toBe(90_000);
    expect(backoffMs(1, { ...waits, random: () => 0.5 }, 90_000)).toBe(90_500);
  });

  it('is half by chance where what failed together must not come back together', () => {
    expect(backoffMs(3, { ...waits, random: () => 0 })).toBe(2_000);
    expect(backoffMs(3, { ...waits, random: () => 0.5 })).toBe(3_000);
  });
});
