import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { BoundedMap, deletingOldest } from '../../src/base/bounded-map.js';

describe('deleting the oldest of a map', () => {
  it('goes on with what came after the map was empty', () => {
    const map = new Map<string, number>();
    const deleteOldest = deletingOldest(map);
    deleteOldest();
    map.set('a', 1).set('b', 2);
    deleteOldest();
    expect([...map.keys()]).toEqual(['b']);
  });
});

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
