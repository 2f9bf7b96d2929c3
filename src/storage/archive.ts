import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { open, rename, rm } from 'node:fs/promises';
import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import { z } from 'zod';
import type { DocumentText } from './document-sums.js';
import { type Mark, markSchema } from './mark.js';

/**
 * A backup: a gzip file of lines of JSON. The first says what it is and what the store said of itself, each after it is a
 * document as the text it was kept as, the last says how many they are and has the SHA-256 of all lines before it.
 */

const format = 1;
const headSchema = z.object({ upgradeAssistantBackup: z.number(), mark: markSchema });
const documentSchema = z.object({
  kind: z.string(),
  id: z.string(),
  version: z.number().int().positive(),
  text: z.string(),
});
const endSchema = z.object({ documents: z.number().int(), sha256: z.string() });

/** The file is no backup of this program, or not whole. */
class ArchiveUnfit extends Error {
  override readonly name = 'ArchiveUnfit';
}

/** Writes a backup, readable by its user alone; in the place of an earlier one only once it is whole and on the disk. */
export async function writeArchive(file: string, mark: Mark, texts: AsyncIterable<DocumentText>): Promise<void> {
  const temporary = `${file}.tmp`;
  try {
    await pipeline(Readable.from(lines(mark, texts)), createGzip(), createWriteStream(temporary, { mode: 0o600 }));
    const handle = await open(temporary, 'r+');
    await handle.sync().finally(() => handle.close());
    await rename(temporary, file);
  } catch (error) {
    await rm(temporary, { force: true });
    throw error;
  }
}

async function* lines({ closed: _, ...mark }: Mark, texts: AsyncIterable<DocumentText>): AsyncIterable<string> {
  const digest = createHash('sha256');
  let documents = 0;
  const line = (content: unknown) => {
    const text = `${JSON.stringify(content)}\n`;
    digest.update(text);
    return text;
  };
  yield line({ upgradeAssistantBackup: format, mark });
  for await (const { kind, id, version, text } of texts) {
    documents += 1;
    yield line({ kind, id, version, text });
  }
  yield `${JSON.stringify({ documents, sha256: digest.digest('hex') })}\n`;
}

/**
 * Reads a backup to its end, and what it says of the store.
 * @throws ArchiveUnfit when it is not whole or not a backup
 */
export async function checkArchive(file: string): Promise<Mark> {
  const digest = createHash('sha256');
  let mark: Mark | undefined;
  let end: z.infer<typeof endSchema> | undefined;
  let documents = 0;
  for await (const line of linesOf(file)) {
    if (end) throw new ArchiveUnfit(`${file} goes on after its end`);
    const content = parsed(line, file);
    if (!mark) mark = headOf(content, file);
    else if (documentSchema.safeParse(content).success) documents += 1;
    else {
      end = endSchema.safeParse(content).data;
      if (!end) throw new ArchiveUnfit(`${file} is damaged`);
      continue;
    }
    digest.update(`${line}\n`);
  }
  if (!mark || !end || end.documents !== documents || end.sha256 !== digest.digest('hex'))
    throw new ArchiveUnfit(`${file} is damaged, or was not written to its end`);
  return mark;
}

/** The documents of a backup that was checked. */
export async function* archivedTexts(file: string): AsyncIterable<DocumentText> {
  for await (const line of linesOf(file)) {
    const document = documentSchema.safeParse(parsed(line, file));
    if (document.success) yield document.data;
  }
}

async function* linesOf(file: string): AsyncIterable<string> {
  const content = createGunzip();
  // What goes wrong with the file ends the reading of its content too, which tells of it.
  pipeline(createReadStream(file), content).catch(() => undefined);
  let rest = '';
  try {
    for await (const piece of content.setEncoding('utf8')) {
      const lines = `${rest}${piece}`.split('\n');
      rest = lines.pop() ?? '';
      yield* lines;
    }
  } catch (error) {
    throw asUnfit(error, file);
  }
  if (rest !== '') throw new ArchiveUnfit(`${file} is damaged, or no backup`);
}

function asUnfit(error: unknown, file: string): unknown {
  const code = error instanceof Error && 'code' in error ? String(error.code) : '';
  return code.startsWith('Z_') ? new ArchiveUnfit(`${file} is damaged, or no backup`, { cause: error }) : error;
}

function parsed(line: string, file: string): unknown {
  try {
    return JSON.parse(line);
  } catch (error) {
    throw new ArchiveUnfit(`${file} is damaged, or no backup`, { cause: error });
  }
}

function headOf(content: unknown, file: string): Mark {
  const head = headSchema.safeParse(content).data;
  if (!head) throw new ArchiveUnfit(`${file} is no backup of this program`);
  if (head.upgradeAssistantBackup > format)
    throw new ArchiveUnfit(`${file} was written by a newer version of this program`);
  return head.mark;
}
