import type { FileSystem } from './file-system.js';

/** What a write under way is called; the store removes those it finds at its start. */
export const temporaryExtension = '.tmp';

/**
 * Replaces a file so that after a crash at any point it holds the old text or the new one, and the new one for sure
 * once this has resolved. One caller a file at a time. When it rejects, the file is as it was.
 * @param before gives the text the file has now; undefined when it does not exist.
 * @param sync makes the folder's names durable.
 */
export async function writeDurably(
  fs: FileSystem,
  file: string,
  text: string,
  before: () => string | undefined,
  sync: () => Promise<void>,
): Promise<void> {
  await replace(fs, file, text);
  try {
    await sync();
  } catch (error) {
    // The new text is visible but nobody was promised it, so it must not come back after a restart.
    await undo(fs, file, before()).catch((undoing) => {
      throw new AggregateError([error, undoing], `${file} may hold a change that was reported as failed`);
    });
    throw error;
  }
}

function undo(fs: FileSystem, file: string, before: string | undefined): Promise<void> {
  return before === undefined ? fs.unlink(file) : replace(fs, file, before);
}

/** Replaces a file by a whole new one; whether that name lasts is for the folder's sync. When it rejects, the file is as it was. */
export async function replace(fs: FileSystem, file: string, text: string): Promise<void> {
  const temporary = file + temporaryExtension;
  try {
    await writeAndSync(fs, temporary, text);
    await fs.rename(temporary, file);
  } catch (error) {
    // Best effort: a full disk wants the room back; what stays is removed at the next start.
    await fs.unlink(temporary).catch(() => undefined);
    throw error;
  }
}

/** Writes a new file and waits until its bytes are on the disk. */
export async function writeAndSync(fs: FileSystem, file: string, text: string): Promise<void> {
  const handle = await fs.open(file, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
}
