import { z } from 'zod';
import type { Documents, Kind } from '../../storage/documents.js';
import { calledOf } from '../../upgrade/licences/called.js';
import { switchedOff } from '../../upgrade/licences/switched-off.js';
import { type Before, beforeOf, beforeOfGroup } from '../../upgrade/licences/undo-swap.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';

/** Who had what before the run changed anything: pages of people, and the groups that hand out the licence. */

const heldBeforeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Service plan ids that were switched off in the source plan, over all assignments together. */
  switchedOff: z.array(z.string()),
  /** Whether the person held it directly; else only through groups. */
  direct: z.boolean(),
  /** Those switched off in the direct assignment itself; left out by older versions, which did not tell them apart. */
  off: z.array(z.string()).optional(),
  /** Target plans held directly as well. */
  targets: z.array(z.object({ skuId: z.string(), off: z.array(z.string()) })).default([]),
});
export type HeldBefore = z.infer<typeof heldBeforeSchema>;

const pageSchema = z.object({ of: z.enum(['users', 'groups']), held: z.array(heldBeforeSchema) });
export type SnapshotPage = z.infer<typeof pageSchema>;

const kind: Kind<SnapshotPage> = { name: 'snapshot', schema: pageSchema };

/** People a page holds: few enough that nobody waits while one is checked and written. Those of earlier versions have 1,000. */
export const pageSize = 250;

/** Which writing of a run's snapshot: pages of an earlier one are kept until the next, for whoever reads them still. */
type Writing = { generation: number };

const pageId = (runId: string, { generation }: Writing, page: number): string =>
  `${runId}:${generation === 0 ? '' : `${generation}:`}${String(page).padStart(5, '0')}`;

/** A person as written down. @param along ids of the products that may go or come with the plan */
export function heldByUser(user: LicensedUser, skuId: string, along: readonly string[] = []): HeldBefore {
  const { direct, off, targets } = beforeOf(user, skuId, along);
  return entry(user, switchedOff(user, skuId), { direct, off, targets });
}

/** A group as written down. */
export function heldByGroup(group: LicensedGroup, skuId: string, along: readonly string[] = []): HeldBefore {
  const before = beforeOfGroup(group, skuId, along);
  return entry(group, before.off, before);
}

function entry(of: LicensedUser | LicensedGroup, off: readonly string[], before: Before): HeldBefore {
  return {
    id: of.id,
    name: calledOf(of),
    switchedOff: [...off],
    direct: before.direct,
    off: [...before.off],
    targets: before.targets.map((one) => ({ skuId: one.skuId, off: [...one.off] })),
  };
}

/** What somebody had, as the way back needs it. */
export function beforeIn({ direct, off, switchedOff, targets }: HeldBefore): Before {
  return { direct, off: off ?? switchedOff, targets };
}

export async function writePage(
  documents: Documents,
  runId: string,
  writing: Writing,
  page: number,
  value: SnapshotPage,
): Promise<void> {
  const id = pageId(runId, writing, page);
  // Only a page left by an attempt that did not come to its end can stand there already.
  const before = await documents.get(kind, id);
  await documents.put(kind, id, value, before?.version ?? 0);
}

/** @throws when the page was never written */
export async function readPage(
  documents: Documents,
  runId: string,
  writing: Writing,
  page: number,
): Promise<SnapshotPage> {
  const stored = await documents.get(kind, pageId(runId, writing, page));
  if (!stored) throw new Error(`snapshot page ${page} of run ${runId} is missing`);
  return stored.value;
}

export type Snapshot = Writing & { pages: number };

/** The pages of a run's snapshot, in order. */
export async function* readPages(documents: Documents, runId: string, snapshot: Snapshot): AsyncIterable<SnapshotPage> {
  for (let page = 0; page < snapshot.pages; page += 1) yield await readPage(documents, runId, snapshot, page);
}

/** The groups of a run's snapshot. */
export async function groupsIn(documents: Documents, runId: string, snapshot: Snapshot): Promise<HeldBefore[]> {
  const groups: HeldBefore[] = [];
  for await (const page of readPages(documents, runId, snapshot)) if (page.of === 'groups') groups.push(...page.held);
  return groups;
}

/** Deletes the pages of a writing that nobody reads any more. */
export async function deletePages(documents: Documents, runId: string, writing: Writing): Promise<void> {
  for (let page = 0; await documents.get(kind, pageId(runId, writing, page)); page += 1)
    await documents.delete(kind, pageId(runId, writing, page));
}

/** Deletes every page of a run, of whichever writing. @returns how many people were on them, each as often as they were written */
export async function deleteAllPages(documents: Documents, runId: string): Promise<number> {
  const ids: string[] = [];
  let people = 0;
  for await (const { id, value } of documents.list(kind, `${runId}:`)) {
    ids.push(id);
    if (value.of === 'users') people += value.held.length;
  }
  for (const id of ids) await documents.delete(kind, id);
  return people;
}
