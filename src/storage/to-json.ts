import { z } from 'zod';
import { BoundedMap } from '../base/bounded-map.js';
import { grownFrom, isChecked, isListOfTexts } from '../base/checked-once.js';
import { chunks } from '../base/chunks.js';
import { frozen } from '../base/frozen.js';
import { followedBy, ofGrown } from '../base/grown.js';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';
import type { Pieces } from './pieces.js';

/**
 * A value as its kind will read it back: defaults filled in, what the schema does not know left out. As text, and frozen.
 * Which of its parts were kept before is neither written out nor read again: the text has the same pieces for them.
 * @throws NotStorable when it could not be read back.
 */
export function storable<T>(kind: Kind<T>, id: string, value: T): { json: Pieces; value: T } {
  const readBack = kind.schema.safeParse(asRead(value));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  const made = frozen(readBack.data);
  return { json: piecesOf(made), value: made };
}

/** The texts of parts that were kept or checked: those do not change, and are plain JSON. */
const texts = new WeakMap<object, string>();

const isKnown = (part: unknown): part is object =>
  typeof part === 'object' && part !== null && (texts.has(part) || isChecked(part));

const isRecord = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null && !Array.isArray(value) && !('toJSON' in value);

/** The value as JSON would give it back, with the parts that are known, or can't be anything else, as they are. */
function asRead(value: unknown): unknown {
  if (!isRecord(value)) return plain(value);
  const known: Record<string, unknown> = {};
  let rest: Record<string, unknown> | undefined;
  for (const name of Object.keys(value)) {
    const part = value[name];
    if (isAsItIs(part) || isKnown(part) || isListOfTexts(part)) known[name] = part;
    else if (Array.isArray(part) && isKnown(part[0])) known[name] = listAsRead(part);
    else {
      rest ??= {};
      rest[name] = part;
    }
  }
  return rest ? Object.assign(known, plain(rest)) : known;
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

/** @param made is frozen, and plain JSON */
function piecesOf(made: unknown): Pieces {
  if (!isRecord(made)) return [JSON.stringify(made)];
  const pieces: (string | readonly string[])[] = [];
  for (const name of Object.keys(made)) {
    const part = made[name];
    if (part === undefined) continue;
    pieces.push(pieces.length === 0 ? '{' : ',', nameOf(name));
    if (Array.isArray(part) && isChecked(part[0])) pieces.push('[', writtenList(part).pieces, ']');
    else pieces.push(textOfPart(part));
  }
  return pieces.length === 0 ? ['{}'] : [...pieces, '}'];
}

/** Names as they stand before a colon: those of documents are few. */
const names = new BoundedMap<string, string>(1_000);

const nameOf = (name: string): string => names.getOrMake(name, () => `${JSON.stringify(name)}:`);

function textOfPart(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}

/** So many parts of a list are one piece of its text, once there are as many. */
const partsInPiece = 32;

/** Of a list that has grown only what was added is put to its text: the pieces that stand between the brackets. */
const writtenList = ofGrown<object, { parts: number; pieces: readonly string[] }>(
  ({ parts, pieces } = { parts: 0, pieces: [] }, added) => {
    const full = Math.floor(parts / partsInPiece);
    const fresh = added.map((part, at) => `${parts + at === 0 ? '' : ','}${textOfPart(part)}`);
    const grouped = chunks([...pieces.slice(full), ...fresh], partsInPiece).flatMap((some) =>
      some.length === partsInPiece ? some.join('') : some,
    );
    return { parts: parts + added.length, pieces: [...pieces.slice(0, full), ...grouped] };
  },
);
