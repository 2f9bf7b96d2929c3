import { describe, expect, it } from '@jest/globals';
import { Pacer } from '../../src/base/pacer.js';
import { collectGarbage } from '../support/collect-garbage.js';

const limits = [
  { most: 3, windowMs: 1_000 },
  { most: 5, windowMs: 10_000 },
];
const day = 86_400_000;
const waits = (pacer: Pacer, times: number, now: number, key = 'a') =>
  Array.from({ length: times }, () => pacer.take(key, now));

describe('places in time', () => {
  it('are free up to the limit, then as soon as the first of them is long enough ago', () => {
    const pacer = new Pacer(limits, 5_000);
    expect(waits(pacer, 4, 0).map(({ ms }) => ms)).toEqual([0, 0, 0, 1_000]);
    expect(pacer.take('a', 1_500)).toEqual({ is: 'wait', ms: 0 });
  });

  it('are not taken where the wait would be long, and the wait is told', () => {
    const pacer = new Pacer(limits, 5_000);
    waits(pacer, 5, 0);
    expect(waits(pacer, 2, 2_000)).toEqual([
      { is: 'full', ms: 8_000 },
      { is: 'full', ms: 8_000 },
    ]);
    expect(pacer.take('a', 10_000)).toEqual({ is: 'wait', ms: 0 });
  });

  it('are each series its own', () => {
    const pacer = new Pacer(limits, 5_000);
    waits(pacer, 5, 0);
    expect(pacer.take('b', 0)).toEqual({ is: 'wait', ms: 0 });
  });

  it('are used up by what asks for none', () => {
    const pacer = new Pacer(limits, 5_000);
    for (let n = 0; n < 3; n += 1) pacer.count('a', 0);
    expect(pacer.take('a', 0)).toEqual({ is: 'wait', ms: 1_000 });
  });

  it.each([
    ['at once', 0],
    ['long after one another', 20_000],
  ])('are kept as far as they count, however many were taken: %s', (_, apartMs) => {
    collectGarbage();
    const before = process.memoryUsage().heapUsed;
    const pacer = new Pacer(limits, 5_000);
    for (let n = 0; n < 1_000_000; n += 1) pacer.count('a', n * apartMs);
    collectGarbage();
    expect(process.memoryUsage().heapUsed - before).toBeLessThan(4_000_000);
    expect(pacer.take('a', 1_000_000 * apartMs).ms).toBe(apartMs === 0 ? 10_000 : 0);
  });

  it('are not waited for by a clock that was set back', () => {
    const pacer = new Pacer(limits, 5_000);
    waits(pacer, 5, 3 * day);
    expect(pacer.take('a', 0)).toEqual({ is: 'wait', ms: 0 });
  });

  it('hold every limit over every span, however they are asked for', () => {
    const pacer = new Pacer(limits, 20_000);
    const at: number[] = [];
    for (let now = 0; now < 60_000; now += 137) {
      const place = pacer.take('a', now);
      if (place.is === 'wait') at.push(now + place.ms);
    }
    for (const { most, windowMs } of limits)
      for (const begin of at)
        expect(at.filter((one) => one >= begin && one < begin + windowMs).length).toBeLessThanOrEqual(most);
    // And nothing is left unused.
    expect(at.filter((one) => one < 60_000).length).toBeGreaterThanOrEqual(28);
  });
});
