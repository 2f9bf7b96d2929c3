import { z } from 'zod';
import type { Kind } from './documents.js';
import { NotStorable } from './failures.js';
import { frozen } from './frozen.js';

/**
 * A value as its kind will read it back: defaults filled in, what the schema does not know left out. As text, and frozen.
 * @throws NotStorable when it could not be read back.
 */
export function storable<T>(kind: Kind<T>, id: string, value: T): { json: string; value: T } {
  const json: string | undefined = JSON.stringify(value);
  const readBack = kind.schema.safeParse(json === undefined ? undefined : JSON.parse(json));
  if (!readBack.success) throw new NotStorable(`${kind.name} ${id}: ${z.prettifyError(readBack.error)}`);
  return { json: JSON.stringify(readBack.data), value: frozen(readBack.data) };
}
