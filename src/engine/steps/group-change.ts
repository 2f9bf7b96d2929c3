import { readLicenceFailure } from '../../upgrade/licences/licence-failures.js';
import type { LicenceChange } from '../../upgrade/licences/swap.js';
import { hasProblem } from '../../upgrade/ports.js';
import { type Tally, userFailure } from '../people/tally.js';
import type { StepTools } from './step.js';

/** Changes what a group hands out; its members follow when Microsoft has processed it. */

type Group = { id: string; displayName: string };

const firstLookMs = 1_000;
const longestWaitMs = 30_000;
const looksAtUnknown = 5;

/** @returns whether Microsoft took the change; a refusal is counted as the group's failure. */
export async function changeGroup(
  tenantId: string,
  group: Group,
  change: Omit<LicenceChange, 'userId'>,
  tally: Tally,
  { world }: StepTools,
): Promise<boolean> {
  try {
    await world.directory.changeGroupLicence(tenantId, group.id, change);
    return true;
  } catch (error) {
    if (!hasProblem(error, 'refused')) throw error;
    const { text } = error.problem;
    tally.fail({ id: group.id, name: group.displayName, of: 'group', reason: readLicenceFailure(text), text });
    return false;
  }
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
  tally: Tally,
  { world }: StepTools,
): Promise<void> {
  for (const user of await world.directory.membersInError(tenantId, groupId)) {
    const error = user.licences.find((licence) => licence.assignedByGroup === groupId && licence.error)?.error;
    tally.fail(userFailure(user, error ?? ''));
  }
}
