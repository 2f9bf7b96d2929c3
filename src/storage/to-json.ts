import { z } from 'zod';
import { isChecked } from '../base/checked-once.js';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';
import { frozen } from './frozen.js';

/**
 * A value as its kind will read it back: defaults filled in, what the schema does not know left out. As text, and frozen.
 * What is in its lists and was kept before is neither written out nor read again.
 * @throws NotStorable when it could not be read back.
 */
export function storable<T>(kind: Kind<T>, id: string, value: T): { json: string; value: T } {
  const readBack = kind.schema.safeParse(asRead(value));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  const made = frozen(readBack.data);
  return { json: textOf(made), value: made };
}

/** The value as JSON would give it back, with the parts that were checked before as they are. */
function asRead(value: unknown): unknown {
  const { lists, rest } = parted(value);
  const json: string | undefined = JSON.stringify(rest);
  const plain = json === undefined ? undefined : JSON.parse(json);
  for (const [name, list] of lists)
    plain[name] = list.map((part) => (isChecked(part) ? part : JSON.parse(plainText(part))));
  return plain;
}

function textOf(value: unknown): string {
  const { lists, rest } = parted(value);
  const json = JSON.stringify(rest);
  if (lists.length === 0) return json;
  const told = lists.map(([name, list]) => `${JSON.stringify(name)}:[${list.map(textOfPart).join(',')}]`);
  return `${json.slice(0, -1)}${json === '{}' ? '' : ','}${told.join(',')}}`;
}

type Parted = { lists: [string, readonly unknown[]][]; rest: unknown };

/** Which of the value's own lists have parts that were checked before, and the value without them. */
function parted(value: unknown): Parted {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) return { lists: [], rest: value };
  const lists = Object.entries(value).filter((field): field is [string, readonly unknown[]] => hasChecked(field[1]));
  if (lists.length === 0) return { lists, rest: value };
  return { lists, rest: { ...value, ...Object.fromEntries(lists.map(([name]) => [name, undefined])) } };
}

const hasChecked = (field: unknown): boolean => Array.isArray(field) && isChecked(field[0]);

/** The texts of checked parts: those do not change. */
const texts = new WeakMap<object, string>();

function textOfPart(part: unknown): string {
  if (!isChecked(part)) return plainText(part);
  const known = texts.get(part);
  if (known !== undefined) return known;
  const text = plainText(part);
  texts.set(part, text);
  return text;
}

/** What JSON has no word for is null in a list. */
const plainText = (part: unknown): string => JSON.stringify(part) ?? 'null';
