import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BoundedMap } from '../../src/base/bounded-map.js';
import { collectGarbage } from '../support/collect-garbage.js';

describe('a bounded map', () => {
  it('lets go of what was set longest ago', () => {
    const map = new BoundedMap<string, number>(2);
    map.set('a', 1).set('b', 2).set('a', 3).set('c', 4);
    expect([...map]).toEqual([
      ['a', 3],
      ['c', 4],
    ]);
  });

  it('keeps what is set again, however often', () => {
    const map = new BoundedMap<string, number>(1);
    for (let n = 0; n < 3; n += 1) map.set('a', n);
    expect([...map]).toEqual([['a', 2]]);
  });

  it('makes what it has nothing of, once', () => {
    const map = new BoundedMap<string, boolean>(2);
    const made: string[] = [];
    const make = (key: string) => {
      made.push(key);
      return key === 'a';
    };
    expect(['a', 'b', 'a', 'b', 'c', 'a'].map((key) => map.getOrMake(key, make))).toEqual([
      true,
      false,
      true,
      false,
      false,
      true,
    ]);
    expect(made).toEqual(['a', 'b', 'c', 'a']);
  });

  it('never has more than it may, and loses some of the oldest at once where it is large', () => {
    const map = new BoundedMap<number, number>(1_000);
    for (let n = 0; n < 5_000; n += 1) {
      map.set(n, n);
      expect(map.size).toBeLessThanOrEqual(1_000);
      expect(map.size).toBeGreaterThan(Math.min(n, 1_000) - 10);
    }
    const kept = [...map.keys()];
    expect(kept).toEqual(kept.map((_, at) => 5_000 - kept.length + at));
  });

  it('holds nothing but what is in it, however much has been', async () => {
    const map = new BoundedMap<number, object>(100);
    const gone: WeakRef<object>[] = [];
    for (let n = 0; n < 5_000; n += 1) {
      const value = { n };
      if (n < 4_900) gone.push(new WeakRef(value));
      map.set(n % 90, value);
    }
    // What a WeakRef was made of is held until the turn is over.
    await new Promise((resolve) => setImmediate(resolve));
    collectGarbage();
    expect(gone.filter((one) => one.deref() !== undefined)).toEqual([]);
  });

  it('holds what a list of the same that is cut at its beginning holds, whatever is set, deleted and cleared', () => {
    const step = fc.oneof(
      { weight: 20, arbitrary: fc.record({ set: fc.nat(12) }) },
      { weight: 5, arbitrary: fc.record({ delete: fc.nat(12) }) },
      { weight: 1, arbitrary: fc.constant('clear' as const) },
    );
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 6 }), fc.array(step, { maxLength: 200 }), (most, steps) => {
        const map = new BoundedMap<number, number>(most);
        let list: number[] = [];
        steps.forEach((one, at) => {
          if (one === 'clear') {
            map.clear();
            list = [];
          } else if ('delete' in one) {
            map.delete(one.delete);
            list = list.filter((key) => key !== one.delete);
          } else {
            map.set(one.set, at);
            list = [...list.filter((key) => key !== one.set), one.set].slice(-most);
          }
          expect([...map.keys()]).toEqual(list);
        });
      }),
    );
  });
});
