import { fork } from 'node:child_process';
import { once } from 'node:events';
import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { median } from './load.js';
import { row } from './measure.js';

const root = fileURLToPath(new URL('..', import.meta.url));
const starts = 5;
/** What it was before anything was left out, and what it is to be: a fifth less. */
const packagesBefore = 276;
const readyWithinMs = 1_500;

/** What a production installation takes of the disk, and a start of it of the processor. */
export async function installed(folder) {
  const paths = await productionPackages();
  let [files, bytes] = [0, 0];
  for (const path of paths)
    for await (const size of sizes(path)) {
      files += 1;
      bytes += size;
    }
  const times = [];
  for (let n = 0; n < starts; n += 1) {
    times.push(await startOnce(join(folder, `start-${n}`)));
  }
  return [
    row('production: packages', 'packages', paths.length, 'before', packagesBefore),
    { name: 'production: size of packages, before scripts/slim.js', unit: 'MB', ours: Math.round(bytes / 1e6) },
    { name: 'production: files of packages, before scripts/slim.js', unit: 'files', ours: files },
    row('production: start', 'processor ms', median(times.map(({ cpuMs }) => cpuMs)), 'at most', readyWithinMs),
    row(
      'production: start until it takes turns',
      'ms',
      median(times.map(({ readyMs }) => readyMs)),
      'at most',
      readyWithinMs,
    ),
  ];
}

/** A start as `npm run serve` makes it, from nothing until it says that it takes turns. */
async function startOnce(dataDir) {
  const began = performance.now();
  const bot = fork(join(root, 'dist/bundle/main.js'), {
    execArgv: ['--import', join(root, 'bench/tell-use.js')],
    env: { PATH: process.env.PATH, PORT: '0', DATA_DIR: dataDir, ...onMicrosoft },
    stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
  });
  for await (const told of bot.stdout) if (told.includes('"msg":"ready"')) break;
  const readyMs = performance.now() - began;
  bot.send('use');
  const [{ cpu }] = await once(bot, 'message');
  bot.kill('SIGKILL');
  return { readyMs, cpuMs: (cpu.user + cpu.system) / 1_000 };
}

/** A bot for real tenants asks nobody anything before somebody writes to it. */
const onMicrosoft = {
  CLOUD: 'microsoft',
  MicrosoftAppId: '3f0c1a52-1111-4222-8333-444455556666',
  MicrosoftAppPassword: 'none',
  MicrosoftAppTenantId: '3f0c1a52-2222-4222-8333-444455556666',
  ALLOWED_TENANTS: '3f0c1a52-2222-4222-8333-444455556666',
};

/** The folders of what `npm ci --omit=dev --omit=optional` installs, as the lock has it, each without the packages in it. */
async function productionPackages() {
  const { packages } = JSON.parse(await readFile(join(root, 'package-lock.json'), 'utf8'));
  return Object.entries(packages)
    .filter(([path, { dev, optional, devOptional }]) => path !== '' && !dev && !optional && !devOptional)
    .map(([path]) => join(root, path));
}

async function* sizes(folder) {
  for (const entry of await readdir(folder, { withFileTypes: true })) {
    if (entry.name === 'node_modules') continue;
    const path = join(folder, entry.name);
    if (entry.isDirectory()) yield* sizes(path);
    else yield (await lstat(path)).size;
  }
}
