import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { z } from 'zod';
import { checkedList } from '../../src/base/checked-once.js';
import type { Kind } from '../../src/storage/documents.js';
import { NotStorable } from '../../src/storage/failures.js';
import type { Latest } from '../../src/storage/latest.js';
import { changed, changeFrom } from '../../src/storage/lowdb/journal/change.js';
import { joined, type Pieces } from '../../src/storage/pieces.js';
import { storable } from '../../src/storage/to-json.js';
import { runSchema } from '../../src/upgrade/run/run.js';
import { at, runIn } from '../support/runs.js';

/** What is made of a value before it is kept: what its kind reads back, though most of it was kept before. */

let looks = 0;
const entrySchema = z.object({ what: z.string(), count: z.number().default(1) }).refine(() => {
  looks += 1;
  return true;
});
type Entry = { what: string; count?: number | undefined };
type Log = { name: string; entries: Entry[] };
const kind = {
  name: 'logs',
  schema: z.object({ name: z.string(), entries: checkedList(entrySchema) }),
} as unknown as Kind<Log>;

const asWritten = ({ json }: { json: Pieces }) => JSON.parse(joined(json));

/** What a document's text comes to by its change, and how much of that is new. */
function afterChange(former: Pieces, text: Pieces): { added: number; text: string | undefined } {
  const change = changeFrom(former, text) ?? '[]';
  const added = (JSON.parse(change) as unknown[]).reduce<number>(
    (sum, part) => sum + (typeof part === 'string' ? part.length : 0),
    0,
  );
  return { added, text: changed(joined(former), change) };
}

it('looks at each entry of a list once, however often the list is kept', () => {
  looks = 0;
  let { value } = storable(kind, 'a', { name: 'first', entries: [] });
  for (let n = 0; n < 20; n += 1) {
    const kept = storable(kind, 'a', { ...value, entries: [...value.entries, { what: `entry ${n}` }] });
    expect(asWritten(kept)).toEqual(kept.value);
    expect(kept.value.entries.slice(0, -1)).toEqual(value.entries);
    if (n > 0) expect(kept.value.entries[0]).toBe(value.entries[0]);
    value = kept.value;
  }
  expect(looks).toBe(20);
  expect(value.entries).toEqual(Array.from({ length: 20 }, (_, n) => ({ what: `entry ${n}`, count: 1 })));
});

it('looks again at what somebody made of an entry', () => {
  const { value } = storable(kind, 'a', { name: 'first', entries: [{ what: 'one' }] });
  const [one] = value.entries as [Entry];
  expect(() => storable(kind, 'a', { ...value, entries: [one, { ...one, what: 1 as never }] })).toThrow(NotStorable);
  const kept = storable(kind, 'a', { ...value, entries: [one, { ...one, what: 'two', more: 'unknown' } as Entry] });
  expect(asWritten(kept).entries).toEqual([
    { what: 'one', count: 1 },
    { what: 'two', count: 1 },
  ]);
});

it('takes out, leaves out and puts in another order what it was asked to', () => {
  const { value } = storable(kind, 'a', { name: 'first', entries: [{ what: 'one' }, { what: 'two' }] });
  const turned = storable(kind, 'a', { ...value, entries: [...value.entries].reverse() });
  expect(asWritten(turned).entries.map(({ what }: Entry) => what)).toEqual(['two', 'one']);
  expect(asWritten(storable(kind, 'a', { ...turned.value, entries: [] }))).toEqual({ name: 'first', entries: [] });
  expect(() => storable(kind, 'a', { ...value, name: undefined as never })).toThrow(NotStorable);
  expect(() => storable(kind, 'a', { ...value, entries: [value.entries[0] as Entry, undefined as never] })).toThrow(
    NotStorable,
  );
});

