import { dirname, join } from 'node:path';
import { chunks } from '../../../base/chunks.js';
import { codeOf } from '../../failures.js';
import { joined } from '../../pieces.js';
import type { FileSystem } from '../file-system.js';
import { syncFolder } from '../folder-sync.js';
import { replace } from '../write-durably.js';
import type { Entry } from './records.js';

/** Files written side by side: few, so that a turn's own writing finds the disk free. */
const atOnce = 2;

/**
 * Gives documents' files the text that the journal has for them, so that they have it for sure once this has resolved.
 * Until then the journal is needed. May be ended at any moment and done again.
 * @param isPast whether a later text is in the journal by now, which makes this one needless
 */
export async function settle(
  fs: FileSystem,
  dataDir: string,
  entries: readonly Entry[],
  isPast: (place: string) => boolean = () => false,
): Promise<void> {
  const folders = new Set<string>();
  for (const some of chunks(entries, atOnce))
    await Promise.all(
      some.map(async ({ place, text }) => {
        if (isPast(place)) return;
        const file = join(dataDir, place);
        folders.add(dirname(file));
        await (text === undefined ? remove(fs, file) : replace(fs, file, joined(text)));
      }),
    );
  for (const folder of folders) await syncFolder(fs, folder);
}

async function remove(fs: FileSystem, file: string): Promise<void> {
  await fs.unlink(file).catch((error) => {
    if (codeOf(error) !== 'ENOENT') throw error;
  });
}
