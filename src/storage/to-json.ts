import { z } from 'zod';
import { beginsWith, isChecked } from '../base/checked-once.js';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';
import { frozen } from './frozen.js';

/**
 * A value as its kind will read it back: defaults filled in, what the schema does not know left out. As text, and frozen.
 * Which of its parts were kept before is neither written out nor read again.
 * @throws NotStorable when it could not be read back.
 */
export function storable<T>(kind: Kind<T>, id: string, value: T): { json: string; value: T } {
  const readBack = kind.schema.safeParse(asRead(value));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  const made = frozen(readBack.data);
  return { json: textOf(made), value: made };
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
  const rest: Record<string, unknown> = {};
  for (const name of Object.keys(value)) {
    const part = value[name];
    if (isAsItIs(part) || isKnown(part) || isListOfTexts(part)) known[name] = part;
    else if (Array.isArray(part) && isKnown(part[0])) known[name] = listAsRead(part);
    else rest[name] = part;
  }
  return Object.assign(known, plain(rest));
}

const isAsItIs = (part: unknown): boolean => typeof part === 'string' || typeof part === 'boolean' || part === null;

function isListOfTexts(part: unknown): boolean {
  if (!Array.isArray(part)) return false;
  for (let at = 0; at < part.length; at += 1) if (typeof part[at] !== 'string') return false;
  return true;
}

/** Of a list that has grown only what was added is looked at. */
function listAsRead(list: readonly object[]): unknown[] {
  const { list: before } = writtenBefore(list);
  const added = list.slice(before.length).map((one) => (isKnown(one) ? one : plain(one)));
  return before.length === 0 ? added : [...before, ...added];
}

const plain = (value: unknown): unknown => {
  const json: string | undefined = JSON.stringify(value);
  return json === undefined ? undefined : JSON.parse(json);
};

/** @param made is frozen, and plain JSON */
function textOf(made: unknown): string {
  if (!isRecord(made)) return JSON.stringify(made);
  let text = '';
  for (const name of Object.keys(made)) {
    const part = made[name];
    if (part !== undefined) text += `${text === '' ? '{' : ','}${JSON.stringify(name)}:${textOfPart(part)}`;
  }
  return text === '' ? '{}' : `${text}}`;
}

function textOfPart(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  if (Array.isArray(part) && isChecked(part[0])) return `[${textOfList(part)}]`;
  const text = JSON.stringify(part);
  texts.set(part, text);
  return text;
}

/** Lists as they were written out last, by their first part, with what stands between the brackets. */
const written = new WeakMap<object, { list: readonly object[]; text: string }>();

/** Of a list that has grown only what was added is put to its text. */
function textOfList(list: readonly object[]): string {
  const grown = writtenBefore(list);
  let { text } = grown;
  for (let at = grown.list.length; at < list.length; at += 1) text += `${at === 0 ? '' : ','}${textOfPart(list[at])}`;
  inOnePiece(text);
  written.set(list[0] ?? list, { list, text });
  return text;
}

/**
 * Lets V8 put a text together that was made by adding: else whoever reads one with it goes through all that was ever
 * added. Reading it as a number does so, and ends at its first letter.
 */
const inOnePiece = (text: string): void => void Number(text);

/** What was written out of the list already; nothing where it does not go on from that. */
function writtenBefore(list: readonly object[]): { list: readonly object[]; text: string } {
  const before = written.get(list[0] ?? list);
  return before && beginsWith(list, before.list) ? before : { list: [], text: '' };
}
