import { basename, dirname, join } from 'node:path';
import type { FileSystem } from '../../../src/storage/lowdb/file-system.js';

/**
 * A disk in memory that forgets, when the power goes, what was not synced: the bytes of a file that was not, and what
 * was named, renamed or removed in a folder that was not. Of what is not synced any part may have come to the disk all the
 * same: chance decides, block by block and name by name.
 */

type Inode = { isFolder: false; bytes: Buffer; kept: Buffer } | { isFolder: true; names: Names; kept: Names };
type Names = Map<string, Inode>;

const block = 512;
const folder = (): Inode => ({ isFolder: true, names: new Map(), kept: new Map() });

export type ForgetfulDisk = {
  fs: FileSystem;
  /** Things asked of it so far that change something. */
  readonly changes: number;
  /** Takes the power away before the n-th change: from then on everything that is asked of it rejects. */
  cutAt(change: number): void;
  /** The disk as it is after the power came back. */
  afterPowerLoss(): ForgetfulDisk;
};

/** @param random from 0 up to, not including, 1 */
export function forgetfulDisk(random: () => number, root: Inode = folder()): ForgetfulDisk {
  let changes = 0;
  let cut = Number.POSITIVE_INFINITY;
  const powered = () => {
    if (changes >= cut) throw failure('EIO', 'no power');
  };
  const change = () => {
    powered();
    changes += 1;
  };
  const find = (path: string): Inode | undefined => {
    let at: Inode | undefined = root;
    for (const name of path.split('/').filter(Boolean)) at = at?.isFolder ? at.names.get(name) : undefined;
    return at;
  };
  const known = (path: string): Inode => find(path) ?? missing(path);
  const namesOf = (path: string): Names => {
    const at = known(path);
    return at.isFolder ? at.names : missing(path);
  };
  const statusOf = (path: string) => {
    powered();
    const { isFolder } = known(path);
    return { mode: isFolder ? 0o700 : 0o600, isFile: () => !isFolder, isDirectory: () => isFolder };
  };

  const opened = (inode: Inode) => {
    const file = () => (inode.isFolder ? missing('a file') : inode);
    const write = (bytes: Buffer, at: number) => {
      const grown = Buffer.alloc(Math.max(file().bytes.length, at + bytes.length));
      file().bytes.copy(grown);
      bytes.copy(grown, at);
      file().bytes = grown;
    };
    const sync = async () => {
      change();
      if (inode.isFolder) inode.kept = new Map(inode.names);
      else inode.kept = inode.bytes;
    };
    return {
      async write(bytes: Buffer, offset: number, length: number, at: number) {
        change();
        write(bytes.subarray(offset, offset + length), at);
        return { bytesWritten: length };
      },
      async writeFile(text: string) {
        change();
        write(Buffer.from(text), 0);
      },
      async truncate(length: number) {
        change();
        file().bytes = file().bytes.subarray(0, length);
      },
      sync,
      datasync: sync,
      close: async () => undefined,
    };
  };

  const fs = {
    async open(path: string, flags: string) {
      powered();
      const before = find(path);
      if (flags === 'r') return opened(known(path));
      if (flags === 'wx' && before) throw failure('EEXIST', path);
      change();
      const inode: Inode = before && !before.isFolder ? before : { isFolder: false, bytes: none, kept: none };
      if (!inode.isFolder) inode.bytes = none;
      namesOf(dirname(path)).set(basename(path), inode);
      return opened(inode);
    },
    async rename(from: string, to: string) {
      change();
      const inode = known(from);
      namesOf(dirname(from)).delete(basename(from));
      namesOf(dirname(to)).set(basename(to), inode);
    },
    async unlink(path: string) {
      change();
      if (!namesOf(dirname(path)).delete(basename(path))) missing(path);
    },
    async readdir(path: string, options?: { withFileTypes?: boolean }) {
      powered();
      const entries = [...namesOf(path)];
      if (!options?.withFileTypes) return entries.map(([name]) => name);
      return entries.map(([name, { isFolder }]) => ({ name, isFile: () => !isFolder, isDirectory: () => isFolder }));
    },
    async readFile(path: string, encoding?: 'utf8') {
      powered();
      const inode = known(path);
      if (inode.isFolder) return missing(path);
      return encoding ? inode.bytes.toString(encoding) : inode.bytes;
    },
    async mkdir(path: string) {
      let made: string | undefined;
      const parts = path.split('/').filter(Boolean);
      for (const [n, name] of parts.entries()) {
        const at = `/${parts.slice(0, n).join('/')}`;
        if (namesOf(at).has(name)) continue;
        change();
        namesOf(at).set(name, folder());
        made ??= join(at, name);
      }
      return made;
    },
    async rmdir(path: string) {
      change();
      namesOf(dirname(path)).delete(basename(path));
    },
    lstat: async (path: string) => statusOf(path),
    stat: async (path: string) => statusOf(path),
    chmod: async () => powered(),
  };

  return {
    fs: fs as unknown as FileSystem,
    get changes() {
      return changes;
    },
    cutAt(change) {
      cut = change;
    },
    afterPowerLoss: () => forgetfulDisk(random, survivor(root, random, new Map())),
  };
}

const none = Buffer.alloc(0);

/** What is left of a file or a folder. */
function survivor(inode: Inode, random: () => number, known: Map<Inode, Inode>): Inode {
  const before = known.get(inode);
  if (before) return before;
  if (!inode.isFolder) {
    const bytes = someBlocks(inode.kept, inode.bytes, random);
    const left: Inode = { isFolder: false, bytes, kept: bytes };
    known.set(inode, left);
    return left;
  }
  const names: Names = new Map();
  for (const name of new Set([...inode.kept.keys(), ...inode.names.keys()])) {
    const [old, now] = [inode.kept.get(name), inode.names.get(name)];
    const one = old === now || random() < 0.5 ? old : now;
    if (one) names.set(name, survivor(one, random, known));
  }
  const left: Inode = { isFolder: true, names, kept: new Map(names) };
  known.set(inode, left);
  return left;
}

/** The file is as long as it was or as it is; each of its blocks is as it was, as it is, or was never written. */
function someBlocks(kept: Buffer, now: Buffer, random: () => number): Buffer {
  if (kept === now) return now;
  const { length } = random() < 0.5 ? kept : now;
  const bytes = Buffer.alloc(length);
  for (let at = 0; at < length; at += block) {
    const [old, fresh] = [kept.subarray(at, at + block), now.subarray(at, at + block)];
    // A part that was synced and is as it was cannot be lost.
    const from = old.equals(fresh) || random() < 0.5 ? old : fresh;
    from.copy(bytes, at, 0, Math.min(from.length, length - at));
  }
  return bytes;
}

function missing(path: string): never {
  throw failure('ENOENT', path);
}

const failure = (code: string, why: string) => Object.assign(new Error(`${code}: ${why}`), { code });
