import { BoundedMap } from '../base/bounded-map.js';
import { isChecked, isListOfTexts } from '../base/checked-once.js';
import { chunks } from '../base/chunks.js';
import { ofGrown } from '../base/grown.js';
import { isRecord } from '../base/is-record.js';
import { stretchesOf } from '../base/stretches.js';
import type { Latest } from './latest.js';
import type { Pieces } from './pieces.js';

/** What is to be kept as text in pieces, of which those are the very same ones that stand for what was kept before. */

/** The texts of parts that were kept: those do not change, and are plain JSON. */
const texts = new WeakMap<object, string>();

/** Whether the part was put to its text before. */
export const isWritten = (part: object): boolean => texts.has(part);

/**
 * @param made is frozen, and plain JSON
 * @param before another version of it, frozen too: only what is not in it is put to its text
 * @returns of a record two pieces for each part: what stands before it, and the part; at the end comes the bracket
 */
export function piecesOf(made: unknown, before?: Latest): Pieces {
  if (!isRecord(made)) return [JSON.stringify(made)];
  const names = Object.keys(made);
  return (before?.json && piecesBeside(made, names, before.value, before.json)) ?? piecesAlone(made, names);
}

function piecesAlone(made: Record<string, unknown>, names: readonly string[]): Pieces {
  const pieces: Pieces[number][] = [];
  for (const name of names)
    if (made[name] !== undefined) pieces.push(beforePart(name, pieces.length), pieceOf(made[name]));
  return pieces.length === 0 ? ['{}'] : [...pieces, '}'];
}

/** @returns undefined where the two do not have the same parts */
function piecesBeside(
  made: Record<string, unknown>,
  names: readonly string[],
  value: unknown,
  json: Pieces,
): Pieces | undefined {
  if (!isRecord(value) || json.length !== 2 * names.length + 1 || !sameNames(names, Object.keys(value)))
    return undefined;
  const pieces = [...json];
  for (let at = 0; at < names.length; at += 1) {
    const name = names[at] as string;
    const part = made[name];
    const before = value[name];
    if (part === undefined) return undefined;
    if (part !== before) pieces[2 * at + 1] = pieceOf(part, before, pieces[2 * at + 1]);
  }
  return pieces;
}

function sameNames(names: readonly string[], others: readonly string[]): boolean {
  if (names.length !== others.length) return false;
  for (let at = 0; at < names.length; at += 1) if (names[at] !== others[at]) return false;
  return true;
}

/** Names as they stand before a part: those of documents are few. */
const names = new BoundedMap<string, { first: string; next: string }>(1_000);

function beforePart(name: string, at: number): string {
  const { first, next } = names.getOrMake(name, () => {
    const text = `${JSON.stringify(name)}:`;
    return { first: `{${text}`, next: `,${text}` };
  });
  return at === 0 ? first : next;
}

/** @param before what stood there, and its piece */
function pieceOf(part: unknown, before?: unknown, piece?: Pieces[number]): Pieces[number] {
  if (!Array.isArray(part) || part.length === 0) return textOfPart(part);
  if (isChecked(part[0])) return ['[', ...writtenList(part).pieces, ']'];
  if (!isListOfTexts(part)) return textOfPart(part);
  return isListOfTexts(before) && typeof piece === 'object' ? textsOf(part, before, piece) : textsOf(part, [], []);
}

function textOfPart(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}

/** A list of texts, each a piece with the comma after it: what stays is the same wherever it stands, but at the end. */
function textsOf(list: readonly string[], before: readonly string[], pieces: readonly string[]): readonly string[] {
  const made = ['['];
  for (const { of, from, to } of stretchesOf(list, before))
    for (let at = from; at < to; at += 1) {
      const known = of === 'before' && at < before.length - 1 ? pieces[at + 1] : undefined;
      made.push(known ?? `${JSON.stringify((of === 'before' ? before : list)[at])},`);
    }
  made[made.length - 1] = JSON.stringify(list.at(-1));
  made.push(']');
  return made;
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
