import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import {
  type Allowed,
  cameThrough,
  freshMeter,
  type Meter,
  readyAt,
  refused,
  toldUsed,
  used,
} from '../../../src/engine/quota/meter.js';

const documented = { amount: 3_000, windowMs: 150_000 };

const news = fc.oneof(
  fc.record({ is: fc.constant('through' as const), amount: fc.integer({ min: 1, max: 40 }) }),
  fc.record({ is: fc.constant('told' as const), share: fc.double({ min: 0.8, max: 1.8, noNaN: true }) }),
  fc.record({ is: fc.constant('refused' as const), waitMs: fc.integer({ min: 0, max: 600_000 }) }),
  fc.record({ is: fc.constant('later' as const), ms: fc.integer({ min: -60_000, max: 60_000 }) }),
  fc.record({ is: fc.constant('send' as const), amount: fc.integer({ min: 1, max: 20 }) }),
);
const shares = fc.double({ min: 0.05, max: 1, noNaN: true });
type News = typeof news extends fc.Arbitrary<infer N> ? N : never;

/** Sends whenever it is asked to, once it may, and tells the rest; `at` and how much, for each that was sent. */
function follow(all: readonly News[], allowed: Allowed) {
  let now = 1_000_000;
  let meter = freshMeter(allowed, now);
  const sent: { at: number; amount: number }[] = [];
  for (const one of all) {
    if (one.is === 'later') now += one.ms;
    else if (one.is === 'send') {
      now = Math.max(now, readyAt(meter, allowed, one.amount, now));
      meter = used(meter, allowed, one.amount, now);
      sent.push({ at: now, amount: one.amount });
    } else meter = heard(meter, one, allowed, now);
  }
  return { sent, meter, now };
}

function heard(meter: Meter, one: News, allowed: Allowed, now: number): Meter {
  if (one.is === 'through') return cameThrough(meter, one.amount);
  if (one.is === 'told') return toldUsed(meter, allowed, one.share, now);
  return one.is === 'refused' ? refused(meter, allowed, one.waitMs, now) : meter;
}

describe('the pace of a quota', () => {
  it('never uses more than its share, whatever is told and however the clock moves forward', () => {
    const forward = news.filter((one) => one.is !== 'later' || one.ms >= 0);
    fc.assert(
      fc.property(fc.array(forward, { maxLength: 200 }), shares, (all, share) => {
        const allowed = { ...documented, share };
        const { sent } = follow(all, allowed);
        let total = 0;
        for (const { at, amount } of sent) {
          total += amount;
          const filled = (at - 1_000_000) / documented.windowMs;
          expect(total).toBeLessThanOrEqual(share * documented.amount * (1 + filled) + 21);
        }
      }),
    );
  });

  it('always lets a batch go within two minutes of what it was asked to wait for, also when the clock was set back', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 200 }), (all) => {
        const allowed = { ...documented, share: 0.8 };
        const { meter, now } = follow(all, allowed);
        expect(readyAt(meter, allowed, 20, now) - now).toBeLessThanOrEqual(600_000 + 120_000);
      }),
    );
  });

  it('sends nothing before a refusal says', () => {
    fc.assert(
      fc.property(fc.array(news, { maxLength: 50 }), fc.integer({ min: 1, max: 600_000 }), (all, waitMs) => {
        const allowed = { ...documented, share: 1 };
        const { meter, now } = follow(all, allowed);
        expect(readyAt(refused(meter, allowed, waitMs, now), allowed, 1, now)).toBeGreaterThanOrEqual(now + waitMs);
      }),
    );
  });

  it('is never faster for being told of more use', () => {
    const level = fc.double({ min: 0.8, max: 1.8, noNaN: true });
    fc.assert(
      fc.property(fc.array(news, { maxLength: 50 }), level, level, (all, one, other) => {
        const allowed = { ...documented, share: 1 };
        const { meter, now } = follow(all, allowed);
        const ready = (share: number) => readyAt(toldUsed(meter, allowed, share, now), allowed, 20, now);
        expect(ready(Math.max(one, other))).toBeGreaterThanOrEqual(ready(Math.min(one, other)));
      }),
    );
  });

  it('starts with one batch, and doubles what is under way from answer to answer', () => {
    const allowed = { ...documented, share: 1 };
    let meter = used(freshMeter(allowed, 0), allowed, 20, 0);
    expect(readyAt(meter, allowed, 20, 0)).toBeGreaterThan(0);
    meter = cameThrough(meter, 20);
    expect(readyAt(meter, allowed, 40, 0)).toBe(0);
    expect(readyAt(meter, allowed, 41, 0)).toBeGreaterThan(0);
    meter = cameThrough(used(meter, allowed, 40, 0), 40);
    expect(readyAt(meter, allowed, 80, 0)).toBe(0);
  });
});

type Graph = {
  amount: number;
  shape: 'bucket' | 'fixed' | 'sliding';
  /** Whether it tells how much is used, once that is 0.8 of it. */
  tells: boolean;
  /** Which part of the limit another tool of the tenant uses, in bursts. */
  others: number;
  /** How full it is at the beginning. */
  full: number;
  seed: number;
};

const stepMs = 50;

/** A limit of Graph's as its page describes it, or as it may be instead; another tool uses its part of it. */
class Limited {
  now = 0;
  private readonly writes: number[] = [];
  private left: number;
  private wanted = 0;
  private burst = 0;
  readonly other = { done: 0, refused: 0 };

  constructor(private readonly graph: Graph) {
    this.left = graph.amount * graph.full;
  }

