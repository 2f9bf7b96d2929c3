import { type Move, mapSwitchedOff, restore as restoreUser } from '../../upgrade/licences/swap.js';
import type { Run } from '../../upgrade/run/run.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';
import type { BatchTools } from '../people/change-batch.js';
import { Gate } from '../people/gate.js';
import { Tally } from '../people/tally.js';
import { changeWrittenDown } from '../people/written-down.js';
import { groupsIn, type HeldBefore, type Snapshot } from '../snapshot/pages.js';
import { changeGroup } from './group-change.js';
import { createProgress } from './progress.js';
import type { Step, StepTools } from './step.js';
import { targetOf } from './tenant-state.js';

/**
 * After an automatic upgrade, which gives everyone every service: switches off again what the snapshot says was off,
 * one call a person.
 */
export const restore: Step = async (run, tools) => {
  if (run.state.is !== 'restoring' || !run.plan || !run.snapshot) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId, snapshot } = run;
  const target = await targetOf(directory, tenantId, run.plan);
  const startedAt = run.restore?.startedAt ?? timeline.now().toISOString();
  const tally = new Tally(snapshot.withSwitchedOff, 0, startedAt);
  const goOn = createProgress(tally, 'restoring', tools);
  const batch: BatchTools = { directory, tenantId, gate: new Gate(timeline), signal, tally, goOn };

  await changeWrittenDown(
    {
      runId: run.id,
      snapshot,
      documents,
      wanted: hadSwitchedOff,
      change: (user, { switchedOff }) => restoreUser(user, { before: switchedOff, ...target }),
      isSo: ({ switchedOff }) => tally.moved({ unmapped: mapSwitchedOff(switchedOff, target).unmapped }),
    },
    batch,
  );
  await restoreGroups(run, snapshot, target, tally, tools);
  if (await goOn()) await tell({ found: 'restored', work: tally.work() });
};

const hadSwitchedOff = ({ switchedOff }: HeldBefore): boolean => switchedOff.length > 0;

async function restoreGroups(
  { id, tenantId }: Run,
  snapshot: Snapshot,
  target: Omit<Move, 'fromSkuId'>,
  tally: Tally,
  tools: StepTools,
): Promise<void> {
  const { directory } = tools.world;
  for (const held of (await groupsIn(tools.documents, id, snapshot)).filter(hadSwitchedOff)) {
    const group = await directory.group(tenantId, held.id);
    if (!group) continue;
    const change = restoreUser(asHolder(group), { before: held.switchedOff, ...target });
    if (change.is === 'change') await changeGroup(tenantId, group, change.change, tally, tools);
  }
}

/** A group's licences read like a person's direct ones: the same rule tells what to switch off. */
function asHolder({ id, displayName, licences }: LicensedGroup): LicensedUser {
  return {
    id,
    displayName,
    userPrincipalName: '',
    usageLocation: null,
    licences: licences.map((one) => ({ ...one, assignedByGroup: null, state: 'Active', error: null })),
  };
}
