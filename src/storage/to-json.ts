import { z } from 'zod';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';

/**
 * A value as text, as its kind will read it back: defaults filled in, what the schema does not know left out.
 * @throws NotStorable when it could not be read back.
 */
export function toJson<T>(kind: Kind<T>, id: string, value: T): string {
  const json: string | undefined = JSON.stringify(value);
  const readBack = kind.schema.safeParse(json === undefined ? undefined : JSON.parse(json));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  return JSON.stringify(readBack.data);
}
