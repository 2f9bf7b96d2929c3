import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { sameJson } from '../../src/base/same-json.js';

it('two values of JSON say the same where they read the same, in whatever order', () => {
  const json = fc.jsonValue({ maxDepth: 3 });
  fc.assert(
    fc.property(json, json, (one, other) => {
      const read = JSON.parse(JSON.stringify(one));
      expect(sameJson(one, read)).toBe(true);
      expect(sameJson({ a: one, b: 1 }, { b: 1, a: read })).toBe(true);
      expect(sameJson([one, other], [other, one])).toBe(sameJson(one, other));
      if (JSON.stringify(one) === JSON.stringify(other)) expect(sameJson(one, other)).toBe(true);
    }),
  );
});

it.each([
  [{ a: 1 }, { a: 2 }],
  [{ a: 1 }, { a: 1, b: null }],
  [{ a: 1, b: null }, { a: 1 }],
  [[1], [1, 2]],
  [[], {}],
  [null, {}],
  ['1', 1],
  [{ a: [{ b: 1 }] }, { a: [{ b: 2 }] }],
])('%j and %j do not', (one, other) => {
  expect([sameJson(one, other), sameJson(other, one)]).toEqual([false, false]);
});

it('a field that is undefined is none', () => {
  expect([sameJson({ a: undefined }, {}), sameJson({}, { a: undefined })]).toEqual([true, true]);
});
