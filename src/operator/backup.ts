import type { Config } from '../config/config.js';
import { ownerOf } from '../data-folder.js';
import { writeArchive } from '../storage/archive.js';
import type { DocumentText } from '../storage/document-sums.js';
import { keyringOf } from '../storage/keyring.js';
import { folderTexts, type UnknownFile } from '../storage/lowdb/folder-texts.js';
import { withFolder } from '../storage/lowdb/open-folder.js';
import { readMark } from '../storage/postgres/database-mark.js';
import { databaseTexts } from '../storage/postgres/database-texts.js';
import { withPostgres } from '../storage/postgres/open.js';
import { withConfig } from './with-config.js';

/**
 * `npm run backup -- <file>`: writes everything the bot keeps into one file, encrypted as it is kept. With a data folder
 * the bot must be stopped; a database is written as it is at one moment, while bots work on it.
 */

/** What a database sees of itself for as long as a backup takes. */
const oneMoment = 'ISOLATION LEVEL REPEATABLE READ READ ONLY';

/** @returns the exit code */
async function backup(config: Config): Promise<number> {
  const [file] = process.argv.slice(2);
  if (file === undefined) {
    console.error('Usage: npm run backup -- <file to write>');
    return 1;
  }
  const { dataDir, databaseUrl: url } = config;
  const owner = ownerOf(config);
  const keyring = keyringOf(config);
  const tally = { documents: 0, unknown: [] as string[] };
  if (url === undefined) {
    await withFolder({ dataDir, owner, keyring }, (fs, mark) =>
      writeArchive(file, mark, counted(folderTexts(fs, dataDir, keyring), tally)),
    );
  } else {
    await withPostgres({ url, owner, keyring }, 'shared', (database) =>
      database.transaction(
        'write a backup',
        async (asker) => {
          tally.documents = 0;
          await writeArchive(file, await readMark(asker, false), counted(databaseTexts(asker), tally));
        },
        oneMoment,
      ),
    );
  }
  console.log(`${file}: ${tally.documents} documents`);
  if (tally.unknown.length === 0) return 0;
  console.error(`Nobody knows which documents these are, so they are not in it:\n${tally.unknown.join('\n')}`);
  return 1;
}

async function* counted(
  texts: AsyncIterable<DocumentText | UnknownFile>,
  tally: { documents: number; unknown: string[] },
): AsyncIterable<DocumentText> {
  for await (const one of texts) {
    if ('unknown' in one) {
      tally.unknown.push(one.unknown);
      continue;
    }
    tally.documents += 1;
    yield one;
  }
}

process.exitCode = await withConfig(backup);
