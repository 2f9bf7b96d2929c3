import type { Target } from '../../upgrade/licences/move.js';
import { swapGroup } from '../../upgrade/licences/swap.js';
import type { GroupsLeft } from '../../upgrade/run/found.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { readHolding } from '../people/holding.js';
import { userFailure } from '../people/tally.js';
import { readOldPlan } from '../plans.js';
import { groupsIn } from '../snapshot/pages.js';
import { changeGroup, type GroupTools, groupProcessed, nameMembersInError } from './group-change.js';
import type { StepTools } from './step.js';

/** Groups that Microsoft's upgrade left on the old plan, and the people who get their licence from them. */

export type Moved = Pick<GroupsLeft, 'moved' | 'inError' | 'mayNotReprocess'>;

/**
 * Moves every group that hands out the old plan to the new one, and waits until its members have it. Members who do not
 * get it are named; when an admin has it tried again, Microsoft is asked to process them again.
 * @param again whether an admin has it tried again
 * @returns undefined when the run is not to go on
 */
export async function moveGroupsLeft(
  run: Run,
  target: Target,
  again: boolean,
  tools: GroupTools & { goOn: () => Promise<boolean> },
  step: StepTools,
): Promise<Moved | undefined> {
  const { directory } = step.world;
  const { tenantId, goOn } = tools;
  const move = { fromSkuId: sourceOf(run).skuId, ...target };
  let moved = 0;
  const concerned = new Set((await writtenDown(run, step)).map(({ id }) => id));
  for (const group of await directory.groupsWith(tenantId, move.fromSkuId)) {
    concerned.add(group.id);
    if (await changeGroup(group, () => swapGroup(group, move), tools, step)) moved += 1;
    if (!(await goOn())) return undefined;
  }
  for (const id of concerned) {
    await groupProcessed(tenantId, id, goOn, step);
    if (!(await goOn())) return undefined;
  }
  const asked = again ? await reprocess(await inErrorIn(concerned, tenantId, step), tenantId, step) : undefined;
  const left = await inErrorIn(concerned, tenantId, step);
  for (const id of concerned) await nameMembersInError(tenantId, id, tools.tally, step);
  // What Microsoft says when it is asked to process somebody again is the true reason, in full.
  for (const [user, text] of asked?.refused ?? []) if (left.has(user.id)) tools.tally.fail(userFailure(user, text));
  return { moved, inError: left.size, mayNotReprocess: asked?.isDenied ?? false };
}

/** Who holds the old plan after that, and how it stands. */
export async function whatIsLeft(run: Run, moved: Moved, { world, documents }: StepTools): Promise<GroupsLeft> {
  const holding = await readHolding(run, { directory: world.directory, documents });
  return { ...moved, holding, old: await readOldPlan(run, world) };
}

async function writtenDown({ id, snapshot }: Run, { documents }: StepTools) {
  return snapshot ? groupsIn(documents, id, snapshot) : [];
}

async function inErrorIn(groups: ReadonlySet<string>, tenantId: string, { world }: StepTools) {
  const members = new Map<string, LicensedUser>();
  for (const id of groups)
    for (const user of await world.directory.membersInError(tenantId, id)) members.set(user.id, user);
  return members;
}

/** Asks Microsoft to process people again; who is refused is told of with its sentence. */
async function reprocess(
  people: ReadonlyMap<string, LicensedUser>,
  tenantId: string,
  { world }: StepTools,
): Promise<{ refused: [LicensedUser, string][]; isDenied: boolean }> {
  const refused: [LicensedUser, string][] = [];
  for (const user of people.values()) {
    const outcome = await world.directory.reprocessLicences(tenantId, user.id);
    if (outcome.is === 'denied') return { refused, isDenied: true };
    if (outcome.is === 'refused') refused.push([user, outcome.text]);
  }
  return { refused, isDenied: false };
}
