import { z } from 'zod';
import { isRecord } from '../base/is-record.js';

/** Reading a record of which another version is kept: of its parts only those are looked at that are others. */

/**
 * @param before what the schema made of another version, frozen
 * @param asRead makes of a part what JSON would give back
 * @returns what the schema makes of the value, with the very parts of `before` that it has too; undefined where it is to be
 *   read whole: the schema is not that of a plain record, other parts are there, or one is not what it is asked to be
 */
export function readChanged<T>(
  schema: z.ZodType<T>,
  value: T,
  before: T,
  asRead: (part: unknown) => unknown,
): T | undefined {
  const record = recordOf(schema);
  if (!record || !isRecord(value) || !isRecord(before)) return undefined;
  const names = Object.keys(before);
  if (Object.keys(value).length !== names.length) return undefined;
  const made: Record<string, unknown> = { ...before };
  for (const name of names) {
    const part = value[name];
    if (part === undefined) return undefined;
    if (part === before[name]) continue;
    const read = record.parts[name]?.safeParse(asRead(part));
    if (read?.data === undefined) return undefined;
    made[name] = read.data;
  }
  return (record.whole ? record.whole.safeParse(made).data : made) as T | undefined;
}

/** What makes each part, and what the whole is made of those, where it is not just them. */
type RecordSchema = { parts: Readonly<Record<string, z.ZodType>>; whole?: z.ZodType };

const records = new WeakMap<z.ZodType, RecordSchema | 'none'>();

function recordOf(schema: z.ZodType): RecordSchema | undefined {
  const known = records.get(schema) ?? partsOf(schema) ?? 'none';
  records.set(schema, known);
  return known === 'none' ? undefined : known;
}

function partsOf(schema: z.ZodType): RecordSchema | undefined {
  if (schema instanceof z.ZodPipe) {
    const read = partsOf(schema.in as z.ZodType);
    return read && !read.whole ? { ...read, whole: schema.out as z.ZodType } : undefined;
  }
  if (!(schema instanceof z.ZodObject)) return undefined;
  const { checks = [] } = schema.def;
  // What is asked of parts beside one another is asked of the whole.
  return checks.length > 0 ? undefined : { parts: schema.shape as Record<string, z.ZodType> };
}
