import { z } from 'zod';

/** Parts of documents that were checked and can't change any more: each is what some {@link checkedOnce} made of it. */
const checked = new WeakSet<object>();

/** Whether the value is a part that was checked once and is frozen since. */
export const isChecked = (value: unknown): value is object =>
  typeof value === 'object' && value !== null && Object.isFrozen(value) && checked.has(value);

/**
 * A schema for a part of which documents have many that stay as they are, such as the entries of a list that only grows:
 * what it has checked is not checked again once it is frozen. Give one part to one such schema only.
 */
export function checkedOnce<T extends object>(schema: z.ZodType<T>): z.ZodType<T, T> {
  return z.unknown().transform((input, context): T => {
    if (isChecked(input)) return input as T;
    const read = schema.safeParse(input);
    if (read.success) {
      checked.add(read.data);
      return read.data;
    }
    for (const issue of read.error.issues) context.issues.push({ ...issue, input: issue.input } as never);
    return z.NEVER;
  }) as never;
}
