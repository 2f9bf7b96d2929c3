import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { type FileHandle, mkdtemp, open, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** A text whose size must be known before it is sent, kept on disk instead of in memory. */
export type Spool = {
  /** Bytes. */
  size: number;
  /** The bytes from `start` up to, not including, `end`. */
  read(start: number, end: number): Promise<Uint8Array>;
  close(): Promise<void>;
};

/** Counter mode can be read from anywhere; that nobody changed the bytes is not asked of it: the file has no name. */
const algorithm = 'aes-256-ctr';
const keyBytes = 32;
const blockBytes = 16;

/**
 * Writes the text down. The file has no name any more once it is open: nothing of it is left, whatever happens. What
 * stands on the disk is encrypted with a key that is in memory alone, so that blocks which are not overwritten yet tell
 * nothing either.
 */
export async function spool(text: AsyncIterable<string>): Promise<Spool> {
  const file = await openNameless();
  const key = randomBytes(keyBytes);
  // No two files share a key, so that counting may begin at nought.
  const cipher = createCipheriv(algorithm, key, Buffer.alloc(blockBytes));
  try {
    let size = 0;
    for await (const piece of text) {
      size += (await file.write(cipher.update(piece, 'utf8'), 0, null, size)).bytesWritten;
    }
    return spoolOf(file, size, key);
  } catch (error) {
    await file.close();
    throw error;
  }
}

async function openNameless(): Promise<FileHandle> {
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-report-'));
  try {
    return await open(join(folder, 'report'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

function spoolOf(file: FileHandle, size: number, key: Buffer): Spool {
  return {
    size,
    async read(start, end) {
      const from = start - (start % blockBytes);
      const counter = Buffer.alloc(blockBytes);
      counter.writeBigUInt64BE(BigInt(from / blockBytes), blockBytes - 8);
      const sealed = await readWhole(file, from, Math.min(end, size));
      return createDecipheriv(algorithm, key, counter)
        .update(sealed)
        .subarray(start - from);
    },
    close: () => file.close(),
  };
}

async function readWhole(file: FileHandle, start: number, end: number): Promise<Buffer> {
  const bytes = Buffer.alloc(end - start);
  let filled = 0;
  while (filled < bytes.length) {
    const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
    if (bytesRead === 0) throw new Error('the file on disk ended early');
    filled += bytesRead;
  }
  return bytes;
}
