import { z } from 'zod';
import type { Documents, Kind } from '../storage/documents.js';

/** Who had what before the run changed anything: pages of people, and the groups that hand out the licence. */

const heldBeforeSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Service plan ids that were switched off in the source plan. */
  switchedOff: z.array(z.string()),
  /** Whether the person held it directly; else only through groups. */
  direct: z.boolean(),
});
export type HeldBefore = z.infer<typeof heldBeforeSchema>;

const pageSchema = z.object({ of: z.enum(['users', 'groups']), held: z.array(heldBeforeSchema) });
export type SnapshotPage = z.infer<typeof pageSchema>;

const kind: Kind<SnapshotPage> = { name: 'snapshot', schema: pageSchema };

/** People a page holds. */
export const pageSize = 1000;

const pageId = (runId: string, page: number) => `${runId}:${String(page).padStart(5, '0')}`;

export async function writePage(documents: Documents, runId: string, page: number, value: SnapshotPage): Promise<void> {
  const id = pageId(runId, page);
  // Only a page left by an attempt that did not come to its end can stand there already.
  const before = await documents.get(kind, id);
  await documents.put(kind, id, value, before?.version ?? 0);
}

/** The first `pages` pages of a run's snapshot, in order. */
export async function* readPages(documents: Documents, runId: string, pages: number): AsyncIterable<SnapshotPage> {
  for (let page = 0; page < pages; page += 1) {
    const stored = await documents.get(kind, pageId(runId, page));
    if (!stored) throw new Error(`snapshot page ${page} of run ${runId} is missing`);
    yield stored.value;
  }
}