it('makes of every kind of run what its schema reads from its text', () => {
  const runs = { name: 'run', schema: runSchema } as Kind<z.infer<typeof runSchema>>;
  for (const make of Object.values(runIn)) {
    const entry = { at, by: null, what: 'check' as const, details: { n: 1 } };
    const first = storable(runs, 'r', { ...make(), audit: [entry, entry] });
    const next = { ...first.value, audit: [...first.value.audit, entry], attempts: 3 };
    const again = storable(runs, 'r', next);
    const beside = storable(runs, 'r', next, { version: 1, ...first });
    for (const { json, value } of [first, again, beside])
      expect(runSchema.parse(JSON.parse(joined(json)))).toEqual(value);
    expect(asWritten(beside)).toEqual(asWritten(again));
    expect(Object.isFrozen(again.value.audit[2]?.details)).toBe(true);
  }
});

it('writes out a part that stayed the very same once, and looks whether it may stand where it does now', () => {
  const schema = z.object({ one: z.object({ a: z.number() }), two: z.object({ b: z.number() }).nullable() });
  const pairs = { name: 'pairs', schema } as Kind<z.infer<typeof schema>>;
  const { value } = storable(pairs, 'p', { one: { a: 1 }, two: { b: 2 } });
  const written = asWritten(storable(pairs, 'p', { ...value, two: { b: 3 } }));
  expect(written).toEqual({ one: { a: 1 }, two: { b: 3 } });
  expect(() => storable(pairs, 'p', { ...value, two: value.one as never })).toThrow(NotStorable);
  expect(() => storable(pairs, 'p', { ...value, one: Object.freeze({ a: new Date(0) as never }) })).toThrow(
    NotStorable,
  );
});

it('tells where in a list that has grown something is wrong', () => {
  const { value } = storable(kind, 'a', { name: 'first', entries: [{ what: 'one' }, { what: 'two' }] });
  const wrong = { ...value, entries: [...value.entries, { what: 'three' }, { what: 4 as never }] };
  expect(() => storable(kind, 'a', wrong)).toThrow(/entries\[3\]\.what/);
});

