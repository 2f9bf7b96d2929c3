import type { ChangeOutcome } from '../../upgrade/licences/change-outcome.js';
import type { LicenceChange } from '../../upgrade/licences/move.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import type { BatchReply } from './batch.js';
import { outcomeOf } from './batch-outcome.js';
import type { GraphClient } from './client.js';

const call = {
  kind: 'write',
  doing: 'changing licences',
  needs: 'LicenseAssignment.ReadWrite.All',
} as const;

/** Both arrays are mandatory; together they are one atomic change, without a gap and without a second seat. */
export function assignLicenseBody(change: Omit<LicenceChange, 'userId'>) {
  return {
    addLicenses: change.add.map(({ skuId, disabledPlans }) => ({ skuId, disabledPlans })),
    removeLicenses: change.remove,
  };
}

/**
 * Changes the licences of up to 20 people in one batch, each by one assignLicense.
 * @param changes no two of the same person: Graph answers parallel writes on one user with a conflict
 * @returns outcomes in the order of the changes; all `unknown` when the batch was sent and no answer came
 * @throws PortError when nothing was sent, or when the app lacks the permission for every change
 * @see https://learn.microsoft.com/graph/api/user-assignlicense
 */
export async function changeLicences(
  graph: GraphClient,
  tenantId: string,
  changes: readonly LicenceChange[],
): Promise<ChangeOutcome[]> {
  if (new Set(changes.map((change) => change.userId)).size < changes.length) {
    throw new RangeError('One change a person in a batch');
  }
  const items = changes.map((change, at) => ({
    id: String(at + 1),
    method: 'POST' as const,
    url: `/users/${encodeURIComponent(change.userId)}/assignLicense`,
    body: assignLicenseBody(change),
  }));

  let replies: Map<string, BatchReply>;
  try {
    replies = await graph.batch({ ...call, tenantId }, items);
  } catch (error) {
    if (hasProblem(error, 'unknownOutcome')) return changes.map(() => ({ is: 'unknown' }));
    throw error;
  }

  const answers = items.map((item) => replies.get(item.id));
  const turnedAway = answers.every((answer) => answer?.status === 403 || answer?.status === 401);
  if (answers.length > 0 && turnedAway) throw new PortError({ is: 'denied', needs: call.needs }, call.doing);
  return answers.map((answer) => outcomeOf(answer, graph.now()));
}
