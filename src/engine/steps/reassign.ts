import { calledOf } from '../../upgrade/licences/called.js';
import { swapGroup } from '../../upgrade/licences/swap.js';
import { learntIn } from '../../upgrade/run/learnt.js';
import type { Run } from '../../upgrade/run/run.js';
import { readHolding } from '../people/holding.js';
import { Learning } from '../people/learning.js';
import { type Moves, readMoves } from '../people/moves.js';
import { chooseFirst, type Moving, moveEveryone, moveThese } from '../people/moving.js';
import { Tally } from '../people/tally.js';
import { createLatecomers } from '../snapshot/latecomers.js';
import { groupsIn } from '../snapshot/pages.js';
import { refreshSnapshot } from '../snapshot/take.js';
import { deciderMay } from './decider.js';
import { changeGroup, groupProcessed, nameMembersInError } from './group-change.js';
import { areLast, createGate, createProgress } from './progress.js';
import type { Step, StepTools } from './step.js';
import { assignedOf } from './tenant-state.js';

/**
 * Step 3 of the manual path: moves everyone from the old plan to the new, or to their own of two, direct licences person by person and group
 * licences at the group; or only those whom the admin named, or who could not be moved before. It may be begun anew at
 * any time; people who cannot be moved are named, with why. Nobody is moved before it is written down what they had.
 */
export const reassign: Step = async (before, tools) => {
  const run = before.state.is === 'reassigning' ? await refreshSnapshot(before, tools) : before;
  if (run.state.is !== 'reassigning' || !run.plan || !(await deciderMay(run, tools))) return;
  const { pilot } = run.state;
  const learning = new Learning(learntIn(run));
  const moves = await readMoves(run, tools.world.directory, { learnt: learning.learnt });
  const held = await assignedOf(tools.world.directory, run.tenantId, moves.fromSkuId);
  const total = Math.max(run.reassign?.total ?? 0, run.snapshot?.people ?? 0, held);
  const tally = new Tally(total, total - held, startOf(run, tools), learning, run.reassign ?? undefined);
  const moving = await begin(run, pilot, moves, { tally, learning, left: held }, tools);
  const only = await chosen(run.state.only, moving, tools);
  if (!only) return;
  await (pilot > 0 || only.length > 0 ? moveThese(only, moving) : moveEveryone(moving));
  if (!(await moving.goOn())) return;
  if (pilot === 0 && !(await moveGroups(run, only, total, moving, tools))) return;

  const { directory } = tools.world;
  const { gone, ...holding } = await readHolding(run, { directory, documents: tools.documents });
  // Who was deleted meanwhile, or is only listed still, is nobody to move.
  const people = Math.max(0, total - gone);
  moving.tally.correct(people, Math.max(0, people - Math.max(holding.users, holding.counted ?? 0)));
  await tools.tell({ found: 'reassigned', work: moving.tally.work(), holding });
};

const startOf = ({ reassign }: Run, { timeline }: StepTools): string =>
  reassign?.startedAt ?? timeline.now().toISOString();

async function begin(
  run: Run,
  pilot: number,
  moves: Moves,
  { tally, learning, left }: { tally: Tally; learning: Learning; left: number },
  tools: StepTools,
): Promise<Moving> {
  const { world, documents, signal } = tools;
  const goOn = createProgress(tally, run, tools);
  const latecomers = createLatecomers(run, moves.fromSkuId, tools);
  const { directory } = world;
  const { tenantId } = run;
  return {
    run,
    documents,
    moves,
    latecomers,
    pilot,
    directory,
    tenantId,
    gate: await createGate(run, tools),
    areLast: areLast(run, left),
    signal,
    tally,
    learning,
    goOn,
  };
}

/** Ids of those it is about, a pilot chosen once; empty: everyone. undefined when the run is not to go on. */
async function chosen(
  only: readonly string[],
  moving: Moving,
  { tell }: StepTools,
): Promise<readonly string[] | undefined> {
  if (moving.pilot === 0 || only.length > 0) return only;
  const first = await chooseFirst(moving);
  const ids = first.map(({ id }) => id);
  const { state } = await tell({ found: 'pilot', only: ids, names: first.map(calledOf) });
  return state.is === 'reassigning' ? ids : undefined;
}

/** @returns whether to go on */
async function moveGroups(
  run: Run,
  only: readonly string[],
  total: number,
  { moves, latecomers, tally, learning, goOn }: Moving,
  tools: StepTools,
): Promise<boolean> {
  const { directory } = tools.world;
  const { tenantId } = run;
  for (const group of await directory.groupsWith(tenantId, moves.fromSkuId)) {
    if (only.length > 0 && !only.includes(group.id)) continue;
    const move = moves.of(group.id);
    if (swapGroup(group, move).is !== 'change') continue;
    await latecomers.noteGroup(group);
    if (await changeGroup(group, () => swapGroup(group, move), { tenantId, tally, learning }, tools))
      await groupProcessed(tenantId, group.id, goOn, tools);
    tally.correct(total, total - (await assignedOf(directory, tenantId, moves.fromSkuId)));
    if (!(await goOn())) return false;
  }
  // Groups that were changed before a restart may still be processed; all that were ever moved are written down.
  for (const group of await groupsIn(tools.documents, run.id, latecomers.snapshot)) {
    await groupProcessed(tenantId, group.id, goOn, tools);
    await nameMembersInError(tenantId, group.id, tally, tools);
    if (!(await goOn())) return false;
  }
  return true;
}
