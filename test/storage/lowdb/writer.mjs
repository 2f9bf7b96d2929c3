// A process that writes until it is killed. usage: node writer.mjs <data folder>
// Prints "open" once it has the folder, then "<id> <version>" for every change that was acknowledged.
import { writeSync } from 'node:fs';
import { z } from 'zod';
import { openLowdb } from '../../../dist/storage/lowdb/open.js';

const dataDir = process.argv[2];
const notes = { name: 'notes', schema: z.object({ text: z.string(), tags: z.array(z.string()).default([]) }) };
const say = (line) => writeSync(1, `${line}\n`);

const documents = await openLowdb({ dataDir }).catch((error) => {
  say(`${error.name}: ${error.message}`);
  process.exit(1);
});
say('open');

const all = Array.from({ length: 3_000 }, (_, n) => `tag ${n}`);

async function writeForever(id) {
  let version = (await documents.get(notes, id))?.version ?? 0;
  for (;;) {
    // Of every second change little is new, so that it is written alone.
    const tags = [...all, ...(version % 4 < 2 ? [] : all)];
    const value = { text: `${id} ${version + 1} ${'x'.repeat(1_000)}`, tags };
    ({ version } = await documents.put(notes, id, value, version));
    say(`${id} ${version}`);
  }
}

await Promise.all(['a', 'b', 'c', 'd'].map(writeForever));
