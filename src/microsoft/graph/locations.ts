import type { ChangeOutcome } from '../../upgrade/licences/change-outcome.js';
import { hasProblem, PortError } from '../../upgrade/ports.js';
import { rolesIn } from '../granted.js';
import { locationWrite } from '../permissions.js';
import { outcomeOf } from './batch-outcome.js';
import type { GraphClient } from './client.js';

const call = { kind: 'write', doing: 'setting usage locations', needs: locationWrite } as const;
/** Permissions that let an app change a user. @see https://learn.microsoft.com/graph/api/user-update */
const granting = [locationWrite, 'Directory.ReadWrite.All'];

/**
 * Whether the app may change people, as its token tells; one that was handed out before it was granted is not believed.
 * @throws PortError when no token is to be had
 */
export async function maySetLocation({ token }: GraphClient, tenantId: string): Promise<boolean> {
  const tells = async (options?: { fresh: boolean }) => {
    const granted = rolesIn(await token({ tenantId, doing: call.doing }, options));
    return granting.some((one) => granted?.has(one));
  };
  return (await tells()) || tells({ fresh: true });
}

/**
 * Sets the usage location of up to 20 people in one batch. Services may be refused to a country, so that Microsoft
 * demands it before it assigns a licence.
 * @param country ISO 3166-1 alpha-2
 * @returns outcomes in the order of the ids; all `unknown` when the batch was sent and no answer came
 * @throws PortError when nothing was sent, or `denied` when the app may change nobody
 * @see https://learn.microsoft.com/graph/api/user-update
 */
export async function setLocation(
  graph: GraphClient,
  tenantId: string,
  ids: readonly string[],
  country: string,
): Promise<ChangeOutcome[]> {
  const items = ids.map((id, at) => ({
    id: String(at + 1),
    method: 'PATCH' as const,
    url: `/users/${encodeURIComponent(id)}`,
    body: { usageLocation: country },
  }));
  try {
    const replies = await graph.batch({ ...call, tenantId }, items);
    const answers = items.map((item) => replies.get(item.id));
    if (answers.length > 0 && answers.every((answer) => answer?.status === 403))
      throw new PortError({ is: 'denied', needs: call.needs }, call.doing, { service: 'graph' });
    return answers.map((answer) => outcomeOf(answer, graph.now()));
  } catch (error) {
    if (hasProblem(error, 'unknownOutcome')) return ids.map(() => ({ is: 'unknown' }));
    throw error;
  }
}
