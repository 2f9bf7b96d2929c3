import type { GroupSwap, Target } from '../../upgrade/licences/move.js';
import { asHolder, restore, stillOn } from '../../upgrade/licences/restore.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Failure } from '../../upgrade/run/shape.js';
import type { LicensedGroup } from '../../upgrade/tenant/facts.js';
import { groupsIn, type Snapshot } from '../snapshot/pages.js';
import { changeGroup, type GroupTools } from './group-change.js';
import type { StepTools } from './step.js';

type Was = Target & { before: readonly string[] };

/** Switches off again, in what groups hand out, what was off in it before; service by service where that is refused. */
export async function restoreGroups(
  { id, tenantId }: Run,
  snapshot: Snapshot,
  target: Target,
  tools: GroupTools,
  { world, documents }: Pick<StepTools, 'world' | 'documents'>,
): Promise<void> {
  for (const held of await groupsIn(documents, id, snapshot)) {
    const group = held.switchedOff.length > 0 ? await world.directory.group(tenantId, held.id) : undefined;
    if (!group) continue;
    const was = { before: held.switchedOff, ...target };
    const refused: Failure[] = [];
    const fail = (failure: Failure) => void refused.push(failure);
    await changeGroup(group, () => changeOf(group, was), { ...tools, tally: { ...tools.tally, fail } }, { world });
    if (refused.length > 0) await oneByOne(group, was, tools, { world });
  }
}

function changeOf(group: LicensedGroup, was: Was): GroupSwap {
  const change = restore(asHolder(group), was);
  return change.is === 'change' ? change : { is: 'none' };
}

/** Each service on what the group hands out by then; what was refused is named with the group. */
async function oneByOne(group: LicensedGroup, was: Was, tools: GroupTools, { world }: Pick<StepTools, 'world'>) {
  const refused = new Map<string, Failure>();
  for (const service of stillOn(asHolder(group), was)) {
    const now = await world.directory.group(tools.tenantId, group.id);
    if (!now) return;
    const fail = (failure: Failure) => void refused.set(service, failure);
    const one = { ...was, before: [service] };
    await changeGroup(now, () => changeOf(now, one), { ...tools, tally: { ...tools.tally, fail } }, { world });
  }
  const last = [...refused.values()].at(-1);
  if (last) tools.tally.fail({ ...last, services: [...refused.keys()] });
}
