import { describe, expect, it } from '@jest/globals';
import { retryAfterMs } from '../../src/microsoft/retry-after.js';

const now = new Date('2026-03-02T10:00:00Z');

describe('Retry-After', () => {
  it.each([
    ['10', 10_000],
    [' 7 ', 7_000],
    ['1.5', 1_500],
    ['0,25', 250],
    ['0', 0],
    ['Mon, 02 Mar 2026 10:00:30 GMT', 30_000],
  ])('reads %p as %p ms', (value, ms) => {
    expect(retryAfterMs(value, now)).toBe(ms);
  });

  it.each([null, undefined, '', '  ', 'soon', '-5', 'NaN', '1e9'])('makes nothing of %p', (value) => {
    expect(retryAfterMs(value, now)).toBeUndefined();
  });

  it('never asks to wait for more than ten minutes', () => {
    expect(retryAfterMs('99999999999', now)).toBe(600_000);
    expect(retryAfterMs('Mon, 02 Mar 2099 10:00:30 GMT', now)).toBe(600_000);
  });

  it('does not wait for a date that has passed', () => {
    expect(retryAfterMs('Sun, 01 Mar 2026 10:00:00 GMT', now)).toBe(0);
  });
});
