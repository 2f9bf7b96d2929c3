import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import type { Documents } from '../../storage/documents.js';
import type { Holding } from '../../upgrade/licences/holding.js';
import { isDirect } from '../../upgrade/licences/move.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { planFor } from '../../upgrade/run/targets.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { unitsOf } from '../plans.js';
import { readPages } from '../snapshot/pages.js';
import { batchesAtOnce, batchSize } from './change-batch.js';

/** Reads who holds the old plan, by reads that do not depend on each other. */

type Tools = { directory: Directory; documents: Documents };

/**
 * Who holds the old plan: everyone in Graph's list and, where nobody in it does, everyone in the snapshot, each read
 * by themselves; then the groups; last, so that whoever got it meanwhile shows, the count.
 * @returns beside it `gone`: how many of those who were read do not exist any more
 */
export async function readHolding(run: Run, tools: Tools): Promise<Holding & { gone: number }> {
  const { directory } = tools;
  const { skuId } = sourceOf(run);
  const listed = new Set<string>();
  let { users, gone } = await countHolders(run, idsListed(run, listed, tools), tools);
  if (users === 0) {
    const writtenDown = await countHolders(run, idsWrittenDown(run, listed, tools), tools);
    users = writtenDown.users;
    gone += writtenDown.gone;
  }
  const groups = await directory.groupsWith(run.tenantId, skuId);
  const counted = await readCount(run, directory);
  return { users, groups: groups.length, counted, gone };
}

/** Licences of the old plan that are counted as assigned; null when the plan is not listed. */
export async function readCount(run: Run, directory: Directory): Promise<number | null> {
  return unitsOf(sourceOf(run).skuId, await directory.skus(run.tenantId))?.assigned ?? null;
}

/** How many hold the old plan of their own, not only through a group, as the list tells. */
export async function countDirect(run: Run, directory: Directory): Promise<number> {
  const { skuId } = sourceOf(run);
  let direct = 0;
  for await (const page of directory.holders(run.tenantId, skuId))
    direct += page.filter(({ licences }) => licences.some((one) => one.skuId === skuId && isDirect(one))).length;
  return direct;
}

/**
 * Who holds the old plan and goes to a plan of the run, as the list tells: how many, how many of them hold that plan too,
 * and how many others go to another one.
 * @param plan skuPartNumber, and `skuId` the id of the product
 */
export async function countGoingTo(
  run: Run,
  { plan, skuId }: { plan: string; skuId: string | undefined },
  directory: Directory,
): Promise<{ people: number; others: number; both: number }> {
  const planOf = planFor(run);
  const people = new Set<string>();
  const others = new Set<string>();
  const both = new Set<string>();
  for await (const page of directory.holders(run.tenantId, sourceOf(run).skuId))
    for (const { id, licences } of page) {
      const isTheirs = planOf(id) === plan;
      (isTheirs ? people : others).add(id);
      if (isTheirs && licences.some((one) => one.skuId === skuId)) both.add(id);
    }
  return { people: people.size, others: others.size, both: both.size };
}

/** Everyone who, by the snapshot, held the old plan and, read now, still does; people in `known` are left out. */
export async function* holdersWrittenDown(
  run: Run,
  known: ReadonlySet<string>,
  tools: Tools,
): AsyncIterable<LicensedUser[]> {
  for await (const ids of idsWrittenDown(run, known, tools))
    yield holding(run, await tools.directory.users(run.tenantId, ids));
}

async function countHolders(run: Run, batches: AsyncIterable<string[]>, { directory }: Tools) {
  let users = 0;
  let gone = 0;
  await concurrently(batches, batchesAtOnce, async (ids) => {
    const found = await directory.users(run.tenantId, ids);
    users += holding(run, found).length;
    gone += ids.length - found.length;
  });
  return { users, gone };
}

function holding(run: Run, users: readonly LicensedUser[]): LicensedUser[] {
  const { skuId } = sourceOf(run);
  return users.filter(({ licences }) => licences.some((licence) => licence.skuId === skuId));
}

/** @param listed is filled with everyone's id */
async function* idsListed(run: Run, listed: Set<string>, { directory }: Tools): AsyncIterable<string[]> {
  for await (const page of directory.holders(run.tenantId, sourceOf(run).skuId)) {
    const fresh = [...new Set(page.map(({ id }) => id))].filter((id) => !listed.has(id));
    for (const id of fresh) listed.add(id);
    yield* chunks(fresh, batchSize);
  }
}

async function* idsWrittenDown(
  run: Run,
  known: ReadonlySet<string>,
  { documents }: Pick<Tools, 'documents'>,
): AsyncIterable<string[]> {
  if (!run.snapshot) return;
  for await (const page of readPages(documents, run.id, run.snapshot)) {
    if (page.of !== 'users') continue;
    yield* chunks(
      page.held.map(({ id }) => id).filter((id) => !known.has(id)),
      batchSize,
    );
  }
}
