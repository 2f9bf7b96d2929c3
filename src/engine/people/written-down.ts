import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import type { Documents } from '../../storage/documents.js';
import type { Swap } from '../../upgrade/licences/move.js';
import type { Failure } from '../../upgrade/run/shape.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { type HeldBefore, readPages, type Snapshot } from '../snapshot/pages.js';
import { type BatchTools, batchesAtOnce, batchSize, changeBatch } from './change-batch.js';

/** Changing the licences of those who were written down, each read first: looking before each change makes it safe to begin anew. */

export type WrittenDown = {
  runId: string;
  snapshot: Snapshot;
  documents: Documents;
  /** Whom of those written down it is about. */
  wanted(held: HeldBefore): boolean;
  /** What is to happen to a person, by what they had. */
  change(user: LicensedUser, held: HeldBefore): Swap;
  /** Called for whoever is as they should be already, and for whom only these groups can change. */
  isSo?(held: HeldBefore, groupIds: readonly string[]): void;
  /** Called for whoever could not be changed; left out, they are counted as failures. */
  failed?(held: HeldBefore, failure: Failure): void;
};

export async function changeWrittenDown(people: WrittenDown, batch: BatchTools): Promise<void> {
  await concurrently(batches(people, batch), batchesAtOnce, async (some) => {
    const held = new Map(some.map((one) => [one.id, one]));
    const users = await batch.directory.users(batch.tenantId, [...held.keys()]);
    const swapOf = (user: LicensedUser) => {
      const had = held.get(user.id);
      return had && people.change(user, had);
    };
    const plan = (user: LicensedUser) => {
      const swap = swapOf(user);
      return swap?.is === 'change' ? swap : undefined;
    };
    for (const user of users) {
      const had = held.get(user.id);
      const swap = swapOf(user);
      if (had && swap?.is !== 'change') people.isSo?.(had, swap?.is === 'byGroup' ? swap.groupIds : []);
    }
    await changeBatch(users, plan, { ...batch, tally: tallyOf(people, held, batch) });
    await batch.goOn();
  });
}

function tallyOf({ failed }: WrittenDown, held: ReadonlyMap<string, HeldBefore>, { tally }: BatchTools) {
  return {
    moved: (told: Parameters<typeof tally.moved>[0]) => tally.moved(told),
    fail(failure: Failure) {
      const had = held.get(failure.id);
      if (failed && had) failed(had, failure);
      else tally.fail(failure);
    },
  };
}

async function* batches(
  { runId, snapshot, documents, wanted }: WrittenDown,
  { goOn }: BatchTools,
): AsyncIterable<HeldBefore[]> {
  for await (const page of readPages(documents, runId, snapshot)) {
    if (page.of !== 'users') continue;
    for (const held of chunks(page.held.filter(wanted), batchSize)) {
      if (!(await goOn())) return;
      yield held;
    }
  }
}
