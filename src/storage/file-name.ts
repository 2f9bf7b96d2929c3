import { createHash } from 'node:crypto';

const extension = '.json';
/** File systems allow 255 bytes; room is left for the extension and for what the store appends. */
const longest = 180;

/**
 * The file name of a document. Only a–z, 0–9, `-` and `_` stand for themselves, everything else (capitals too, since
 * some disks do not tell them apart) is percent-encoded; an id too long for a file name ends in its hash after a `~`.
 * @throws RangeError on an empty id, URIError on an id that is not well-formed Unicode.
 */
export function fileNameOf(id: string): string {
  if (id === '') throw new RangeError('A document needs an id');
  const escaped = encodeURIComponent(id).replace(/%[0-9A-F]{2}|[^a-z0-9_-]/g, escapeOne);
  if (escaped.length <= longest) return escaped + extension;
  const hash = createHash('sha256').update(id).digest('hex');
  return `${escaped.slice(0, longest - hash.length - 1)}~${hash}${extension}`;
}

/** The id a file name stands for: `hashed` when only the file itself can tell, undefined when it is no document. */
export function idOf(fileName: string): { id: string } | 'hashed' | undefined {
  if (!fileName.endsWith(extension)) return undefined;
  const name = fileName.slice(0, -extension.length);
  if (name.includes('~')) return 'hashed';
  const id = decode(name);
  return id && fileNameOf(id) === fileName ? { id } : undefined;
}

function escapeOne(found: string): string {
  return found.length === 3 ? found.toLowerCase() : `%${found.charCodeAt(0).toString(16)}`;
}

function decode(name: string): string | undefined {
  try {
    return decodeURIComponent(name);
  } catch {
    // Not of our making.
    return undefined;
  }
}
