/**
 * Builds after `npm ci`, so that the first start is as fast as every other. An installation without development
 * packages has no compiler and brings a built `dist/` of its own.
 */
import { spawnSync } from 'node:child_process';
import { createRequire } from 'node:module';

const require = createRequire(import.meta.url);
let compiler;
try {
  compiler = require.resolve('typescript/package.json');
} catch {
  console.log('No compiler installed: dist/ is left as it is.');
}
if (compiler) {
  const { status } = spawnSync('npm', ['run', 'build', '--silent'], { stdio: 'inherit', shell: true });
  process.exit(status ?? 1);
}
