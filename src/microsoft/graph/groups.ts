import { z } from 'zod';
import type { LicenceChange } from '../../upgrade/licences/swap.js';
import type { LicensedGroup, LicensedUser } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';
import { assignLicenseBody } from './licence-changes.js';
import { noneIfNotFound } from './none-if-not-found.js';
import { query } from './query.js';
import { userFields, userSchema } from './users.js';
import { processingOf } from './words.js';

const needs = 'GroupMember.Read.All';
const groupFields = 'id,displayName,assignedLicenses,licenseProcessingState';

const groupSchema = z
  .object({
    id: z.string(),
    displayName: z.string().nullish(),
    assignedLicenses: z
      .array(z.object({ skuId: z.string().nullish(), disabledPlans: z.array(z.string()).nullish() }))
      .nullish(),
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

const memberSchema = z.object({ '@odata.type': z.string().nullish(), id: z.string() });

/** Groups that hand out the product. */
export function readGroupsWith(graph: GraphClient, tenantId: string, skuId: string): Promise<LicensedGroup[]> {
  const options = query({ $filter: `assignedLicenses/any(x:x/skuId eq ${skuId})`, $select: groupFields });
  const read = { tenantId, path: `/groups?${options}`, doing: 'listing the groups that hand out a licence', needs };
  return graph.all(read, groupSchema);
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

/** Ids of the people who are direct members, in pages; group licences do not reach members of nested groups. */
export async function* readGroupMembers(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
): AsyncIterable<string[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/members?$select=id&$top=999`;
  for await (const page of graph.pages(
    { tenantId, path, doing: 'listing the members of a group', needs },
    memberSchema,
  )) {
    const people = page.filter((member) => (member['@odata.type'] ?? userType) === userType);
    yield people.map((member) => member.id);
  }
}

const userType = '#microsoft.graph.user';

/**
 * Members who did not get what the group hands out; why stands in their licences.
 * @see https://learn.microsoft.com/graph/api/group-list-memberswithlicenseerrors
 */
export async function readMembersInError(
  graph: GraphClient,
  tenantId: string,
  groupId: string,
): Promise<LicensedUser[]> {
  const path = `/groups/${encodeURIComponent(groupId)}/membersWithLicenseErrors?$select=${userFields}`;
  const members = await graph.all({ tenantId, path, doing: "listing a group's licence errors", needs }, userSchema);
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
