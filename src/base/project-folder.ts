import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The folder with `package.json` that this file, or what was compiled of it, lies in: cards, locales, knowledge and pages
 * are read from there as they are.
 */
export const projectFolder: string = above(dirname(fileURLToPath(import.meta.url)));

function above(folder: string): string {
  if (existsSync(join(folder, 'package.json'))) return folder;
  const parent = dirname(folder);
  if (parent === folder) throw new Error('no package.json lies in a folder above the program');
  return above(parent);
}
