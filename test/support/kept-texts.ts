import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { machineFileSystem } from '../../src/storage/lowdb/file-system.js';
import { journalName, journalsIn } from '../../src/storage/lowdb/journal/names.js';
import { readRecords } from '../../src/storage/lowdb/journal/records.js';

/**
 * What is on the disk of a bot that works: each document's text by its place, such as `run/1.json`, of its file or of the
 * journal, whichever is later.
 */
export async function keptTexts(dataDir: string): Promise<Map<string, string>> {
  for (;;) {
    try {
      return await readAll(dataDir);
    } catch (error) {
      // A file went away between the look at the folder and the look into it.
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') throw error;
    }
  }
}

async function readAll(dataDir: string): Promise<Map<string, string>> {
  const texts = new Map<string, string>();
  // First, since what is in a journal is in a file before the journal goes.
  const journals = await Promise.all(
    (await journalsIn(machineFileSystem, dataDir))
      .map(journalName)
      .map(async (name) => readRecords(name, await readFile(join(dataDir, name)))),
  );
  for (const place of await readdir(dataDir, { recursive: true }))
    if (/^[a-z][a-z0-9_-]*\/[^/]+\.json$/.test(place)) texts.set(place, await readFile(join(dataDir, place), 'utf8'));
  for (const { texts: later } of journals)
    for (const [place, text] of later) {
      if (text === undefined) texts.delete(place);
      else texts.set(place, text);
    }
  return texts;
}