  step(): void {
    const { amount, others } = this.graph;
    const perStep = (amount * stepMs) / documented.windowMs;
    this.now += stepMs;
    this.left = Math.min(amount, this.left + perStep);
    // Every second it is decided anew: nothing, or up to four times as much as on the average.
    if (this.now % 1_000 === 0) this.burst = this.chance() < 0.5 ? 0 : 4 * this.chance() * others * perStep;
    for (this.wanted += this.burst; this.wanted >= 1; this.wanted -= 1)
      this.take() ? this.other.done++ : this.other.refused++;
  }

  take(): boolean {
    const { amount, shape } = this.graph;
    if (shape === 'bucket') {
      if (this.left < 1) return false;
      this.left -= 1;
      return true;
    }
    if (this.inWindow() >= amount) return false;
    this.writes.push(this.now);
    return true;
  }

  used(): number {
    return this.graph.shape === 'bucket' ? 1 - this.left / this.graph.amount : this.inWindow() / this.graph.amount;
  }

  /** As long as it takes until a full batch fits in. */
  waitMs(): number {
    const { windowMs } = documented;
    const { amount, shape } = this.graph;
    if (shape === 'bucket') return Math.max(1_000, ((20 - this.left) * windowMs) / amount);
    return shape === 'fixed' ? windowMs - (this.now % windowMs) : (this.writes[19] ?? 0) + windowMs - this.now;
  }

  private inWindow(): number {
    const { windowMs } = documented;
    const from = this.graph.shape === 'fixed' ? this.now - (this.now % windowMs) : this.now - windowMs + 1;
    while ((this.writes[0] ?? from) < from) this.writes.shift();
    return this.writes.length;
  }

  private chance(): number {
    this.graph.seed = (Math.imul(this.graph.seed, 1_664_525) + 1_013_904_223) >>> 0;
    return this.graph.seed / 2 ** 32;
  }
}

/** Moves people in batches of twenty, four at once, 20 to 150 ms away. */
function moveAll(people: number, share: number, of: Partial<Graph>) {
  const graph = new Limited({ amount: 3_000, shape: 'bucket', tells: true, others: 0, full: 1, seed: 1, ...of });
  const allowed = { ...documented, share };
  let meter = freshMeter(allowed, 0);
  const flights: { until: number; size: number }[] = [];
  let waiting = people;
  let done = 0;
  let turnedAway = 0;
  const land = (size: number) => {
    let through = 0;
    for (let n = 0; n < size; n += 1) if (graph.take()) through += 1;
    done += through;
    waiting += size - through;
    turnedAway += size - through;
    meter = cameThrough(meter, through);
    if ((of.tells ?? true) && graph.used() >= 0.8) meter = toldUsed(meter, allowed, graph.used(), graph.now);
    if (through < size) meter = refused(meter, allowed, Math.ceil(graph.waitMs() / 1_000) * 1_000, graph.now);
  };
  while (done < people && graph.now < 10_000_000) {
    graph.step();
    for (const flight of flights.splice(0)) flight.until <= graph.now ? land(flight.size) : flights.push(flight);
    while (flights.length < 4 && waiting > 0) {
      const size = Math.min(20, waiting);
      if (readyAt(meter, allowed, size, graph.now) > graph.now) break;
      meter = used(meter, allowed, size, graph.now);
      waiting -= size;
      flights.push({ until: graph.now + 20 + ((done * 7) % 130), size });
    }
  }
  const limit = { ...documented, amount: of.amount ?? 3_000 };
  const allowedInAll = limit.amount * ((of.full ?? 1) + graph.now / limit.windowMs) - graph.other.done;
  return { done, refused: turnedAway / (done + turnedAway), reached: done / allowedInAll, other: graph.other };
}

describe('twenty thousand people', () => {
  it.each<[string, Partial<Graph>]>([
    ['as Graph documents its quota', {}],
    ['where Graph does not tell how much is used', { tells: false }],
    ['where the quota was nearly used up before', { full: 0.1 }],
    ['where the limit is half of what is documented', { amount: 1_500 }],
    ['where it is half, and Graph does not tell', { amount: 1_500, tells: false }],
  ])('use at least 95 %% of the quota, with at most 1 %% refused, %s', (_, graph) => {
    const { done, refused, reached } = moveAll(20_000, 1, graph);
    expect(done).toBe(20_000);
    expect(reached).toBeGreaterThan(0.95);
    expect(refused).toBeLessThanOrEqual(0.01);
  });

  it.each<[string, Partial<Graph>]>([
    ['and Graph tells', {}],
    ['and Graph does not tell', { tells: false }],
  ])('use what another tool leaves, which takes 30 %% at random, %s', (_, graph) => {
    for (const seed of [1, 2]) {
      const { done, refused, reached, other } = moveAll(20_000, 1, { ...graph, others: 0.3, seed });
      expect(done).toBe(20_000);
      expect(reached).toBeGreaterThan(0.95);
      expect(refused).toBeLessThanOrEqual(0.02);
      expect(other.done).toBeGreaterThan(4_000);
      expect(other.refused / (other.done + other.refused)).toBeLessThanOrEqual(0.02);
    }
  });

  it.each<Graph['shape']>(['fixed', 'sliding'])('are refused little where the window is %s', (shape) => {
    const { done, refused, reached } = moveAll(20_000, 1, { shape });
    expect(done).toBe(20_000);
    expect(reached).toBeGreaterThan(0.75);
    expect(refused).toBeLessThanOrEqual(0.01);
  });

  it('leave to others what is not their share', () => {
    const { done, reached, refused } = moveAll(20_000, 0.8, {});
    expect(done).toBe(20_000);
    expect(refused).toBe(0);
    expect(reached).toBeGreaterThan(0.79);
    expect(reached).toBeLessThanOrEqual(0.801);
  });
});
