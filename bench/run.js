/**
 * Benchmarks: `npm run bench`, or `npm run bench -- <name> ...` for some of them. Each compares two ways within one run,
 * because seconds differ between machines and ratios hardly do. Prints a table and writes bench/results.json, where the
 * others stay as they were measured last.
 */
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { benches } from './benches.js';
import { keepResults, machine } from './results.js';

const wanted = process.argv.slice(2);
const unknown = wanted.filter((name) => !(name in benches));
if (unknown.length > 0) {
  console.error(`No such benchmark: ${unknown.join(', ')}. There are: ${Object.keys(benches).join(', ')}.`);
  process.exit(1);
}
const folder = await mkdtemp(join(tmpdir(), 'upgrade-assistant-bench-'));
const measured = {};
for (const [name, load] of Object.entries(benches)) {
  if (wanted.length > 0 && !wanted.includes(name)) continue;
  console.error(`${name} ...`);
  const before = machine();
  const began = performance.now();
  const rows = await (await load())(folder);
  const seconds = Math.round((performance.now() - began) / 1_000);
  measured[name] = { at: new Date().toISOString(), seconds, load: [before.load, machine().load], rows };
  // What was measured is kept, also where the next one fails.
  await keepResults(measured);
}
await rm(folder, { recursive: true, force: true });

const rows = Object.values(measured).flatMap((one) => one.rows);
console.table(
  Object.fromEntries(
    rows.map(({ name, ours, than, theirs, unit, ratio, ms }) => [
      name,
      {
        ours,
        unit,
        than,
        theirs,
        ratio,
        'ms p50/p95/p99': ms && `${ms.ours.join('/')} against ${ms.theirs.join('/')}`,
      },
    ]),
  ),
);
console.log('written to bench/results.json');
process.exit(0);