describe('a value of which another version is kept', () => {
  const partSchema = z.object({ a: z.number().default(0) }).refine(() => {
    looks += 1;
    return true;
  });
  const schema = z.object({
    name: z.string(),
    count: z.number().default(7),
    part: partSchema.nullable(),
    some: z.array(z.string()),
    entries: checkedList(entrySchema),
    maybe: z.string().optional(),
  });
  type Thing = z.input<typeof schema>;
  const things = { name: 'things', schema } as unknown as Kind<Thing>;
  const thing: Thing = {
    name: 'one',
    count: 1,
    part: { a: 1 },
    some: ['a', 'b'],
    entries: [{ what: 'first', count: 1 }],
  };
  const keptAs = (value: Thing): Latest => ({ version: 1, ...storable(things, 't', value) });
  const textOrError = (value: Thing, before?: Latest): string => {
    try {
      const made = storable(things, 't', value, before);
      expect(JSON.parse(joined(made.json))).toEqual(made.value);
      expect(Object.isFrozen(made.value)).toBe(true);
      return joined(made.json);
    } catch (error) {
      return String(error);
    }
  };

  it('has only those parts looked at that are others', () => {
    const before = keptAs(thing);
    looks = 0;
    const made = storable(things, 't', { ...(before.value as Thing), name: 'two' }, before);
    expect(looks).toBe(0);
    expect(joined(made.json)).toBe(joined(storable(things, 't', { ...thing, name: 'two' }).json));
    storable(things, 't', { ...(before.value as Thing), part: { a: 1 } }, before);
    expect(looks).toBeGreaterThan(0);
  });

  it('has the same pieces for what has stayed, and for the texts of a list that did', () => {
    const ids = Array.from({ length: 60 }, (_, n) => `id "${n}"`);
    const before = keptAs({ ...thing, some: ids });
    const after = storable(things, 't', { ...(before.value as Thing), some: [...ids.slice(1), 'new'] }, before);
    const { added, text } = afterChange(before.json ?? [], after.json);
    expect(text).toBe(joined(after.json));
    expect(added).toBeLessThan(60);
    const without = storable(things, 't', { ...after.value, some: ids.filter((_, n) => n !== 30) }, before);
    expect(afterChange(before.json ?? [], without.json)).toEqual({ added: 0, text: joined(without.json) });
  });

  it('goes back to the caller as it was: nothing of it is frozen or filled in', () => {
    const before = keptAs(thing);
    const value = { ...(before.value as Thing), some: ['c'], part: {} };
    storable(things, 't', value, before);
    value.some.push('d');
    expect(value).toMatchObject({ some: ['c', 'd'], part: {} });
    expect(Object.isFrozen(value.part)).toBe(false);
  });

  it.each([
    [
      'its parts are asked for beside one another',
      z.object({ a: z.number(), b: z.number() }).refine(({ a, b }) => a < b),
    ],
    ['parts with any name are', z.object({ a: z.number().max(5) }).catchall(z.number().max(5))],
    ['it is one of several', z.union([z.object({ a: z.literal(1), b: z.literal(2) }), z.object({ a: z.literal(3) })])],
  ])('is read whole where %s', (_, asked) => {
    const pairs = { name: 'pairs', schema: asked } as unknown as Kind<{ a: number; b: number }>;
    const before: Latest = { version: 1, ...storable(pairs, 'p', { a: 1, b: 2 }) };
    expect(() => storable(pairs, 'p', { a: 9, b: 9 }, before)).toThrow(NotStorable);
    expect(() => storable(pairs, 'p', { ...(before.value as { a: number; b: number }), a: 8 }, before)).toThrow(
      NotStorable,
    );
  });

  it('is written with its own parts where those are others', () => {
    const one = z.object({ is: z.literal('one'), a: z.string().transform((text) => text || undefined) });
    const asked = z.union([one, z.object({ is: z.literal('two'), b: z.string() })]);
    const either = { name: 'either', schema: asked } as unknown as Kind<{ is: string; a?: string; b?: string }>;
    const before: Latest = { version: 1, ...storable(either, 'e', { is: 'one', a: 'x' }) };
    for (const [value, written] of [
      [
        { is: 'two', b: 'x' },
        { is: 'two', b: 'x' },
      ],
      [
        { is: 'one', a: 'y' },
        { is: 'one', a: 'y' },
      ],
      [{ is: 'one', a: '' }, { is: 'one' }],
    ] as const)
      expect(asWritten(storable(either, 'e', value, before))).toEqual(written);
  });

  it('is made as it would be made alone, or refused with the same words, whatever was changed', () => {
    const letters = fc.array(fc.constantFrom('a', 'b', 'c', 'd'), { maxLength: 6 });
    const another = fc.oneof(
      fc.tuple(fc.constant('name'), fc.constantFrom('two', 1)),
      fc.tuple(fc.constant('count'), fc.constantFrom(2, -0, Number.NaN, 1.5, null)),
      fc.tuple(fc.constant('part'), fc.constantFrom({ a: 1 }, {}, null, { a: 'x' }, { a: 2, more: 1 }, new Date(0))),
      fc.tuple(fc.constant('some'), fc.oneof(letters, letters, fc.constantFrom([1], null))),
      fc.tuple(fc.constant('entries'), fc.constantFrom([], [{ what: 'x' }], [{ what: 'y', count: 2 }], [{ what: 1 }])),
      fc.tuple(fc.constant('maybe'), fc.constantFrom('there', 1)),
      fc.tuple(fc.constant('other'), fc.constant('unknown')),
      fc.tuple(fc.constantFrom('name', 'count', 'maybe'), fc.constant(undefined)),
    );
    const removed = fc.constantFrom(undefined, undefined, 'name' as const, 'count' as const, 'maybe' as const);
    fc.assert(
      fc.property(letters, fc.boolean(), fc.array(another, { maxLength: 2 }), removed, (some, is, others, gone) => {
        const before = keptAs({ ...thing, some, ...(is ? { maybe: 'was' } : {}) });
        const value = { ...(before.value as Thing), ...Object.fromEntries(others) } as Thing;
        if (gone) delete value[gone];
        expect(textOrError(value, before)).toBe(textOrError(value));
        const turned = Object.fromEntries(Object.entries(value).reverse()) as Thing;
        expect(textOrError(turned, before)).toBe(textOrError(value));
      }),
      { numRuns: 2_000 },
    );
  });
});
