import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { stretchesOf } from '../../src/base/stretches.js';

/** The list that the stretches make. */
const made = (list: readonly string[], before: readonly string[]): string[] =>
  stretchesOf(list, before).flatMap(({ of, from, to }) => (of === 'before' ? before : list).slice(from, to));

/** How many parts of the list are its own. */
const own = (list: readonly string[], before: readonly string[]): number =>
  stretchesOf(list, before).reduce((sum, { of, from, to }) => sum + (of === 'list' ? to - from : 0), 0);

const letters = (text: string): string[] => [...text];

describe('what a list has of the one before it', () => {
  it.each([
    ['a part was added', 'abcd', 'abc', 1],
    ['a part was taken out', 'abd', 'abcd', 0],
    ['the first gave way for another at the end', 'bcde', 'abcd', 1],
    ['several gave way', 'defg', 'abcde', 2],
    ['one was put in the middle', 'abxcd', 'abcd', 1],
    ['one became another', 'abxd', 'abcd', 1],
    ['nothing is as it was', 'xyz', 'abc', 3],
    ['all is as it was', 'abc', 'abc', 0],
    ['there was nothing', 'abc', '', 3],
    ['nothing is left', '', 'abc', 0],
    ['parts are there twice', 'aaba', 'aaa', 1],
  ])('is all but what is new where %s', (_, list, before, fresh) => {
    expect(made(letters(list), letters(before)).join('')).toBe(list);
    expect(own(letters(list), letters(before))).toBe(fresh);
  });

  it('makes the list, whatever the two are', () => {
    const few = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 12 });
    fc.assert(
      fc.property(few, few, (list, before) => {
        expect(made(list, before)).toEqual(list);
        for (const { from, to } of stretchesOf(list, before)) expect(from).toBeLessThan(to);
      }),
      { numRuns: 2_000 },
    );
  });
});
