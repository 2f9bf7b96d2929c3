import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import type { Documents } from '../../storage/documents.js';
import { isByGroup } from '../../upgrade/licences/move.js';
import { swap } from '../../upgrade/licences/swap.js';
import type { Run } from '../../upgrade/run/run.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { Latecomers } from '../snapshot/latecomers.js';
import { type BatchTools, batchesAtOnce, batchSize, changeBatch, type Planned } from './change-batch.js';
import { holdersWrittenDown } from './holding.js';
import type { Moves } from './moves.js';
import type { Tally } from './tally.js';

/** Moving people from the old plan to the new, one change a person. Who is left is read from Graph each time. */

export type Moving = BatchTools & {
  tally: Tally;
  run: Run;
  documents: Documents;
  moves: Moves;
  latecomers: Latecomers;
  /** How many to begin with; 0: everyone. */
  pilot: number;
};

/** Passes over the tenant before what is still held is left to the admin. */
const passesAtMost = 5;

/** Moves everyone whom the list names, or who was written down where it names too few, until nobody is left to move. */
export async function moveEveryone(moving: Moving): Promise<void> {
  for (let pass = 1; pass <= passesAtMost; pass += 1) {
    // The list lags behind writes: from the second pass on, each person is read before anything is changed.
    let found = await moveAll(listed(moving), pass > 1, moving);
    if (found === 0 && (await isSomebodyMissed(moving))) found = await moveAll(writtenDown(moving), false, moving);
    if (found === 0 || !(await moving.goOn())) return;
  }
}

/** Moves those with these ids, and nobody else. */
export async function moveThese(ids: readonly string[], moving: Moving): Promise<void> {
  await moveAll(named(ids, moving), false, moving);
}

/**
 * The first who can be moved, each read: the list may still show those who were moved before. Those who were named on
 * the card as the first come first.
 */
export async function chooseFirst(moving: Moving): Promise<LicensedUser[]> {
  const { directory, tenantId, moves, pilot, run } = moving;
  const chosen = new Map<string, LicensedUser>();
  const take = async (ids: readonly string[]): Promise<boolean> => {
    for (const user of await directory.users(tenantId, ids))
      if (fits(user, moving) && chosen.size < pilot) chosen.set(user.id, user);
    return chosen.size >= pilot;
  };
  const named = run.snapshot?.first.map(({ id }) => id) ?? [];
  if (named.length > 0 && (await take(named))) return [...chosen.values()];
  for await (const page of directory.holders(tenantId, moves.fromSkuId)) {
    const others = page.filter((user) => fits(user, moving) && !named.includes(user.id));
    for (const some of chunks(others, batchSize)) if (await take(idsOf(some))) return [...chosen.values()];
  }
  return [...chosen.values()];
}

/** @returns how many could be moved */
async function moveAll(batches: AsyncIterable<LicensedUser[]>, readFirst: boolean, moving: Moving): Promise<number> {
  const { directory, tenantId, latecomers, goOn } = moving;
  let found = 0;
  await concurrently(batches, batchesAtOnce, async (users) => {
    const now = readFirst ? await directory.users(tenantId, idsOf(users)) : users;
    const movable = now.filter((user) => fits(user, moving));
    found += movable.length;
    // Before they are moved: nobody is moved of whom it is not written down what they had.
    await latecomers.note(movable);
    await changeBatch(movable, (user) => planned(user, moving), moving);
    await goOn();
  });
  return found;
}

function planned(user: LicensedUser, { moves }: Moving): Planned | undefined {
  const change = swap(user, moves.of(user.id));
  return change.is === 'change' ? change : undefined;
}

/** Who also holds the old plan through a group would keep it, and move only with the group: no good to begin with. */
function fits(user: LicensedUser, moving: Moving): boolean {
  return planned(user, moving) !== undefined && (moving.pilot === 0 || !isByGroup(user, moving.moves.fromSkuId));
}

/** Whether more licences are counted as assigned than people are known who could not be moved. */
async function isSomebodyMissed({ directory, tenantId, moves, tally }: Moving): Promise<boolean> {
  const units = (await directory.skus(tenantId)).find(({ skuId }) => skuId === moves.fromSkuId);
  return (units?.assigned ?? 0) > tally.failedCount;
}

async function* listed({ directory, tenantId, moves, tally, goOn }: Moving): AsyncIterable<LicensedUser[]> {
  for await (const page of directory.holders(tenantId, moves.fromSkuId)) {
    const left = page.filter((user) => !tally.hasFailed(user.id));
    for (const users of chunks(left, batchSize)) {
      if (!(await goOn())) return;
      yield users;
    }
  }
}

/** Those who hold the old plan by what was written down, read one by one, whatever the list says. */
async function* writtenDown({ run, directory, documents, tally, goOn }: Moving): AsyncIterable<LicensedUser[]> {
  for await (const users of holdersWrittenDown(run, new Set(), { directory, documents })) {
    if (!(await goOn())) return;
    yield users.filter((user) => !tally.hasFailed(user.id));
  }
}

async function* named(ids: readonly string[], { directory, tenantId, goOn }: Moving): AsyncIterable<LicensedUser[]> {
  for (const some of chunks(ids, batchSize)) {
    if (!(await goOn())) return;
    yield await directory.users(tenantId, some);
  }
}

const idsOf = (users: readonly LicensedUser[]): string[] => users.map(({ id }) => id);
