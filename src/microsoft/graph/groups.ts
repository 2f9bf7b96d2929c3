import { z } from 'zod';
import { chunks } from '../../base/chunks.js';
import type { LicenceChange } from '../../upgrade/licences/move.js';
import { hasProblem } from '../../upgrade/ports.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';
import { largestBatch } from './batch.js';
import type { GraphClient } from './client.js';
import { guid } from './guid.js';
import { assignLicenseBody } from './licence-changes.js';
import { noneIfNotFound } from './none-if-not-found.js';
import { query, quoted } from './query.js';
import { readUsers } from './users.js';
import { processingOf } from './words.js';

const needs = 'GroupMember.Read.All';
const groupFields = 'id,displayName,assignedLicenses,licenseProcessingState';

const groupSchema = z
  .object({
    id: guid,
    displayName: z.string().nullish(),
    assignedLicenses: z.array(z.object({ skuId: guid.nullish(), disabledPlans: z.array(guid).nullish() })).nullish(),
    licenseProcessingState: z.object({ state: z.string().nullish() }).nullish(),
  })
  .transform(
    (group): LicensedGroup => ({
      id: group.id,
      displayName: group.displayName ?? '',
      licences: (group.assignedLicenses ?? []).map(({ skuId, disabledPlans }) => ({
        skuId: skuId ?? '',
        disabledPlans: disabledPlans ?? [],
      })),
      processing: processingOf(group.licenseProcessingState?.state),
    }),
  );

const memberSchema = z.object({ '@odata.type': z.string().nullish(), id: guid });

/** Groups that hand out the product. */
export function readGroupsWith(graph: GraphClient, tenantId: string, skuId: string): Promise<LicensedGroup[]> {
  const options = query({ $filter: `assignedLicenses/any(x:x/skuId eq ${skuId})`, $select: groupFields });
  const read = { tenantId, path: `/groups?${options}`, doing: 'listing the groups that hand out a licence', needs };
  return graph.all(read, groupSchema, 'id');
}

/**
 * Groups of a name, which need not be the only ones of it.
 * @see https://learn.microsoft.com/graph/api/group-list (displayName supports eq)
 */
export function readGroupsCalled(graph: GraphClient, tenantId: string, name: string): Promise<LicensedGroup[]> {
  const options = query({ $filter: `displayName eq ${quoted(name)}`, $select: groupFields });
  const read = { tenantId, path: `/groups?${options}`, doing: 'looking for a group by its name', needs };
  return graph.all(read, groupSchema, 'id');
}

/** One group as it is now; undefined when it does not exist. */
export async function readGroup(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
): Promise<LicensedGroup | undefined> {
  const path = `/groups/${encodeURIComponent(groupId)}?$select=${groupFields}`;
  return noneIfNotFound(graph.get({ tenantId, path, doing: 'reading a group', needs }, groupSchema));
}

/**
 * Ids of the people who are direct members, in pages; group licences do not reach members of nested groups. A group
 * that does not exist has none.
 */
export async function* readGroupMembers(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
): AsyncIterable<string[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/members?$select=id&$top=999`;
  const read = { tenantId, path, doing: 'listing the members of a group', needs };
  try {
    for await (const page of graph.pages(read, memberSchema, 'id')) {
      const people = page.filter((member) => (member['@odata.type'] ?? userType) === userType);
      yield people.map((member) => member.id);
    }
  } catch (error) {
    if (!hasProblem(error, 'notFound')) throw error;
  }
}

const userType = '#microsoft.graph.user';

/**
 * Members who did not get what the group hands out; why stands in their licences, which are read person by person: the
 * list itself need not tell them. A group that does not exist has none.
 * @see https://learn.microsoft.com/graph/api/group-list-memberswithlicenseerrors
 */
export async function readMembersInError(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
): Promise<LicensedUser[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/membersWithLicenseErrors?$select=id`;
  const read = { tenantId, path, doing: "listing a group's licence errors", needs };
  const named = (await noneIfNotFound(graph.all(read, memberSchema, 'id'))) ?? [];
  const members: LicensedUser[] = [];
  for (const some of chunks(named, largestBatch))
    members.push(
      ...(await readUsers(
        graph,
        tenantId,
        some.map(({ id }) => id),
      )),
    );
  return members.filter((member) =>
    member.licences.some(
      ({ assignedByGroup, state, error }) => assignedByGroup === groupId && (error !== null || state === 'Error'),
    ),
  );
}

/**
 * Changes what a group hands out. Accepted only: members are processed later, and errors show on them alone.
 * @see https://learn.microsoft.com/graph/api/group-assignlicense
 */
export async function changeGroupLicence(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
  change: Omit<LicenceChange, 'userId'>,
): Promise<void> {
  const path = `/groups/${encodeURIComponent(groupId)}/assignLicense`;
  const doing = 'changing what a group hands out';
  await graph.post(
    { tenantId, path, doing, needs: 'LicenseAssignment.ReadWrite.All', body: assignLicenseBody(change) },
    z.unknown(),
  );
}
