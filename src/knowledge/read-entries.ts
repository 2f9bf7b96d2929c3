import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { type Entry, entriesSchema } from './entry.js';

/**
 * Every entry in the JSON files of a folder, by file name.
 * @throws Error that names the file and the place when a file is not as it should be, or an id is there twice
 */
export function readEntries(folder: string): Entry[] {
  const files = readdirSync(folder)
    .filter((name) => name.endsWith('.json'))
    .sort();
  const entries = files.flatMap((name) => {
    const parsed = entriesSchema.safeParse(JSON.parse(readFileSync(join(folder, name), 'utf8')));
    if (!parsed.success) throw new Error(`knowledge: ${name}: ${z.prettifyError(parsed.error)}`);
    return parsed.data;
  });
  const ids = new Set<string>();
  for (const { id } of entries) {
    if (ids.has(id)) throw new Error(`knowledge: two entries have the id ${id}`);
    ids.add(id);
  }
  return entries;
}
