/**
 * Benchmarks: `npm run bench`. Each compares two ways within one run, because seconds differ between machines and
 * ratios hardly do. Prints a table and writes bench/results.json.
 */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { door } from './door.js';
import { flood } from './flood.js';
import { memory } from './memory.js';
import { questions } from './questions.js';
import { quota } from './quota.js';
import { reassignment } from './reassignment.js';
import { rendering } from './rendering.js';
import { stored } from './stored.js';
import { storing } from './storing.js';
import { turns } from './turns.js';

const folder = await mkdtemp(join(tmpdir(), 'upgrade-assistant-bench-'));
const rows = [];
const benches = [turns, door, flood, rendering, questions, storing, stored, reassignment, quota, memory];
for (const bench of benches) rows.push(...(await bench(folder)));
await rm(folder, { recursive: true, force: true });

console.table(
  Object.fromEntries(
    rows.map(({ name, ours, than, theirs, unit, ratio }) => [name, { ours, unit, than, theirs, ratio }]),
  ),
);
const file = fileURLToPath(new URL('results.json', import.meta.url));
await writeFile(file, `${JSON.stringify({ at: new Date().toISOString(), node: process.version, rows }, null, 2)}\n`);
console.log(`written to ${file}`);
process.exit(0);
