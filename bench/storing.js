import { open, readdir, readFile, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { keyringOf } from '../dist/storage/keyring.js';
import { openLowdb } from '../dist/storage/lowdb/open.js';
import { perSecond, row } from './measure.js';

const kind = { name: 'bench', schema: z.object({ text: z.string() }) };

/**
 * A changed document on disk, against nothing but the same bytes written, fsynced and renamed; and a start with 100
 * documents, against nothing but reading them. The change once more with encryption, against the same without.
 */
export async function storing(folder) {
  const dataDir = join(folder, 'store');
  // Another text each time: what stays the same of a document is not written again.
  const valueAt = (n) => ({ text: `${n} `.repeat(1_000).slice(0, 4_000) });
  const puts = async (options, atOnce = 1) => {
    const documents = await openLowdb(options);
    const versions = new Map();
    const rate = await perSecond(
      async (n) => {
        const id = `run-${n % 100}`;
        versions.set(id, (await documents.put(kind, id, valueAt(n), versions.get(id) ?? 0)).version);
      },
      { warmUp: 100, atOnce },
    );
    await documents.close();
    return rate;
  };
  const ours = await puts({ dataDir });
  const keyring = keyringOf({ secretKey: 'a key of the operator, by chance and long' });
  const encrypted = await puts({ dataDir: join(folder, 'encrypted'), keyring });
  const bare = (atOnce) =>
    perSecond(
      async (n) => {
        const path = join(folder, `raw-${n % 100}`);
        const temporary = `${path}.${n}.tmp`;
        const file = await open(temporary, 'w');
        await file.writeFile(JSON.stringify(valueAt(n)));
        await file.sync();
        await file.close();
        await rename(temporary, path);
      },
      { atOnce },
    );
  const theirs = await bare(1);
  const together = [];
  for (const atOnce of [8, 64]) {
    const kept = await puts({ dataDir: join(folder, `store-${atOnce}`) }, atOnce);
    const than = 'bare write, fsync, rename';
    together.push(row(`document: change kept, ${atOnce} at once`, 'puts/s', kept, than, await bare(atOnce)));
  }
  const opened = await perSecond(async () => {
    const again = await openLowdb({ dataDir });
    for await (const { id } of again.list(kind)) if (!id) throw new Error('a document without an id');
    await again.close();
  });
  const read = await perSecond(async () => {
    const names = await readdir(join(dataDir, kind.name));
    await Promise.all(names.map(async (name) => JSON.parse(await readFile(join(dataDir, kind.name, name), 'utf8'))));
  });
  return [
    row('document: change kept', 'puts/s', ours, 'bare write, fsync, rename', theirs),
    ...together,
    row('document: change kept, encrypted', 'puts/s', encrypted, 'the same in plain text', ours),
    row('documents: 100 opened and listed', 'times/s', opened, 'bare read and parse', read),
  ];
}
