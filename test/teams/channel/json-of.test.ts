import { expect, it } from '@jest/globals';
import fc from 'fast-check';
import { frozen } from '../../../src/base/frozen.js';
import { jsonOf } from '../../../src/teams/channel/json-of.js';

/** The JSON of an answer: the same as JSON.stringify has, in ASCII, with what is frozen put to text once. */

it('says what JSON.stringify says, in ASCII, whatever of it is frozen', () => {
  const freezing = fc.tuple(fc.json({ stringUnit: 'binary' }), fc.boolean()).map(([json, freezes]) => {
    const value: unknown = JSON.parse(json);
    return freezes ? frozen(value) : value;
  });
  fc.assert(
    fc.property(
      fc.array(fc.record({ text: fc.string({ unit: 'binary' }), card: freezing, missing: fc.constant(undefined) })),
      (answers) => {
        for (let n = 0; n < 3; n += 1) {
          const json = jsonOf({ answers });
          expect(JSON.parse(json)).toEqual(JSON.parse(JSON.stringify({ answers })));
          expect(json).toMatch(/^[\u0020-\u007f]*$/);
        }
      },
    ),
  );
});

it('is made of text alone, of lists and of what is frozen as a whole', () => {
  for (const value of ['å "quoted" \u2028', null, 1, [], frozen({ card: ['é', { deep: '💡' }] })])
    expect(JSON.parse(jsonOf(value))).toEqual(value);
});

it('puts to text anew what is not frozen', () => {
  const card = { title: 'one' };
  expect(jsonOf({ card })).toBe('{"card":{"title":"one"}}');
  card.title = 'two';
  expect(jsonOf({ card })).toBe('{"card":{"title":"two"}}');
});
