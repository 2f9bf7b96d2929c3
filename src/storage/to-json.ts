import { z } from 'zod';
import { grownFrom, isChecked, isListOfTexts } from '../base/checked-once.js';
import { frozen } from '../base/frozen.js';
import { followedBy } from '../base/grown.js';
import { isRecord } from '../base/is-record.js';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';
import type { Latest } from './latest.js';
import { isWritten, piecesOf } from './made-pieces.js';
import type { Pieces } from './pieces.js';
import { readChanged } from './read-changed.js';

/** A value as it is kept, and its text. */
export type Storable<T> = { value: T; json: Pieces };

/**
 * A value as its kind will read it back: defaults filled in, what the schema does not know left out. As text, and frozen.
 * Which of its parts were kept before is neither written out nor read again: the text has the same pieces for them.
 * @param before what is kept of it, where that is known: only what has changed is looked at then
 * @throws NotStorable when it could not be read back.
 */
export function storable<T>(kind: Kind<T>, id: string, value: T, before?: Latest): Storable<T> {
  const changed = before && readChanged(kind.schema, value, before.value as T, partAsRead);
  const made = frozen(changed ?? readWhole(kind, id, value));
  return { json: piecesOf(made, before), value: made };
}

function readWhole<T>(kind: Kind<T>, id: string, value: T): T {
  const readBack = kind.schema.safeParse(asRead(value));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  return readBack.data;
}

const isKnown = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && (isWritten(part) || isChecked(part));

/** The value as JSON would give it back, with the parts that are known, or can't be anything else, as they are. */
function asRead(value: unknown): unknown {
  if (!isRecord(value)) return plain(value);
  const read: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const part = partAsRead(value[name]);
    if (part !== undefined) read[name] = part;
  }
  return read;
}

function partAsRead(part: unknown): unknown {
  if (isAsItIs(part) || isKnown(part) || isListOfTexts(part)) return part;
  return Array.isArray(part) && isKnown(part[0]) ? listAsRead(part) : plain(part);
}

/** JSON has no negative zero. */
const isAsItIs = (part: unknown): boolean =>
  typeof part === 'string' ||
  typeof part === 'boolean' ||
  part === null ||
  (Number.isSafeInteger(part) && !Object.is(part, -0));

/** Of a list that has grown only what was added is looked at. */
function listAsRead(list: readonly object[]): readonly unknown[] {
  const before = grownFrom(list) ?? [];
  const added = list.slice(before.length).map((one) => (isKnown(one) ? one : plain(one)));
  return before.length === 0 ? added : followedBy<unknown>(before, added);
}

const plain = (value: unknown): unknown => {
  const json: string | undefined = JSON.stringify(value);
  return json === undefined ? undefined : JSON.parse(json);
};
