import { z } from 'zod';
import { PortError } from '../../upgrade/ports.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import { readBody } from '../http.js';
import { problemOf } from '../problem.js';
import { readAgainAfter, usualLimits } from '../read-waits.js';
import type { BatchReply } from './batch.js';
import { eventual, type GraphClient, graphFault } from './client.js';
import { guid } from './guid.js';
import { query, quoted } from './query.js';
import { judge } from './refusals.js';
import { licenceErrorOf, licenceStateOf, usageLocationOf } from './words.js';

// Graph leaves licence states out unless they are asked for.
export const userFields = 'id,displayName,userPrincipalName,usageLocation,licenseAssignmentStates';

const licenceStateSchema = z.object({
  skuId: guid.nullish(),
  disabledPlans: z.array(guid).nullish(),
  assignedByGroup: guid.nullish(),
  state: z.string().nullish(),
  error: z.string().nullish(),
});

/** A user as selected by {@link userFields}. */
const userSchema = z
  .object({
    id: guid,
    displayName: z.string().nullish(),
    userPrincipalName: z.string().nullish(),
    usageLocation: z.string().nullish(),
    licenseAssignmentStates: z.array(licenceStateSchema).nullish(),
  })
  .transform(
    (user): LicensedUser => ({
      id: user.id,
      displayName: user.displayName ?? '',
      userPrincipalName: user.userPrincipalName ?? '',
      usageLocation: usageLocationOf(user.usageLocation),
      licences: (user.licenseAssignmentStates ?? []).map((licence) => ({
        skuId: licence.skuId ?? '',
        disabledPlans: licence.disabledPlans ?? [],
        assignedByGroup: licence.assignedByGroup || null,
        state: licenceStateOf(licence.state),
        error: licenceErrorOf(licence.error),
      })),
    }),
  );

/**
 * Everyone who holds a product, in pages of up to 999. The index behind it lags writes by seconds.
 * @see https://learn.microsoft.com/graph/aad-advanced-queries
 */
export function readHolders(graph: GraphClient, tenantId: string, skuId: string): AsyncIterable<LicensedUser[]> {
  return listUsers(graph, tenantId, `assignedLicenses/any(s:s/skuId eq ${skuId})`, 'listing who holds a licence');
}

/**
 * The same of a department. Graph compares its name without regard to capitals.
 * @see https://learn.microsoft.com/graph/aad-advanced-queries (user properties: department supports eq)
 */
export function readHoldersIn(
  graph: GraphClient,
  tenantId: string,
  skuId: string,
  department: string,
): AsyncIterable<LicensedUser[]> {
  const holds = `assignedLicenses/any(s:s/skuId eq ${skuId})`;
  return listUsers(
    graph,
    tenantId,
    `${holds} and department eq ${quoted(department)}`,
    'listing who is in a department',
  );
}

function listUsers(
  graph: GraphClient,
  tenantId: string,
  $filter: string,
  doing: string,
): AsyncIterable<LicensedUser[]> {
  const options = query({ $filter, $select: userFields, $top: '999', $count: 'true' });
  const read = { tenantId, path: `/users?${options}`, headers: eventual, doing, needs: 'User.Read.All' };
  return graph.pages(read, userSchema, 'id');
}

const doingUsers = 'reading people';
const needsUsers = 'User.Read.All';

/**
 * People by id as they are this moment (no advanced query, so no lag), in one batch; the missing are left out.
 * @param ids at most 20
 */
export async function readUsers(graph: GraphClient, tenantId: string, ids: readonly string[]): Promise<LicensedUser[]> {
  const found = new Map<string, LicensedUser>();
  let left = [...new Set(ids)];
  for (let attempt = 1; left.length > 0; attempt++) {
    const items = left.map((id) => ({
      id,
      method: 'GET' as const,
      url: `/users/${encodeURIComponent(id)}?$select=${userFields}`,
    }));
    const replies = await graph.batch({ kind: 'read', tenantId, doing: doingUsers, needs: needsUsers }, items);
    const failed: PortError[] = [];
    left = left.filter((id) => {
      const error = takeUser(graph, id, replies.get(id), found);
      if (error) failed.push(error);
      return error !== undefined;
    });
    const worst = longestAsked(failed);
    if (!worst) continue;
    const wait = readAgainAfter(worst.problem, attempt, usualLimits);
    if (wait === undefined) throw worst;
    await graph.sleep(wait);
  }
  return ids.flatMap((id) => found.get(id) ?? []);
}

/** Keeps the user, or returns the error that is worth asking again; throws one that is not. */
function takeUser(
  graph: GraphClient,
  id: string,
  reply: BatchReply | undefined,
  found: Map<string, LicensedUser>,
): PortError | undefined {
  if (!reply) return new PortError({ is: 'unreachable' }, doingUsers, { service: 'graph' });
  if (reply.status === 200) {
    found.set(id, readBody({ service: 'graph', kind: 'read', doing: doingUsers }, reply.body, userSchema));
    return undefined;
  }
  const problem = problemOf({
    kind: 'read',
    status: reply.status,
    headers: reply.headers,
    fault: graphFault(reply.body),
    needs: needsUsers,
    judge,
    now: graph.now(),
  });
  if (problem.is === 'notFound') return undefined;
  const error = new PortError(problem, `${doingUsers} (status ${reply.status} inside a batch)`, {
    service: 'graph',
  });
  if (problem.is === 'busy' || problem.is === 'unreachable') return error;
  throw error;
}

/** The one that asks for the longest wait. */
function longestAsked(errors: readonly PortError[]): PortError | undefined {
  const asked = ({ problem }: PortError) => (problem.is === 'busy' ? (problem.retryAfterMs ?? 0) : 0);
  return [...errors].sort((one, other) => asked(other) - asked(one))[0];
}
