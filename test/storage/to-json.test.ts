import { expect, it } from '@jest/globals';
import { z } from 'zod';
import { checkedList } from '../../src/base/checked-once.js';
import type { Kind } from '../../src/storage/documents.js';
import { NotStorable } from '../../src/storage/failures.js';
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
    const again = storable(runs, 'r', { ...first.value, audit: [...first.value.audit, entry], attempts: 3 });
    for (const { json, value } of [first, again]) expect(runSchema.parse(JSON.parse(joined(json)))).toEqual(value);
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
