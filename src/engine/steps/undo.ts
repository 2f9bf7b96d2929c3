import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import type { Move } from '../../upgrade/licences/swap.js';
import { undoSwap, undoSwapGroup } from '../../upgrade/licences/undo-swap.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { isActive } from '../../upgrade/tenant/home.js';
import { type BatchTools, batchesAtOnce, batchSize, changeBatch, Gate, type Planned, Tally } from '../bulk.js';
import { beforeIn, groupsIn, type HeldBefore, readPages } from '../snapshot.js';
import { changeGroup, groupProcessed, nameMembersInError } from './group-change.js';
import { createProgress } from './progress.js';
import type { Step } from './step.js';
import { assignedOf, listHasCaughtUp, targetOf } from './tenant-state.js';

/** Looks at the list of who holds the old plan until it shows those who are back; half a minute in all. */
const looksAtList = 15;
const betweenLooksMs = 2_000;

/**
 * Moves everyone back to the old plan as the snapshot says, one call a person, as long as that plan is active. Groups go
 * first: somebody who holds the plan both ways has, of their own, no service in a tier that the group's old plan would
 * exclude, while their own old plan would exclude services of the group's new one. Looking before each change makes it
 * safe to begin anew.
 */
export const undo: Step = async (run, tools) => {
  if (run.state.is !== 'undoing' || !run.plan || !run.snapshot) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId, snapshot } = run;
  const { skuId } = sourceOf(run);
  const old = (await directory.skus(tenantId)).find((sku) => sku.skuId === skuId);
  if (!isActive(old)) {
    await tell({ found: 'oldPlanEnded' });
    return;
  }

  const move: Move = { fromSkuId: skuId, ...(await targetOf(directory, tenantId, run.plan)) };
  const away = (assigned: number) => Math.max(0, snapshot.people - assigned);
  const total = Math.max(run.undo?.total ?? 0, away(old.assigned));
  const tally = new Tally(total, total - away(old.assigned), run.undo?.startedAt ?? timeline.now().toISOString());
  const goOn = createProgress(tally, 'undoing', tools);
  const batch: BatchTools = { directory, tenantId, gate: new Gate(timeline), signal, tally, goOn };

  const groups = await groupsIn(documents, run.id, snapshot);
  for (const held of groups) {
    const group = await directory.group(tenantId, held.id);
    if (!group) continue;
    const change = undoSwapGroup(group, beforeIn(held), move);
    if (change.is === 'change') await changeGroup(tenantId, group, change.change, tally, tools);
    // Also a group that was changed before a restart may still be processed.
    await groupProcessed(tenantId, group.id, goOn, tools);
    if (!(await goOn())) return;
  }
  if (groups.length > 0) tally.correct(total, total - away(await assignedOf(directory, tenantId, skuId)));

  await concurrently(people(), batchesAtOnce, async (held) => {
    const before = new Map(held.map((one) => [one.id, beforeIn(one)]));
    const plan = (user: LicensedUser): Planned | undefined => {
      const had = before.get(user.id);
      const change = had && undoSwap(user, had, move);
      return change?.is === 'change' ? change : undefined;
    };
    await changeBatch(await directory.users(tenantId, [...before.keys()]), plan, batch);
    await goOn();
  });
  for (const group of groups) await nameMembersInError(tenantId, group.id, tally, tools);

  for (let look = 1; look <= looksAtList && (await goOn()); look += 1) {
    if (await listHasCaughtUp(directory, tenantId, skuId)) break;
    await timeline.sleepUntil(new Date(timeline.now().getTime() + betweenLooksMs), signal);
  }
  if (await goOn()) await tell({ found: 'undone', work: tally.work() });

  async function* people(): AsyncIterable<HeldBefore[]> {
    for await (const page of readPages(documents, run.id, snapshot)) {
      if (page.of !== 'users') continue;
      for (const held of chunks(
        page.held.filter((one) => one.direct),
        batchSize,
      )) {
        if (!(await goOn())) return;
        yield held;
      }
    }
  }
};
