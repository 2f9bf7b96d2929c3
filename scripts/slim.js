/**
 * Deletes from the packages of a production installation what Node never loads: source maps and type declarations, half of
 * all files. Licences stay. Run once after `npm ci`, where the bot is to run.
 */
import { existsSync } from 'node:fs';
import { readdir, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

const packages = fileURLToPath(new URL('../node_modules', import.meta.url));
/** Types that nobody compiles against here, and maps that nobody reads. */
const neverLoaded = /\.(map|d\.[cm]?ts)$/;

if (existsSync(join(packages, 'typescript'))) {
  console.error(
    'Development packages are installed here, and need their types: install with --omit=dev --omit=optional.',
  );
  process.exit(1);
}
let deleted = 0;
for (const entry of await readdir(packages, { recursive: true, withFileTypes: true })) {
  if (!entry.isFile() || !neverLoaded.test(entry.name)) continue;
  await rm(join(entry.parentPath, entry.name));
  deleted += 1;
}
console.log(`${deleted} files that Node never loads were deleted from ${packages}`);
