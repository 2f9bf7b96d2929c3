import { z } from 'zod';
import { frozen } from '../base/frozen.js';
import type { Kind } from './documents.js';
import type { Keyring } from './keyring.js';
import { joined, type Pieces } from './pieces.js';

/**
 * A document as the text of a file: JSON with the format, the id, the version and the value; or that text, encrypted,
 * with the name of the key.
 */

/** A document as it is written: `json` is its value as text. */
export type Written = { id: string; version: number; json: Pieces };

/** A document as it was read. The value is frozen. */
export type Kept<T = unknown> = { id: string; version: number; value: T };

/** The file cannot be understood: damaged, foreign, or written by a newer program. `message` says which. */
export class NotUnderstood extends Error {
  override name = 'NotUnderstood';
}

/** The file is encrypted with a key that is not there. It is sound, so it stays as it is. */
export class KeyMissing extends Error {
  override name = 'KeyMissing';
}

const plainFormat = 1;
const sealedFormat = 2;
const formatSchema = z.object({ format: z.number() });
const fileSchema = z.object({ id: z.string(), version: z.number().int().positive(), value: z.unknown() });
const sealedSchema = z.object({ key: z.string(), sealed: z.string() });

/** @param place where the text belongs; a sealed one can be read nowhere else, and is one piece, another each time */
export function textOf({ id, version, json }: Written, place: string, keyring: Keyring): Pieces {
  const head = `{"format":${plainFormat},"id":${JSON.stringify(id)},"version":${version},"value":`;
  const pieces = [head, ...json, '}\n'];
  if (keyring.current === undefined) return pieces;
  const text = joined(pieces);
  return [sealedText(text, place, keyring) ?? text];
}

/** @throws NotUnderstood, KeyMissing */
export function understand<T>(text: string, kind: Kind<T>, place: string, keyring: Keyring): Kept<T> {
  const content = parseJson(plainText(text, place, keyring));
  if (formatOf(content) !== plainFormat) throw new NotUnderstood('not a document of this program');
  const file = fileSchema.safeParse(content);
  if (!file.success) throw new NotUnderstood('not a document of this program');
  const value = kind.schema.safeParse(file.data.value);
  if (!value.success) {
    throw new NotUnderstood(
      `damaged, or written by a newer version of this program: ${z.prettifyError(value.error).replaceAll('\n', ' ')}`,
    );
  }
  return { id: file.data.id, version: file.data.version, value: frozen(value.data) };
}

/**
 * The text as it would be written with the keys there are now, whatever kind of document it is.
 * @returns undefined where it is written so already
 * @throws NotUnderstood, KeyMissing
 */
export function rewritten(text: string, place: string, keyring: Keyring): string | undefined {
  const content = parseJson(text);
  const key = formatOf(content) === sealedFormat ? sealedSchema.safeParse(content).data?.key : undefined;
  if (key === keyring.current) return undefined;
  const plain = plainText(text, place, keyring);
  return sealedText(plain, place, keyring) ?? plain;
}

function sealedText(text: string, place: string, keyring: Keyring): string | undefined {
  const sealed = keyring.seal(text, place);
  return sealed && `${JSON.stringify({ format: sealedFormat, ...sealed })}\n`;
}

/** The text of a file without its encryption. */
function plainText(text: string, place: string, keyring: Keyring): string {
  const content = parseJson(text);
  const format = formatOf(content);
  if (format !== undefined && format > sealedFormat) {
    throw new NotUnderstood(`written by a newer version of this program (format ${format}, known: ${sealedFormat})`);
  }
  if (format !== sealedFormat) return text;
  const sealed = sealedSchema.safeParse(content);
  if (!sealed.success) throw new NotUnderstood('damaged: nothing that could be decrypted');
  const opened = keyring.open(sealed.data, place);
  switch (opened.is) {
    case 'text':
      return opened.text;
    case 'keyMissing':
      throw new KeyMissing(`encrypted with another key (${sealed.data.key})`);
    case 'damaged':
      throw new NotUnderstood('damaged, or put here from elsewhere: it does not decrypt');
    default:
      return opened satisfies never;
  }
}

const formatOf = (content: unknown): number | undefined => formatSchema.safeParse(content).data?.format;

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (error) {
    throw new NotUnderstood('damaged: not JSON', { cause: error });
  }
}
