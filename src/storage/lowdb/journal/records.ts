import { createHash } from 'node:crypto';
import { z } from 'zod';
import { joined, type Pieces } from '../../pieces.js';
import { changed, changeFrom } from './change.js';

/**
 * What a journal is made of: one record after the other, each with the whole text of a document, or with what has changed
 * since the record before it of the same document in the same file. A record's hash is made of the hash before it too, so
 * that what was left of a writing that failed is never taken for one that follows, and a change has what it is one of.
 */

/** A document's file in the data folder, and the text that it has from then on; `undefined`: there is none any more. */
export type Entry = { place: string; text: Pieces | undefined };

const lineEnd = 0x0a;

const headSchema = z.object({
  place: z.string(),
  /** How long what follows is; null: nothing does, the document is gone. */
  bytes: z.number().int().nonnegative().nullable(),
  is: z.enum(['text', 'change']).default('text'),
  hash: z.string(),
});
type Head = z.input<typeof headSchema>;

/** What the hash of a journal's first record is made of. @param name the journal's own, so that no other's records fit */
export const beginningOf = (name: string): string => hashOf('', { place: name }, undefined);

/** How long a hash is as text: that of SHA-256 in base64url. */
const hashLength = 43;

/** What records are written behind. */
type Behind = {
  /** The hash of the record before the first. */
  before: string;
  /** What the journal's file has of each document. */
  has: ReadonlyMap<string, Entry>;
  /** Where they are put if they fit; what is returned lies in it then, and lasts until it is used again. */
  room: Buffer;
};

/**
 * The records of entries, behind one another. Of one place there is one at most.
 * @returns the bytes, and the hash of the last
 */
export function recordsOf(entries: readonly Entry[], { before, has, room }: Behind): { bytes: Buffer; hash: string } {
  const records = entries.map((entry) => recordOf(entry, has.get(entry.place)?.text));
  const heads = records.map((record) => headOf(record, '-'.repeat(hashLength)));
  const size = heads.reduce((sum, head, at) => sum + Buffer.byteLength(head) + (records[at]?.bytes ?? 0), 0);
  const bytes = size <= room.length ? room.subarray(0, size) : Buffer.allocUnsafe(size);
  let hash = before;
  let end = 0;
  for (const [at, record] of records.entries()) {
    const start = end;
    const bodyStart = start + Buffer.byteLength(heads[at] ?? '');
    end = bodyStart + (record.body === undefined ? 0 : bytes.write(record.body, bodyStart));
    hash = hashOf(hash, record, record.body === undefined ? undefined : bytes.subarray(bodyStart, end));
    bytes.write(headOf(record, hash), start);
  }
  return { bytes, hash };
}

type Made = Pick<Head, 'place' | 'bytes' | 'is'> & { body: string | undefined };

function recordOf({ place, text }: Entry, former: Pieces | undefined): Made {
  if (text === undefined) return { place, bytes: null, body: undefined };
  const change = former && changeFrom(former, text);
  const body = change ?? joined(text);
  return { place, bytes: Buffer.byteLength(body), ...(change === undefined ? {} : { is: 'change' }), body };
}

const headOf = ({ place, bytes, is }: Omit<Made, 'body'>, hash: string): string =>
  `${JSON.stringify({ place, bytes, is, hash } satisfies Head)}\n`;

/**
 * What a journal has, up to the first record that is not whole.
 * @returns the latest text by place, undefined where the document is gone; and how many bytes come after what is whole, but
 *   for the zeros that a journal is made longer with
 */
export function readRecords(name: string, journal: Buffer): { texts: Map<string, string | undefined>; left: number } {
  const texts = new Map<string, string | undefined>();
  let before = beginningOf(name);
  let at = 0;
  for (;;) {
    const record = recordAt(journal, at, before);
    const text = record && textOf(record, texts.get(record.place));
    if (!record || text === noChange) return { texts, left: Math.max(0, lengthWithoutZeros(journal) - at) };
    texts.set(record.place, text);
    before = record.hash;
    at = record.end;
  }
}

/** How many bytes there are up to the last that is no zero. */
function lengthWithoutZeros(journal: Buffer): number {
  let length = journal.length;
  while (length > 0 && journal[length - 1] === 0) length -= 1;
  return length;
}

/** A change of what is not there, or none at all: nothing that this program has written. */
const noChange = Symbol('no change of the text before it');

function textOf({ is, body }: Read, former: string | undefined): string | undefined | typeof noChange {
  if (is === 'text' || body === undefined) return body;
  return (former === undefined ? undefined : changed(former, body)) ?? noChange;
}

type Read = { place: string; is: 'text' | 'change'; body: string | undefined; hash: string; end: number };

function recordAt(journal: Buffer, start: number, before: string): Read | undefined {
  const headEnd = journal.indexOf(lineEnd, start);
  const head = headEnd === -1 ? undefined : readHead(journal.toString('utf8', start, headEnd));
  if (!head) return undefined;
  const end = headEnd + 1 + (head.bytes ?? 0);
  const body = head.bytes === null ? undefined : journal.subarray(headEnd + 1, end);
  if (end > journal.length || hashOf(before, head, body) !== head.hash) return undefined;
  return { ...head, body: body?.toString('utf8'), end };
}

function readHead(line: string): z.infer<typeof headSchema> | undefined {
  try {
    return headSchema.safeParse(JSON.parse(line)).data;
  } catch {
    // Half a line, which nobody was promised.
    return undefined;
  }
}

function hashOf(before: string, { place, is }: Pick<Head, 'place' | 'is'>, body: Buffer | undefined): string {
  // Earlier versions wrote whole texts alone, and what one that was killed has left is read too.
  const kind = is === 'change' ? 'change ' : '';
  const hash = createHash('sha256').update(`${before}\n${place}\n${kind}${body?.length ?? 'gone'}\n`);
  return (body ? hash.update(body) : hash).digest('base64url');
}
