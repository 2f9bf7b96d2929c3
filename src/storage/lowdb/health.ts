import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import { asStorageFailure } from '../failures.js';
import type { FileSystem } from './file-system.js';
import { temporaryExtension, writeAndSync } from './write-durably.js';

/** As much as a large document: a disk with a few bytes left is full. */
const sample = ' '.repeat(64 * 1024);

/** Tries whether the folder takes a write now, so that health returns by itself when there is room again. */
export async function probeWriting(
  fs: FileSystem,
  folder: string,
): Promise<{ ok: true } | { ok: false; reason: string }> {
  const file = join(folder, `.probe-${randomUUID()}${temporaryExtension}`);
  try {
    await writeAndSync(fs, file, sample).finally(() => fs.unlink(file).catch(() => undefined));
    return { ok: true };
  } catch (error) {
    return { ok: false, reason: asStorageFailure(error, `write to ${folder}`).message };
  }
}
