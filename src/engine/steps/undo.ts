import type { Swap } from '../../upgrade/licences/move.js';
import { undoSwap, undoSwapGroup } from '../../upgrade/licences/undo-swap.js';
import { learntIn } from '../../upgrade/run/learnt.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { isActive } from '../../upgrade/tenant/home.js';
import type { BatchTools } from '../people/change-batch.js';
import { Learning } from '../people/learning.js';
import { type Moves, readMoves } from '../people/moves.js';
import { Tally } from '../people/tally.js';
import { changeWrittenDown } from '../people/written-down.js';
import { beforeIn, groupsIn, type HeldBefore } from '../snapshot/pages.js';
import { deciderMay } from './decider.js';
import { changeGroup, groupProcessed, nameMembersInError } from './group-change.js';
import { areLast, createGate, createProgress } from './progress.js';
import type { Step, StepTools } from './step.js';
import { assignedOf, listHasCaughtUp } from './tenant-state.js';

/** Looks at the list of who holds the old plan until it shows those who are back; half a minute in all. */
const looksAtList = 15;
const betweenLooksMs = 2_000;

type UndoTools = BatchTools & { tally: Tally; learning: Learning };

/**
 * Moves everyone back to the old plan as the snapshot says, one call a person, as long as that plan is active. Groups go
 * first: somebody who holds the plan both ways has, of their own, no service in a tier that the group's old plan would
 * exclude, while their own old plan would exclude services of the group's new one.
 */
export const undo: Step = async (run, tools) => {
  if (run.state.is !== 'undoing' || !run.plan || !run.snapshot || !(await deciderMay(run, tools))) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId, snapshot } = run;
  const { skuId } = sourceOf(run);
  const old = (await directory.skus(tenantId)).find((sku) => sku.skuId === skuId);
  if (!isActive(old)) {
    await tell({ found: 'oldPlanEnded' });
    return;
  }

  const learning = new Learning(learntIn(run));
  const moves = await readMoves(run, directory, { learnt: learning.learnt });
  const away = (assigned: number) => Math.max(0, snapshot.people - assigned);
  const total = Math.max(run.undo?.total ?? 0, away(old.assigned));
  const startedAt = run.undo?.startedAt ?? timeline.now().toISOString();
  const tally = new Tally(total, total - away(old.assigned), startedAt, learning);
  const goOn = createProgress(tally, run, tools);
  const last = areLast(run, away(old.assigned));
  const gate = await createGate(run, tools);
  const batch: UndoTools = { directory, tenantId, gate, areLast: last, signal, tally, learning, goOn };

  const groups = await groupsIn(documents, run.id, snapshot);
  if (!(await moveGroupsBack(groups, moves, batch, tools))) return;
  if (groups.length > 0) tally.correct(total, total - away(await assignedOf(directory, tenantId, skuId)));
  const change = (user: Parameters<typeof undoSwap>[0], held: HeldBefore): Swap =>
    undoSwap(user, beforeIn(held), moves.of(user.id));
  const wanted = ({ direct }: HeldBefore) => direct;
  await changeWrittenDown({ runId: run.id, snapshot, documents, wanted, change }, batch);
  for (const group of groups) await nameMembersInError(tenantId, group.id, tally, tools);
  await waitForList(skuId, batch, tools);
  if (await goOn()) await tell({ found: 'undone', work: tally.work() });
};

/** @returns whether to go on */
async function moveGroupsBack(
  groups: readonly HeldBefore[],
  moves: Moves,
  { directory, tenantId, tally, learning, goOn }: UndoTools,
  tools: StepTools,
): Promise<boolean> {
  for (const held of groups) {
    const group = await directory.group(tenantId, held.id);
    if (!group) continue;
    const move = moves.of(group.id);
    await changeGroup(group, () => undoSwapGroup(group, beforeIn(held), move), { tenantId, tally, learning }, tools);
    // Also a group that was changed before a restart may still be processed.
    await groupProcessed(tenantId, group.id, goOn, tools);
    if (!(await goOn())) return false;
  }
  return true;
}

async function waitForList(
  skuId: string,
  { directory, tenantId, goOn, signal }: BatchTools,
  { timeline }: StepTools,
): Promise<void> {
  for (let look = 1; look <= looksAtList && (await goOn()); look += 1) {
    if (await listHasCaughtUp(directory, tenantId, skuId)) return;
    await timeline.sleepUntil(new Date(timeline.now().getTime() + betweenLooksMs), signal);
  }
}
