import type { GroupSwap, Target } from '../../upgrade/licences/move.js';
import { asHolder, restore as restoreUser, stillOn } from '../../upgrade/licences/restore.js';
import { offIn } from '../../upgrade/licences/switched-off.js';
import { learntIn } from '../../upgrade/run/learnt.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Failure } from '../../upgrade/run/shape.js';
import type { LicensedGroup } from '../../upgrade/tenant/facts.js';
import { Gate } from '../people/gate.js';
import { Learning } from '../people/learning.js';
import { restorePiecemeal } from '../people/piecemeal.js';
import { Tally } from '../people/tally.js';
import { changeWrittenDown } from '../people/written-down.js';
import { groupsIn, type HeldBefore, type Snapshot } from '../snapshot/pages.js';
import { changeGroup, type GroupTools } from './group-change.js';
import { createProgress } from './progress.js';
import type { Step, StepTools } from './step.js';
import { targetOf } from './tenant-state.js';

/**
 * After an automatic upgrade, which gives everyone every service: switches off again what the snapshot says was off,
 * one call a person; service by service for whom that is refused.
 */
export const restore: Step = async (run, tools) => {
  if (run.state.is !== 'restoring' || !run.plan || !run.snapshot) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId, snapshot } = run;
  const learning = new Learning(learntIn(run));
  const target: Target = { ...(await targetOf(directory, tenantId, run.plan)), learnt: learning.learnt };
  const startedAt = run.restore?.startedAt ?? timeline.now().toISOString();
  const tally = new Tally(snapshot.withSwitchedOff, 0, startedAt, learning);
  const goOn = createProgress(tally, 'restoring', tools);
  const batch = { directory, tenantId, gate: new Gate(timeline), signal, tally, learning, goOn };

  const refused = new Map<string, HeldBefore>();
  await changeWrittenDown(
    {
      runId: run.id,
      snapshot,
      documents,
      wanted: hadSwitchedOff,
      change: (user, { switchedOff }) => restoreUser(user, { before: switchedOff, ...target }),
      isSo: ({ switchedOff }) => tally.moved(offIn(switchedOff, target)),
      failed: (held, failure) => (isAboutServices(failure) ? refused.set(held.id, held) : tally.fail(failure)),
    },
    batch,
  );
  await restorePiecemeal(refused, target, batch);
  await restoreGroups(run, snapshot, target, { tenantId, tally, learning }, tools);
  if (await goOn()) await tell({ found: 'restored', work: tally.work() });
};

const hadSwitchedOff = ({ switchedOff }: HeldBefore): boolean => switchedOff.length > 0;

/** What is refused for one service need not be for another; a person who cannot be changed at all is tried once. */
const isAboutServices = ({ reason }: Failure): boolean => ['conflict', 'dependency', 'other'].includes(reason);

async function restoreGroups(
  { id, tenantId }: Run,
  snapshot: Snapshot,
  target: Target,
  tools: GroupTools,
  { world, documents }: StepTools,
): Promise<void> {
  const { directory } = world;
  for (const held of (await groupsIn(documents, id, snapshot)).filter(hadSwitchedOff)) {
    const group = await directory.group(tenantId, held.id);
    if (!group) continue;
    const was = { before: held.switchedOff, ...target };
    const refused: Failure[] = [];
    const quiet = { ...tools, tally: { ...bound(tools), fail: (failure: Failure) => void refused.push(failure) } };
    await changeGroup(group, () => groupRestore(group, was), quiet, { world });
    if (refused.length > 0) await restoreGroupPiecemeal(group, was, tools, { world });
  }
}

const bound = ({ tally }: GroupTools): GroupTools['tally'] => ({
  told: (told, people) => tally.told(told, people),
  fail: (failure) => tally.fail(failure),
});

function groupRestore(group: LicensedGroup, was: Target & { before: readonly string[] }): GroupSwap {
  const change = restoreUser(asHolder(group), was);
  return change.is === 'change' ? change : { is: 'none' };
}

/** Service by service, each on what the group hands out by then; what was refused is named with the group. */
async function restoreGroupPiecemeal(
  group: LicensedGroup,
  was: Target & { before: readonly string[] },
  tools: GroupTools,
  { world }: Pick<StepTools, 'world'>,
): Promise<void> {
  const refused = new Map<string, Failure>();
  for (const service of stillOn(asHolder(group), was)) {
    const now = await world.directory.group(tools.tenantId, group.id);
    if (!now) return;
    const fail = (failure: Failure) => void refused.set(service, failure);
    const one = { ...was, before: [service] };
    await changeGroup(now, () => groupRestore(now, one), { ...tools, tally: { ...bound(tools), fail } }, { world });
  }
  const last = [...refused.values()].at(-1);
  if (last) tools.tally.fail({ ...last, services: [...refused.keys()] });
}
