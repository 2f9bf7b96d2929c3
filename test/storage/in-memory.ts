import { type Documents, type Kind, type Stored, VersionConflict } from '../../src/storage/documents.js';
import { DocumentSetAside, StorageFailed } from '../../src/storage/failures.js';
import { fileNameOf } from '../../src/storage/file-name.js';
import { storable } from '../../src/storage/to-json.js';

/** What is kept, by kind and id; a text stands for one that was set aside. */
export type Kept = Map<string, Map<string, Stored<unknown> | 'setAside'>>;

/** A store that keeps its documents in memory, and all that the others promise but to be there after the process. */
export function inMemory(kept: Kept = new Map()): Documents {
  let closed = false;
  const of = ({ name }: Kind<unknown>) => {
    const those = kept.get(name) ?? new Map<string, Stored<unknown> | 'setAside'>();
    kept.set(name, those);
    return those;
  };
  const read = <T>(kind: Kind<T>, id: string): Stored<T> | undefined => {
    fileNameOf(id);
    if (closed) throw new StorageFailed('the store is closed');
    const found = of(kind).get(id);
    if (found === 'setAside') throw new DocumentSetAside(`${kind.name} ${id}`);
    return found as Stored<T> | undefined;
  };
  const idsIn = (kind: Kind<unknown>) => [...of(kind).keys()].sort();
  return {
    async get(kind, id) {
      return read(kind, id);
    },
    async put(kind, id, value, expected) {
      const made = storable(kind, id, value);
      const { version = 0 } = read(kind, id) ?? {};
      if (version !== expected) throw new VersionConflict(kind.name, id, expected, version);
      const now = { id, version: expected + 1, value: made.value };
      of(kind).set(id, now);
      return now;
    },
    async delete(kind, id, expected) {
      const { version } = read(kind, id) ?? {};
      if (version !== undefined && (expected ?? version) !== version)
        throw new VersionConflict(kind.name, id, expected ?? 0, version);
      of(kind).delete(id);
    },
    async *ids(kind) {
      yield* idsIn(kind);
    },
    async *list<T>(kind: Kind<T>, prefix = '') {
      for (const id of idsIn(kind)) {
        const found = of(kind).get(id);
        if (id.startsWith(prefix) && found && found !== 'setAside') yield found as Stored<T>;
      }
    },
    health: async () => (closed ? { ok: false, reason: 'closed' } : { ok: true }),
    setAside: async () =>
      new Map([...kept].map(([name, those]) => [name, [...those.values()].filter((one) => one === 'setAside').length])),
    async close() {
      closed = true;
    },
  };
}
