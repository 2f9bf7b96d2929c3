import { createHash } from 'node:crypto';
import { z } from 'zod';

/**
 * What a journal is made of: one record after the other, each with the whole text of a document. A record's hash is made
 * of the hash before it too, so that what was left of a writing that failed is never taken for one that follows.
 */

/** A document's file in the data folder, and the text that it has from then on; `undefined`: there is none any more. */
export type Entry = { place: string; text: string | undefined };

const headSchema = z.object({ place: z.string(), bytes: z.number().int().nonnegative().nullable(), hash: z.string() });

const lineEnd = 0x0a;

/** What the hash of a journal's first record is made of. @param name the journal's own, so that no other's records fit */
export const beginningOf = (name: string): string => hashOf('', name, undefined);

/** How long a hash is as text: that of SHA-256 in base64url. */
const hashLength = 43;

/**
 * The records of entries, behind one another.
 * @param before the hash of the record before the first
 * @param room where they are put if they fit; what is returned lies in it then, and lasts until it is used again
 * @returns the bytes, and the hash of the last
 */
export function recordsOf(entries: readonly Entry[], before: string, room: Buffer): { bytes: Buffer; hash: string } {
  const sizes = entries.map(({ text }) => (text === undefined ? null : Buffer.byteLength(text)));
  const heads = entries.map(({ place }, at) => headOf(place, sizes[at] ?? null, '-'.repeat(hashLength)));
  const size = heads.reduce((sum, head, at) => sum + Buffer.byteLength(head) + (sizes[at] ?? 0), 0);
  const bytes = size <= room.length ? room.subarray(0, size) : Buffer.allocUnsafe(size);
  let hash = before;
  let end = 0;
  for (const [at, { place, text }] of entries.entries()) {
    const start = end;
    const bodyStart = start + Buffer.byteLength(heads[at] ?? '');
    end = bodyStart + (text === undefined ? 0 : bytes.write(text, bodyStart));
    hash = hashOf(hash, place, text === undefined ? undefined : bytes.subarray(bodyStart, end));
    bytes.write(headOf(place, sizes[at] ?? null, hash), start);
  }
  return { bytes, hash };
}

const headOf = (place: string, bytes: number | null, hash: string): string =>
  `${JSON.stringify({ place, bytes, hash })}\n`;

/** The records of a journal, up to the first that is not whole. `left` tells how many bytes come after them. */
export function readRecords(name: string, journal: Buffer): { entries: Entry[]; left: number } {
  const entries: Entry[] = [];
  let before = beginningOf(name);
  let at = 0;
  for (;;) {
    const record = recordAt(journal, at, before);
    if (!record) return { entries, left: journal.length - at };
    entries.push(record.entry);
    before = record.hash;
    at = record.end;
  }
}

function recordAt(journal: Buffer, start: number, before: string) {
  const headEnd = journal.indexOf(lineEnd, start);
  const head = headEnd === -1 ? undefined : readHead(journal.toString('utf8', start, headEnd));
  if (!head) return undefined;
  const end = headEnd + 1 + (head.bytes ?? 0);
  const body = head.bytes === null ? undefined : journal.subarray(headEnd + 1, end);
  if (end > journal.length || hashOf(before, head.place, body) !== head.hash) return undefined;
  return { entry: { place: head.place, text: body?.toString('utf8') }, hash: head.hash, end };
}

function readHead(line: string): z.infer<typeof headSchema> | undefined {
  try {
    return headSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // Half a line, which nobody was promised.
    return undefined;
  }
}

function hashOf(before: string, place: string, body: Buffer | undefined): string {
  const hash = createHash('sha256').update(`${before}\n${place}\n${body?.length ?? 'gone'}\n`);
  return (body ? hash.update(body) : hash).digest('base64url');
}
