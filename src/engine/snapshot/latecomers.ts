import { createKeyedQueue } from '../../base/keyed-queue.js';
import type { Documents } from '../../storage/documents.js';
import type { Found } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';
import { mayBeAlong } from '../people/along.js';
import { type HeldBefore, heldByGroup, heldByUser, readPage, type SnapshotPage, writePage } from './pages.js';

/** Writes down, before they are moved, those who got the old plan after everything else had been written down. */
export interface Latecomers {
  /** Resolves when everyone among them who is not known yet is on disk. Call before they are moved. */
  note(users: readonly LicensedUser[]): Promise<void>;
  noteGroup(group: LicensedGroup): Promise<void>;
  /** The snapshot, with the pages that were added. */
  readonly snapshot: { generation: number; pages: number };
}

type Tools = { documents: Documents; tell: (found: Found) => Promise<Run> };

/**
 * Keeps one page of the snapshot in memory, whatever its size: people are listed in nearly the order in which they
 * were written down, so the page that was looked at last is mostly the one that is needed.
 * @param skuId the old plan
 */
export function createLatecomers(run: Run, skuId: string, { documents, tell }: Tools): Latecomers {
  const inTurn = createKeyedQueue();
  const along = mayBeAlong(run);
  let counts = run.snapshot ?? { generation: 0, pages: 0, people: 0, withSwitchedOff: 0 };
  let latest: { at: number; page: SnapshotPage } | undefined;

  async function pageAt(at: number): Promise<SnapshotPage> {
    if (latest?.at !== at) latest = { at, page: await readPage(documents, run.id, counts, at) };
    return latest.page;
  }

  /** Those who are in no page as holding the plan themselves. */
  async function unknown(of: SnapshotPage['of'], held: readonly HeldBefore[]): Promise<HeldBefore[]> {
    const missing = new Map(held.map((one) => [one.id, one]));
    const first = latest?.at ?? 0;
    for (let turn = 0; turn < counts.pages && missing.size > 0; turn += 1) {
      const page = await pageAt((first + turn) % counts.pages);
      const inIt = page.of === of ? page.held : [];
      for (const { id, direct } of inIt) if (direct) missing.delete(id);
    }
    return [...missing.values()];
  }

  async function add(of: SnapshotPage['of'], held: readonly HeldBefore[]): Promise<void> {
    const late = await unknown(of, held);
    if (late.length === 0 || !run.snapshot) return;
    await writePage(documents, run.id, counts, counts.pages, { of, held: late });
    const people = of === 'users' ? late : [];
    counts = {
      ...counts,
      pages: counts.pages + 1,
      people: counts.people + people.length,
      withSwitchedOff: counts.withSwitchedOff + people.filter(({ switchedOff }) => switchedOff.length > 0).length,
    };
    const { generation: _, ...added } = counts;
    await tell({ found: 'latecomers', ...added });
  }

  return {
    note: (users) =>
      inTurn('pages', () =>
        add(
          'users',
          users.map((user) => heldByUser(user, skuId, along)),
        ),
      ),
    noteGroup: (group) => inTurn('pages', () => add('groups', [heldByGroup(group, skuId, along)])),
    get snapshot() {
      return counts;
    },
  };
}
