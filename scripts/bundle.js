/**
 * Puts what was compiled into a few files, beside what it was made of: reading hundreds of them is a third of a start. What
 * only some bots need, such as the practice cloud, stays apart from what all do; packages stay where they are installed.
 * What is the same as before is left alone, so that a bot that starts meanwhile finds all of it.
 */
import { mkdirSync, readdirSync, readFileSync, renameSync, rmSync, writeFileSync } from 'node:fs';
import { basename, join } from 'node:path';
import { build } from 'esbuild';

const folder = 'dist/bundle';
const { outputFiles } = await build({
  entryPoints: ['dist/main.js', 'dist/playground.js'],
  outdir: folder,
  bundle: true,
  splitting: true,
  packages: 'external',
  platform: 'node',
  format: 'esm',
  target: 'node20',
  sourcemap: true,
  logLevel: 'warning',
  write: false,
});

mkdirSync(folder, { recursive: true });
const before = new Set(readdirSync(folder));
for (const { path, contents } of outputFiles) {
  const isThere = before.delete(basename(path));
  if (isThere && readFileSync(path).equals(contents)) continue;
  // Beside the folder: another that puts it together at the same time would clear it away.
  const whole = `dist/.${process.pid}-${basename(path)}`;
  writeFileSync(whole, contents);
  renameSync(whole, path);
}
for (const name of before) rmSync(join(folder, name));
