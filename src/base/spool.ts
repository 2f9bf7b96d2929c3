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

/** Writes the text down. The file has no name any more once it is open: nothing of it is left, whatever happens. */
export async function spool(text: AsyncIterable<string>): Promise<Spool> {
  const folder = await mkdtemp(join(tmpdir(), 'upgrade-report-'));
  let file: FileHandle | undefined;
  try {
    file = await open(join(folder, 'report'), 'wx+', 0o600);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
  try {
    let size = 0;
    for await (const piece of text) size += (await file.write(Buffer.from(piece), 0, null, size)).bytesWritten;
    return spoolOf(file, size);
  } catch (error) {
    await file.close();
    throw error;
  }
}

function spoolOf(file: FileHandle, size: number): Spool {
  return {
    size,
    async read(start, end) {
      const bytes = Buffer.alloc(Math.min(end, size) - start);
      let filled = 0;
      while (filled < bytes.length) {
        const { bytesRead } = await file.read(bytes, filled, bytes.length - filled, start + filled);
        if (bytesRead === 0) throw new Error('the file on disk ended early');
        filled += bytesRead;
      }
      return bytes;
    },
    close: () => file.close(),
  };
}
