import { readFileSync } from 'node:fs';
import type { z } from 'zod';

/** Fewer characters can be tried out. */
export const shortestKey = 32;

/** The key in the file, without the line break at its end, and where it was. */
export function readKeyFile(file: string, context: z.RefinementCtx): { key: string; path: string } {
  const key = readFileSync(file, 'utf8').trim();
  if (key.length < shortestKey) context.addIssue(`holds no key of at least ${shortestKey} characters: ${file}`);
  return { key, path: file };
}

/** A key that somebody else made, however long it is. */
export const readSecret = (file: string): { key: string; path: string } => ({
  key: readFileSync(file, 'utf8').trim(),
  path: file,
});
