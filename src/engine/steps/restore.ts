import { chunks } from '../../base/chunks.js';
import { concurrently } from '../../base/concurrently.js';
import { mapSwitchedOff, restore as restoreUser } from '../../upgrade/licences/swap.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';
import { type BatchTools, batchesAtOnce, batchSize, changeBatch, Gate, type Planned, Tally } from '../bulk.js';
import { groupsIn, type HeldBefore, readPages } from '../snapshot.js';
import { changeGroup } from './group-change.js';
import { createProgress } from './progress.js';
import type { Step } from './step.js';
import { targetOf } from './tenant-state.js';

/**
 * After an automatic upgrade, which gives everyone every service: switches off again what the snapshot says was off,
 * one call a person. Looking before each change makes it safe to begin anew.
 */
export const restore: Step = async (run, tools) => {
  if (run.state.is !== 'restoring' || !run.plan || !run.snapshot) return;
  const { world, documents, signal, timeline, tell } = tools;
  const { directory } = world;
  const { tenantId } = run;
  const target = await targetOf(directory, tenantId, run.plan);
  const { snapshot } = run;
  const tally = new Tally(snapshot.withSwitchedOff, 0, run.restore?.startedAt ?? timeline.now().toISOString());
  const goOn = createProgress(tally, 'restoring', tools);
  const batch: BatchTools = { directory, tenantId, gate: new Gate(timeline), signal, tally, goOn };

  await concurrently(people(), batchesAtOnce, async (held) => {
    const before = new Map(held.map((one) => [one.id, one.switchedOff]));
    const users = await directory.users(tenantId, [...before.keys()]);
    const plan = (user: LicensedUser): Planned | undefined => {
      const change = restoreUser(user, { before: before.get(user.id) ?? [], ...target });
      return change.is === 'change' ? change : undefined;
    };
    for (const user of users) {
      if (!plan(user)) tally.moved({ unmapped: mapSwitchedOff(before.get(user.id) ?? [], target).unmapped });
    }
    await changeBatch(users, plan, batch);
    await goOn();
  });
  for (const held of await groupsIn(documents, run.id, snapshot)) {
    if (held.switchedOff.length === 0) continue;
    const group = await directory.group(tenantId, held.id);
    if (!group) continue;
    const change = restoreUser(asHolder(group), { before: held.switchedOff, ...target });
    if (change.is === 'change') await changeGroup(tenantId, group, change.change, tally, tools);
  }
  if (await goOn()) await tell({ found: 'restored', work: tally.work() });

  async function* people(): AsyncIterable<HeldBefore[]> {
    for await (const page of readPages(documents, run.id, snapshot)) {
      if (page.of !== 'users') continue;
      for (const held of chunks(
        page.held.filter((one) => one.switchedOff.length > 0),
        batchSize,
      )) {
        if (!(await goOn())) return;
        yield held;
      }
    }
  }
};

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
