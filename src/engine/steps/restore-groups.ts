import type { GroupSwap, Target } from '../../upgrade/licences/move.js';
import { asHolder, restore, stillOn } from '../../upgrade/licences/restore.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Failure } from '../../upgrade/run/shape.js';
import type { LicensedGroup } from '../../upgrade/tenant/facts.js';
import { groupsIn, type Snapshot } from '../snapshot/pages.js';
import { changeGroup, type GroupTools } from './group-change.js';
import type { StepTools } from './step.js';

type Was = Target & { before: readonly string[] };

/**
 * Switches off again, in what groups hand out, what was off in it before; service by service where that is refused.
 * @returns ids of the services that stay on, by the group's
 */
export async function restoreGroups(
  { id, tenantId }: Run,
  snapshot: Snapshot,
  target: Target,
  tools: GroupTools & { goOn: () => Promise<boolean> },
  { world, documents }: Pick<StepTools, 'world' | 'documents'>,
): Promise<ReadonlyMap<string, readonly string[]>> {
  const stayOn = new Map<string, readonly string[]>();
  for (const held of await groupsIn(documents, id, snapshot)) {
    if (!(await tools.goOn())) break;
    const group = held.switchedOff.length > 0 ? await world.directory.group(tenantId, held.id) : undefined;
    if (!group) continue;
    const was = { before: held.switchedOff, ...target };
    const refused: Failure[] = [];
    const fail = (failure: Failure) => void refused.push(failure);
    await changeGroup(group, () => changeOf(group, was), { ...tools, tally: { ...tools.tally, fail } }, { world });
    if (refused.length > 0) stayOn.set(group.id, await oneByOne(group, was, tools, { world }));
  }
  return stayOn;
}

function changeOf(group: LicensedGroup, was: Was): GroupSwap {
  const change = restore(asHolder(group), was);
  return change.is === 'change' ? change : { is: 'none' };
}

/** Each service on what the group hands out by then; what was refused is named with the group. @returns its ids */
async function oneByOne(
  group: LicensedGroup,
  was: Was,
  tools: GroupTools,
  { world }: Pick<StepTools, 'world'>,
): Promise<string[]> {
  const refused = new Map<string, Failure>();
  for (const service of stillOn(asHolder(group), was)) {
    const now = await world.directory.group(tools.tenantId, group.id);
    if (!now) return [];
    const fail = (failure: Failure) => void refused.set(service, failure);
    const one = { ...was, before: [service] };
    await changeGroup(now, () => changeOf(now, one), { ...tools, tally: { ...tools.tally, fail } }, { world });
  }
  const [services, last] = [[...refused.keys()], [...refused.values()].at(-1)];
  if (last) tools.tally.fail({ ...last, services });
  return services;
}
