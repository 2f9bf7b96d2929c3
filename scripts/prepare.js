/**
 * Builds after `npm ci` and before what runs the build, so that the first start is as fast as every other. An
 * installation without development packages cannot build, and brings a built `dist/` of its own.
 */
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';

const require = createRequire(import.meta.url);

/** npm installs a compiler in production too, for a package that could use one; what it would compile against it does not. */
function compiler() {
  try {
    require.resolve('@types/restify/package.json');
    return join(dirname(require.resolve('typescript/package.json')), 'bin', 'tsc');
  } catch {
    return undefined;
  }
}

function build(tsc) {
  if (tsc) return run(tsc, '-p', 'tsconfig.build.json') || run('scripts/learn.js') || run('scripts/bundle.js');
  if (existsSync('dist/bundle/main.js')) return 0;
  console.error(
    'There is no dist/, and nothing to build it with: run "npm ci && npm run build" once, with development',
  );
  console.error('packages, and take dist/ along.');
  // An installation comes before what is copied beside it.
  return process.env.npm_lifecycle_event === 'prepare' ? 0 : 1;
}

/** @returns what it ended with */
const run = (...script) => spawnSync(process.execPath, script, { stdio: 'inherit' }).status ?? 1;

process.exitCode = build(compiler());
