import type { Adapter } from 'lowdb';
import { z } from 'zod';
import type { Kind } from '../documents.js';
import { codeOf } from '../failures.js';
import type { FileSystem } from './file-system.js';
import { writeDurably } from './write-durably.js';

/** A document in memory. `json` is its value; kept as text, so that every reader gets a copy of its own. */
export type Kept = { id: string; version: number; json: string };

/** A document that does not exist: version 0, as callers of `put` expect it. */
export const absent = (id: string): Kept => ({ id, version: 0, json: 'null' });

/** The file cannot be understood: damaged, foreign, or written by a newer program. `message` says which. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}

const newestFormat = 1;
const formatSchema = z.object({ format: z.number() });
const fileSchema = z.object({ id: z.string(), version: z.number().int().positive(), value: z.unknown() });

/** lowdb's way to one file: JSON with the format, the id, the version and the value. */
export class DocumentFile implements Adapter<Kept> {
  /** What the file holds, to be put back when a write fails half-way. */
  private text: string | undefined;

  constructor(
    private readonly fs: FileSystem,
    readonly path: string,
    private readonly kind: Kind<unknown>,
    private readonly sync: () => Promise<void>,
  ) {}

  /** @throws NotUnderstood */
  async read(): Promise<Kept | null> {
    try {
      const kept = understand(await this.fs.readFile(this.path, 'utf8'), this.kind);
      this.text = textOf(kept);
      return kept;
    } catch (error) {
      if (codeOf(error) === 'ENOENT') return null;
      throw error;
    }
  }

  async write(kept: Kept): Promise<void> {
    const text = textOf(kept);
    await writeDurably(this.fs, this.path, text, () => this.text, this.sync);
    this.text = text;
  }
}

function textOf({ id, version, json }: Kept): string {
  return `{"format":${newestFormat},"id":${JSON.stringify(id)},"version":${version},"value":${json}}\n`;
}

function understand(text: string, kind: Kind<unknown>): Kept {
  const content = parseJson(text);
  const format = formatSchema.safeParse(content).data?.format;
  if (format !== undefined && format > newestFormat) {
    throw new NotUnderstood(`written by a newer version of this program (format ${format}, known: ${newestFormat})`);
  }
  const file = fileSchema.safeParse(content);
  if (format === undefined || !file.success) throw new NotUnderstood('not a document of this program');
  const value = kind.schema.safeParse(file.data.value);
  if (!value.success) {
    throw new NotUnderstood(
      `damaged, or written by a newer version of this program: ${z.prettifyError(value.error).replaceAll('\n', ' ')}`,
    );
  }
  return { id: file.data.id, version: file.data.version, json: JSON.stringify(value.data) };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotUnderstood('damaged: not JSON', { cause: error });
  }
}
