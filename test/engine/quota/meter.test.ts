import { describe, expect, it } from '@jest/globals';
import {
  type Allowed,
  cameThrough,
  freshMeter,
  type Meter,
  readyAt,
  refused,
  together,
  toldUsed,
  used,
} from '../../../src/engine/quota/meter.js';

const allowed: Allowed = { amount: 3_000, windowMs: 150_000, share: 1 };
const now = 10_000_000;
const hour = 3_600_000;
/** All of the share is there at once. */
const full = (at = now) => freshMeter(allowed, at, false);
const waitOf = (meter: Meter, amount: number, at = now) => readyAt(meter, allowed, amount, at) - at;
/** Sums of parts are not exact. */
const about = (ms: number) => Math.round(ms / 10) * 10;
const emptied = (meter: Meter, at = now) => used(meter, allowed, meter.left, at);

describe('a start', () => {
  it.each([
    [0.5, true, 20, 1_480],
    [0.004, true, 12, 0],
    [0.5, false, 1_500, 0],
  ])('has its share alone: %d of it, gently %s', (share, gentle, left, reserve) => {
    expect(freshMeter({ ...allowed, share }, now, gentle)).toMatchObject({ left, reserve });
  });

  it('asks for no more than there ever is, and never holds more than its share', () => {
    const half = { ...allowed, share: 0.5 };
    const meter = freshMeter(half, now, false);
    expect(readyAt(meter, half, 9_999, now)).toBe(now);
    expect(used(meter, half, 0, now + hour).left).toBe(1_500);
    expect(used(freshMeter(half, now), half, 0, now + hour)).toMatchObject({ left: 20, reserve: 1_480 });
  });
});

describe('before anything came through', () => {
  it('more than the first flight waits for no more than that', () => {
    expect(waitOf(freshMeter(allowed, now), 30)).toBe(0);
  });
});

describe('a limit that others use too', () => {
  it.each([
    [0.8, 1_000],
    [0.9, 1_000],
    [0.935, 2_000],
    [0.97, 20_000],
    [1.8, 20_000],
  ])('gives twenty back at a pace by how much of it is used: %d', (share, ms) => {
    expect(about(waitOf(emptied(toldUsed(full(), allowed, share, now)), 20))).toBe(ms);
  });

  it('leaves no more than what is free of it, however much had been saved', () => {
    const told = toldUsed(full(), allowed, 0.9, now);
    expect([waitOf(told, 210), waitOf(told, 212) > 0]).toEqual([0, true]);
    const start = toldUsed(freshMeter(allowed, now), allowed, 0.9, now);
    expect(start.left + start.reserve).toBeCloseTo(210);
    expect(waitOf(cameThrough(start, 1_000), 210)).toBe(0);
    expect(toldUsed(full(), allowed, 1.2, now)).toMatchObject({ left: 0, reserve: 0 });
    const owing = used(full(), allowed, 3_500, now);
    expect(toldUsed(owing, allowed, 0.9, now)).toMatchObject({ left: -500, reserve: 0 });
  });

  it('is believed to be so for a fifteenth of the window', () => {
    const told = emptied(toldUsed(full(), allowed, 0.935, now));
    expect(about(waitOf(used(told, allowed, 100, now + 10_000), 20, now + 10_000))).toBe(2_000);
    expect(about(waitOf(used(told, allowed, 200.02, now + 10_001), 20, now + 10_001))).toBe(1_000);
  });
});

describe('after a refusal', () => {
  it('it goes on below where the wall stood', () => {
    const after = refused(full(), allowed, 60_000, now);
    expect(waitOf(after, 1)).toBe(60_000);
    // A twentieth less than all, and a fifth below that.
    const opened = used(after, allowed, 0, now + 60_000);
    expect(waitOf(emptied(opened, now + 60_000), 20, now + 60_000)).toBe(Math.ceil(1_000 / (0.95 * 0.8)));
  });
});

describe('a clock that was set back', () => {
  it.each<[string, Meter]>([
    ['was refused something', refused(full(), allowed, 60_000, now)],
    ['had come near its limit', emptied(toldUsed(full(), allowed, 0.95, now))],
    [
      'was refused something a while ago',
      used(refused(full(now - 90_000), allowed, 10, now - 90_000), allowed, 5_000, now),
    ],
  ])('makes nobody wait longer, nor less long, who %s', (_, meter) => {
    expect(waitOf(meter, 20, now - hour)).toBe(waitOf(meter, 20, now));
    expect(waitOf(meter, 20)).toBeGreaterThan(0);
  });
});

describe('what was told before a clock was set back', () => {
  it('is believed no longer for it', () => {
    const told = toldUsed(full(), allowed, 0.95, now);
    const waitAfter = (from: number) => {
      const met = used(told, allowed, 0, from);
      return waitOf(used(met, allowed, 1_000, from + 10_001), 20, from + 10_001);
    };
    expect(waitAfter(now - hour)).toBe(waitAfter(now));
  });
});

describe('what two know of one quota', () => {
  const joined = (shared: Meter, mine: Meter, since = 0) => together(shared, mine, since, allowed, now);

  it('is as little as either knows of, less what was used since', () => {
    const shared = used(full(), allowed, 2_000, now);
    expect(joined(shared, full(), 300)).toMatchObject({ left: 700, reserve: 0 });
    expect(joined(full(), shared, 300)).toMatchObject({ left: 1_000, reserve: 0 });
    expect(joined(shared, freshMeter(allowed, now), 300)).toMatchObject({ left: 20, reserve: 680 });
  });

  it('is what was told last, and the wall that was met last, whoever met it', () => {
    const earlier = toldUsed(refused(full(now - 900), allowed, 50, now - 900), allowed, 0.82, now - 900);
    const later = toldUsed(refused(earlier, allowed, 70, now - 800), allowed, 0.91, now - 500);
    const { used: told, usedAt, wall, wallAt, closedUntil } = later;
    expect(wallAt).toBeGreaterThan(earlier.wallAt);
    for (const both of [joined(earlier, later), joined(later, earlier)])
      expect(both).toMatchObject({ used: told, usedAt, wall, wallAt, closedUntil });
  });
});
