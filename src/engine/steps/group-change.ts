import { calledOf } from '../../upgrade/licences/called.js';
import { readLicenceFailure } from '../../upgrade/licences/licence-failures.js';
import type { GroupSwap } from '../../upgrade/licences/move.js';
import { hasProblem } from '../../upgrade/ports.js';
import type { Failure } from '../../upgrade/run/shape.js';
import type { Learning } from '../people/learning.js';
import { type Tally, userFailure } from '../people/tally.js';
import type { StepTools } from './step.js';

/** Changes what a group hands out; its members follow when Microsoft has processed it. */

type Group = { id: string; displayName: string };

const firstLookMs = 1_000;
const longestWaitMs = 30_000;
const looksAtUnknown = 5;

export type GroupTools = { tenantId: string; tally: Pick<Tally, 'fail' | 'told'>; learning: Pick<Learning, 'learn'> };

/**
 * @param plan what is to happen to the group, by what is known now of services that need each other
 * @returns whether Microsoft took the change; a refusal is counted as the group's failure, and a group that was deleted
 * meanwhile hands out nothing any more
 */
export async function changeGroup(
  group: Group,
  plan: () => GroupSwap,
  { tenantId, tally, learning }: GroupTools,
  { world }: Pick<StepTools, 'world'>,
): Promise<boolean> {
  for (;;) {
    const planned = plan();
    if (planned.is !== 'change') return false;
    const refusal = await refusalOf(world.directory.changeGroupLicence(tenantId, group.id, planned.change));
    if (refusal === undefined) {
      const leaves = planned.unmapped.length + planned.alsoOff.length > 0;
      if (leaves) tally.told(planned, await countMembers(tenantId, group.id, world));
      return true;
    }
    if (refusal === 'gone') return false;
    if (learning.learn(group.id, refusal.text)) continue;
    tally.fail(groupFailure(group, refusal.text));
    return false;
  }
}

function groupFailure(group: Group, text: string): Failure {
  return { id: group.id, name: calledOf(group), of: 'group', reason: readLicenceFailure(text), text };
}

async function refusalOf(change: Promise<void>): Promise<{ text: string } | 'gone' | undefined> {
  try {
    await change;
    return undefined;
  } catch (error) {
    if (hasProblem(error, 'notFound')) return 'gone';
    if (hasProblem(error, 'refused')) return { text: error.problem.text };
    throw error;
  }
}

async function countMembers(tenantId: string, groupId: string, { directory }: StepTools['world']): Promise<number> {
  let members = 0;
  for await (const page of directory.groupMembers(tenantId, groupId)) members += page.length;
  return members;
}

/** Waits until the group's members have been processed, as long as `goOn` says so. */
export async function groupProcessed(
  tenantId: string,
  groupId: string,
  goOn: () => Promise<boolean>,
  { world, timeline, signal }: StepTools,
): Promise<void> {
  let waitMs = firstLookMs;
  for (let looks = 1; await goOn(); looks += 1) {
    const { processing } = (await world.directory.group(tenantId, groupId)) ?? { processing: 'complete' };
    // A group that never tells how far it is must not hold everyone up.
    if (processing === 'complete' || (processing === 'unknown' && looks >= looksAtUnknown)) return;
    await timeline.sleepUntil(new Date(timeline.now().getTime() + waitMs), signal);
    waitMs = Math.min(waitMs * 1.5, longestWaitMs);
  }
}

/** Members who did not get what the group hands out are failures. */
export async function nameMembersInError(
  tenantId: string,
  groupId: string,
  tally: Pick<Tally, 'fail'>,
  { world }: StepTools,
): Promise<void> {
  for (const user of await world.directory.membersInError(tenantId, groupId)) {
    const error = user.licences.find((licence) => licence.assignedByGroup === groupId && licence.error)?.error;
    tally.fail(userFailure(user, error ?? ''));
  }
}
