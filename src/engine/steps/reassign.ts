import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import { isByGroup, type Move, swap, swapGroup } from '../../upgrade/licences/swap.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { type BatchTools, batchesAtOnce, batchSize, changeBatch, Gate, type Planned, Tally } from '../bulk.js';
import { createLatecomers } from '../latecomers.js';
import { holdersWrittenDown, readHolding } from '../read-holding.js';
import { groupsIn } from '../snapshot.js';
import { refreshSnapshot } from '../take-snapshot.js';
import { changeGroup, groupProcessed, nameMembersInError } from './group-change.js';
import { createProgress } from './progress.js';
import type { Step } from './step.js';
import { assignedOf, targetOf } from './tenant-state.js';

/** Passes over the tenant before what is still held is left to the admin. */
const passesAtMost = 5;

/**
 * Step 3 of the manual path: moves everyone from the old plan to the new, direct licences person by person and group
 * licences at the group; or only those whom the admin named, or who could not be moved before. Who is left is read from
 * Graph, so it may be begun anew at any time; people who cannot be moved are named, with why. Nobody is moved before it
 * is written down what they had, so that they can be moved back.
 */
export const reassign: Step = async (before, tools) => {
  const run = before.state.is === 'reassigning' ? await refreshSnapshot(before, tools) : before;
  if (run.state.is !== 'reassigning' || !run.plan) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId } = run;
  const { pilot } = run.state;
  const from = sourceOf(run).skuId;
  const move: Move = { fromSkuId: from, ...(await targetOf(directory, tenantId, run.plan)) };

  const held = await assignedOf(directory, tenantId, from);
  const total = Math.max(run.reassign?.total ?? 0, run.snapshot?.people ?? 0, held);
  const tally = new Tally(total, total - held, run.reassign?.startedAt ?? timeline.now().toISOString());
  const goOn = createProgress(tally, 'reassigning', tools);
  const latecomers = createLatecomers(run, from, tools);
  const batch: BatchTools = { directory, tenantId, gate: new Gate(timeline), signal, tally, goOn };
  const plan = (user: LicensedUser): Planned | undefined => {
    const change = swap(user, move);
    return change.is === 'change' ? change : undefined;
  };

  // Who also holds the old plan through a group would keep it, and move only with the group: no good to begin with.
  const fits = (user: LicensedUser) => plan(user) !== undefined && (pilot === 0 || !isByGroup(user, from));
  let { only } = run.state;
  if (pilot > 0 && only.length === 0) {
    only = await chosenFirst();
    const chosen = await tell({ found: 'pilot', only });
    if (chosen.state.is !== 'reassigning') return;
  }

  const isEveryone = pilot === 0 && only.length === 0;
  for (let pass = 1; pass <= passesAtMost; pass += 1) {
    // The list lags behind writes: from the second pass on, each person is read before anything is changed.
    let found = await moveAll(isEveryone ? listed() : named(), pass > 1);
    if (found === 0 && isEveryone && (await isSomebodyMissed())) found = await moveAll(writtenDown(), false);
    if (!(await goOn())) return;
    if (found === 0 || !isEveryone) break;
  }

  if (pilot === 0) {
    for (const group of await directory.groupsWith(tenantId, from)) {
      if (only.length > 0 && !only.includes(group.id)) continue;
      const change = swapGroup(group, move);
      if (change.is !== 'change') continue;
      await latecomers.noteGroup(group);
      if (await changeGroup(tenantId, group, change.change, tally, tools))
        await groupProcessed(tenantId, group.id, goOn, tools);
      tally.correct(total, total - (await assignedOf(directory, tenantId, from)));
      if (!(await goOn())) return;
    }
    // Groups that were changed before a restart may still be processed; all that were ever moved are written down.
    for (const group of await groupsIn(documents, run.id, latecomers.snapshot)) {
      await groupProcessed(tenantId, group.id, goOn, tools);
      await nameMembersInError(tenantId, group.id, tally, tools);
      if (!(await goOn())) return;
    }
  }

  const holding = await readHolding(run, { directory, documents });
  tally.correct(total, Math.max(0, total - Math.max(holding.users, holding.counted ?? 0)));
  await tell({ found: 'reassigned', work: tally.work(), holding });

  /** @returns how many could be moved */
  async function moveAll(batches: AsyncIterable<LicensedUser[]>, readFirst: boolean): Promise<number> {
    let found = 0;
    await concurrently(batches, batchesAtOnce, async (users) => {
      const now = readFirst ? await directory.users(tenantId, idsOf(users)) : users;
      const movable = now.filter(fits);
      found += movable.length;
      await latecomers.note(movable);
      await changeBatch(movable, plan, batch);
      await goOn();
    });
    return found;
  }

  /** Whether more licences are counted as assigned than the list names people. */
  async function isSomebodyMissed(): Promise<boolean> {
    return (await assignedOf(directory, tenantId, from)) > tally.failedCount;
  }

  /** Those who hold the old plan by what was written down, read one by one, whatever the list says. */
  async function* writtenDown(): AsyncIterable<LicensedUser[]> {
    for await (const users of holdersWrittenDown(run, new Set(), { directory, documents })) {
      if (!(await goOn())) return;
      yield users.filter((user) => !tally.hasFailed(user.id));
    }
  }

  /** The ids of the first who can be moved, each read: the list may still show those who were moved before. */
  async function chosenFirst(): Promise<string[]> {
    const ids: string[] = [];
    for await (const page of directory.holders(tenantId, from)) {
      for (const some of chunks(page.filter(fits), batchSize)) {
        ids.push(...idsOf((await directory.users(tenantId, idsOf(some))).filter(fits)));
        if (ids.length >= pilot) return ids.slice(0, pilot);
      }
    }
    return ids;
  }

  async function* listed(): AsyncIterable<LicensedUser[]> {
    for await (const page of directory.holders(tenantId, from)) {
      for (const users of chunks(
        page.filter((user) => !tally.hasFailed(user.id)),
        batchSize,
      )) {
        if (!(await goOn())) return;
        yield users;
      }
    }
  }

  async function* named(): AsyncIterable<LicensedUser[]> {
    for (const ids of chunks(only, batchSize)) {
      if (!(await goOn())) return;
      yield await directory.users(tenantId, ids);
    }
  }
};

const idsOf = (users: readonly LicensedUser[]): string[] => users.map((user) => user.id);
