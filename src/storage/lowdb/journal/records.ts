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

/** @param before the hash of the record before it */
export function recordOf({ place, text }: Entry, before: string): { bytes: Buffer; hash: string } {
  const body = text === undefined ? undefined : Buffer.from(text);
  const hash = hashOf(before, place, body);
  const head = Buffer.from(`${JSON.stringify({ place, bytes: body?.length ?? null, hash })}\n`);
  return { bytes: body ? Buffer.concat([head, body]) : head, hash };
}

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
