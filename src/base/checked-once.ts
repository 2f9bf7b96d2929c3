import { z } from 'zod';
import { frozen } from './frozen.js';
import { beginsWith, grownBy } from './grown.js';

/**
 * Parts of documents, and lists of them, that were checked and can't change any more: each is what some {@link checkedOnce}
 * or {@link checkedList} made of it.
 */
const checked = new WeakSet<object>();

/** Whether the value is a part, or a list of parts, that was checked once and is frozen since. */
export const isChecked = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && checked.has(value) && Object.isFrozen(value);

/**
 * A schema for a part of which documents have many that stay as they are, or one that is large and seldom another: what it
 * has checked is not checked again once it is frozen. Give one part to one such schema only.
 */
export function checkedOnce<T extends object>(schema: z.ZodType<T>): z.ZodType<T, T> {
  return remembering<T>((input, context) => partOf(schema, input, 0, context));
}

/** The same for a list that mostly grows: of its parts only those are looked at that were added. */
export function checkedList<T extends object>(schema: z.ZodType<T>): z.ZodType<T[], T[]> {
  const list = z.array(checkedOnce(schema));
  return remembering<T[]>((input, context) => {
    const before = Array.isArray(input) ? grownFrom(input) : undefined;
    if (!before) return partOf(list, input, 0, context);
    const added = partOf(list, (input as unknown[]).slice(before.length), before.length, context);
    if (!added) return undefined;
    for (const part of added) frozen(part);
    return grownBy(before as T[], added) as T[];
  });
}

/** A list of texts, such as of ids, of which there may be many: zod would make something of each. */
export const texts: z.ZodType<string[], string[]> = z.unknown().transform((input, context): string[] => {
  if (isListOfTexts(input)) return Object.isFrozen(input) ? input : input.slice();
  return partOf(z.array(z.string()), input, 0, context) ?? z.NEVER;
}) as never;

export function isListOfTexts(value: unknown): value is string[] {
  if (!Array.isArray(value)) return false;
  for (let at = 0; at < value.length; at += 1) if (typeof value[at] !== 'string') return false;
  return true;
}

/** Lists that were checked, by their first part. */
const grown = new WeakMap<object, readonly unknown[]>();

/** The list that was checked last of those that begin alike; undefined where this one does not go on from it. */
export function grownFrom(list: readonly unknown[]): readonly unknown[] | undefined {
  const [first] = list;
  const before = isChecked(first) ? grown.get(first) : undefined;
  return before && isChecked(before) && beginsWith(list, before) ? before : undefined;
}

type Context = Parameters<Parameters<z.ZodUnknown['transform']>[0]>[1];

function remembering<T extends object>(make: (input: unknown, context: Context) => T | undefined): z.ZodType<T, T> {
  return z.unknown().transform((input, context): T => {
    if (isChecked(input)) return input as T;
    const made = make(input, context);
    if (made === undefined) return z.NEVER;
    checked.add(made);
    if (Array.isArray(made) && made.length > 0) grown.set(made[0], made);
    return made;
  }) as never;
}

/**
 * @param skipped parts of a list that come before those that are looked at
 * @returns undefined where it is not what the schema asks for, with the issues in the context
 */
function partOf<T>(schema: z.ZodType<T>, input: unknown, skipped: number, context: Context): T | undefined {
  const read = schema.safeParse(input);
  if (read.success) return read.data;
  for (const {
    path: [at, ...further],
    ...issue
  } of read.error.issues) {
    const path = typeof at === 'number' ? [at + skipped, ...further] : at === undefined ? [] : [at, ...further];
    context.issues.push({ ...issue, path, input: issue.input } as never);
  }
  return undefined;
}
