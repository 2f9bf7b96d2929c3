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

/** The value as JSON would give it back, with the parts that are known as they are. */
function asRead(value: unknown): unknown {
  if (!isRecord(value)) return plain(value);
  const known: Record<string, unknown> = {};
  const rest: Record<string, unknown> = {};
  for (const [name, part] of Object.entries(value)) {
    if (isKnown(part)) known[name] = part;
    else if (Array.isArray(part) && isKnown(part[0]))
      known[name] = part.map((one) => (isKnown(one) ? one : plain(one)));
    else rest[name] = part;
  }
  return Object.assign(known, plain(rest));
}

const plain = (value: unknown): unknown => {
  const json: string | undefined = JSON.stringify(value);
  return json === undefined ? undefined : JSON.parse(json);
};

/** @param made is frozen, and plain JSON */
function textOf(made: unknown): string {
  if (!isRecord(made)) return JSON.stringify(made);
  const parts = Object.entries(made).filter(([, part]) => part !== undefined);
  return `{${parts.map(([name, part]) => `${JSON.stringify(name)}:${textOfPart(part)}`).join(',')}}`;
}

function textOfPart(part: unknown): string {
  if (typeof part !== 'object' || part === null) return JSON.stringify(part) ?? 'null';
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = Array.isArray(part) && isChecked(part[0]) ? `[${textOfList(part)}]` : JSON.stringify(part);
  texts.set(part, text);
  return text;
}

/** Lists as they were written out last, by their first part, with what stands between the brackets. */
const written = new WeakMap<object, { list: readonly object[]; text: string }>();

/** Of a list that has grown only what was added is put to its text. */
function textOfList(list: readonly object[]): string {
  const [first = list] = list;
  const before = written.get(first);
  const grown = before && beginsWith(list, before.list) ? before : { list: [], text: '' };
  let { text } = grown;
  for (let at = grown.list.length; at < list.length; at += 1) text += `${at === 0 ? '' : ','}${textOfPart(list[at])}`;
  written.set(first, { list, text });
  return text;
}
