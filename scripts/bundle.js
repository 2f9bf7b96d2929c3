/**
 * Puts what was compiled into a few files, beside what it was made of: reading hundreds of them is a third of a start. What
 * only some bots need, such as the practice cloud, stays apart from what all do; packages stay where they are installed.
 */
import { rmSync } from 'node:fs';
import { build } from 'esbuild';

const folder = 'dist/bundle';
rmSync(folder, { recursive: true, force: true });
await build({
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
});
