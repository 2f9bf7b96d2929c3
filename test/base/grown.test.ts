import { expect, it } from '@jest/globals';
import { beginsWith, grownBy, ofGrown, ofKept } from '../../src/base/grown.js';

/** What is made of lists that grow: the same as of the whole list, by looking at what was added. */

type Part = { n: number };
const parts = (...ns: number[]): Part[] => ns.map((n) => ({ n }));

function counting() {
  let looks = 0;
  const sum = ofGrown<Part, { sum: number }>((made = { sum: 0 }, added) => {
    looks += added.length;
    for (const { n } of added) made.sum += n;
    return made;
  });
  return { sumOf: (list: readonly Part[]) => sum(list).sum, looks: () => looks };
}

it('looks at each part of a list once, however often it has grown', () => {
  const { sumOf, looks } = counting();
  let list: Part[] = [];
  for (let n = 1; n <= 50; n += 1) {
    list = [...list, { n }];
    expect([sumOf(list), sumOf(list), sumOf([...list])]).toEqual(Array(3).fill((n * (n + 1)) / 2));
  }
  expect(looks()).toBe(50);
});

it('begins anew where a list is shorter, goes another way or has another part in it', () => {
  const { sumOf } = counting();
  const list = parts(1, 2, 3);
  expect(sumOf(list)).toBe(6);
  expect(sumOf(list.slice(0, 2))).toBe(3);
  expect(sumOf([...list, ...parts(4)])).toBe(10);
  expect(sumOf([...list, ...parts(5)])).toBe(11);
  expect(sumOf([...list.slice(0, 1), ...parts(7), ...list.slice(2)])).toBe(11);
  expect(sumOf([])).toBe(0);
  expect(sumOf(list)).toBe(6);
});

it('looks at what is kept once, though what is on its way to be kept is asked of in between', () => {
  let looks = 0;
  const countOf = ofKept<Part, { count: number }>((made = { count: 0 }, added) => {
    looks += added.length;
    return { count: made.count + added.length };
  });
  let kept: readonly Part[] = Object.freeze(parts(0));
  for (let n = 1; n <= 40; n += 2) {
    const [one, two] = parts(n, n + 1);
    for (const coming of [[], [one], [one, two]] as Part[][]) {
      expect(countOf([...kept, ...coming])).toEqual({
        made: { count: n === 1 ? 0 : n },
        after: n === 1 ? [...kept, ...coming] : coming,
      });
    }
    // What is kept of them is of their worth, and other objects.
    kept = grownBy(kept, parts(n, n + 1));
    expect(countOf(kept)).toEqual({ made: { count: kept.length }, after: [] });
  }
  expect(looks).toBe(kept.length);
});

it('takes nothing of what is kept for a list that goes another way', () => {
  const countOf = ofKept<Part, number>((made = 0, added) => made + added.length);
  const [one, two, three] = parts(1, 2, 3) as [Part, Part, Part];
  expect(countOf(Object.freeze([one, two]))).toEqual({ made: 2, after: [] });
  expect(countOf([one, three, two])).toEqual({ made: 0, after: [one, three, two] });
  expect(countOf([])).toEqual({ made: 0, after: [] });
});

it('knows of what was made by adding that it begins with what was there, and of nothing else', () => {
  const [one, two, three, four] = parts(1, 2, 3, 4) as [Part, Part, Part, Part];
  const lists = [Object.freeze([one])];
  for (const part of [two, three]) lists.push(grownBy(lists.at(-1) as Part[], [part]) as Part[]);
  const [first, second, third] = lists as [Part[], Part[], Part[]];
  const fork = grownBy(second, [four]);
  const forkOfFork = grownBy(fork, [three]);
  const all = [first, second, third, fork, forkOfFork, [one, two, three], [one, three]];
  for (const list of all)
    for (const other of all) expect(beginsWith(list, other)).toBe(other.every((part, at) => list[at] === part));
  expect(all.slice(0, 5).every(Object.isFrozen)).toBe(true);
});
