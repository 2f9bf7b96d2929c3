import type { LicensedGroup, LicensedUser } from '../../upgrade/facts.js';
import { type Move, readLicenceFailure, swap, swapGroup } from '../../upgrade/licences.js';
import { PortError } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run.js';
import { sourceOf } from '../../upgrade/states.js';
import {
  type BatchTools,
  batchesAtOnce,
  batchSize,
  changeBatch,
  Gate,
  type Planned,
  Tally,
  userFailure,
} from '../bulk.js';
import { concurrently } from '../concurrently.js';
import { createProgress } from './progress.js';
import type { Step, StepTools } from './step.js';
import { chunks, targetOf, whoHolds } from './tenant-state.js';

/** Passes over the tenant before what is still held is left to the admin. */
const passesAtMost = 5;

/**
 * Step 3 of the manual path: moves everyone from the old plan to the new, direct licences person by person and group
 * licences at the group. Who is left is read from Graph, so it may be begun anew at any time; people who cannot be
 * moved are named, with why.
 */
export const reassign: Step = async (run, tools) => {
  if (run.state.is !== 'reassigning' || !run.plan) return;
  const { world, signal, timeline, tell } = tools;
  const { directory } = world;
  const from = sourceOf(run).skuId;
  const move: Move = { fromSkuId: from, ...(await targetOf(directory, run.tenantId, run.plan)) };

  const held = await assigned(run, tools, from);
  const total = Math.max(run.reassign?.total ?? 0, run.snapshot?.people ?? 0, held);
  const tally = new Tally(total, total - held, run.reassign?.startedAt ?? timeline.now().toISOString());
  const goOn = createProgress(tally, 'reassigning', tools);
  const batch: BatchTools = { directory, tenantId: run.tenantId, gate: new Gate(timeline), signal, tally };
  const plan = (user: LicensedUser): Planned | undefined => {
    const change = swap(user, move);
    return change.is === 'change' ? change : undefined;
  };

  let room = run.state.pilot > 0 ? run.state.pilot : Number.POSITIVE_INFINITY;
  for (let pass = 1; pass <= passesAtMost; pass += 1) {
    let found = 0;
    await concurrently(batches(), batchesAtOnce, async (users) => {
      // The list lags behind writes: from the second pass on, each person is read before anything is changed.
      const now =
        pass === 1
          ? users
          : await directory.users(
              run.tenantId,
              users.map((user) => user.id),
            );
      const movable = now.filter((user) => plan(user) !== undefined).slice(0, Math.max(0, room));
      room -= movable.length;
      found += movable.length;
      await changeBatch(movable, plan, batch);
      await goOn();
    });
    if (!(await goOn())) return;
    if (found === 0 || room <= 0) break;
  }

  if (run.state.pilot === 0) {
    for (const group of await directory.groupsWith(run.tenantId, from)) {
      await moveGroup(run, group, move, tally, tools);
      const left = await assigned(run, tools, from);
      tally.correct(total, total - left);
      if (!(await goOn())) return;
    }
  }

  const still = await whoHolds(directory, run.tenantId, from);
  tally.correct(total, Math.max(0, total - still.users));
  await tell({ found: 'reassigned', work: tally.work(), held: still });

  async function* batches(): AsyncIterable<LicensedUser[]> {
    for await (const page of directory.holders(run.tenantId, from)) {
      for (const users of chunks(
        page.filter((user) => !tally.hasFailed(user.id)),
        batchSize,
      )) {
        if (room <= 0 || !(await goOn())) return;
        yield users;
      }
    }
  }
};

async function assigned(run: Run, { world }: StepTools, skuId: string): Promise<number> {
  const skus = await world.directory.skus(run.tenantId);
  return skus.find((sku) => sku.skuId === skuId)?.assigned ?? 0;
}

/** Swaps a group's own licence and waits until its members have been processed; members left in error are failures. */
async function moveGroup(
  run: Run,
  group: LicensedGroup,
  move: Move,
  tally: Tally,
  { world, timeline, signal }: StepTools,
): Promise<void> {
  const { directory } = world;
  const { tenantId } = run;
  const change = swapGroup(group, move);
  if (change.is !== 'change') return;
  try {
    await directory.changeGroupLicence(tenantId, group.id, change.change);
  } catch (error) {
    if (!(error instanceof PortError) || error.problem.is !== 'refused') throw error;
    const { text } = error.problem;
    tally.fail({ id: group.id, name: group.displayName, of: 'group', reason: readLicenceFailure(text), text });
    return;
  }
  for (let waitMs = 1_000; !signal.aborted; waitMs = Math.min(waitMs * 1.5, 30_000)) {
    const now = await directory.group(tenantId, group.id);
    if (!now || now.processing === 'complete') break;
    await timeline.sleepUntil(new Date(timeline.now().getTime() + waitMs), signal);
  }
  for (const user of await directory.membersInError(tenantId, group.id)) {
    const error = user.licences.find((licence) => licence.assignedByGroup === group.id && licence.error)?.error;
    tally.fail(userFailure(user, error ?? ''));
  }
}
