import type { Directory } from '../../upgrade/ports.js';
import type { ConnectionOptions } from '../call.js';
import { graphClient } from './client.js';
import { changeGroupLicence, readGroup, readGroupMembers, readGroupsWith, readMembersInError } from './groups.js';
import { changeLicences } from './licence-changes.js';
import { maySetLocation, setLocation } from './locations.js';
import { readMailboxes } from './mailboxes.js';
import { readOrganization } from './organization.js';
import { reprocessLicences } from './reprocess.js';
import { readEligibleRolesOf, readPeopleWith, readRolesOf } from './roles.js';
import { readServiceIssues } from './service-issues.js';
import { readSkus } from './skus.js';
import { readSubscription, readSubscriptions } from './subscriptions.js';
import { readHolders, readUsers } from './users.js';

/**
 * The directory port on Microsoft Graph v1.0.
 * @example
 * const directory = graphDirectory({ baseUrl: 'https://graph.microsoft.com/v1.0', tokens, fetch });
 * @see https://learn.microsoft.com/graph/api/overview
 */
export function graphDirectory(options: ConnectionOptions): Directory {
  const graph = graphClient(options);
  return {
    organization: (tenantId) => readOrganization(graph, tenantId),
    skus: (tenantId) => readSkus(graph, tenantId),
    subscriptions: (tenantId) => readSubscriptions(graph, tenantId),
    subscription: (tenantId, id) => readSubscription(graph, tenantId, id),
    mailboxes: (tenantId) => readMailboxes(graph, tenantId),
    serviceIssues: (tenantId) => readServiceIssues(graph, tenantId),
    rolesOf: (tenantId, personId) => readRolesOf(graph, tenantId, personId),
    eligibleRolesOf: (tenantId, personId) => readEligibleRolesOf(graph, tenantId, personId),
    peopleWith: (tenantId, roles, limit) => readPeopleWith(graph, tenantId, roles, limit),
    holders: (tenantId, skuId) => readHolders(graph, tenantId, skuId),
    users: (tenantId, ids) => readUsers(graph, tenantId, ids),
    groupsWith: (tenantId, skuId) => readGroupsWith(graph, tenantId, skuId),
    group: (tenantId, groupId) => readGroup(graph, tenantId, groupId),
    groupMembers: (tenantId, groupId) => readGroupMembers(graph, tenantId, groupId),
    membersInError: (tenantId, groupId) => readMembersInError(graph, tenantId, groupId),
    changeLicences: (tenantId, changes) => changeLicences(graph, tenantId, changes),
    changeGroupLicence: (tenantId, groupId, change) => changeGroupLicence(graph, tenantId, groupId, change),
    reprocessLicences: (tenantId, userId) => reprocessLicences(graph, tenantId, userId),
    maySetLocation: (tenantId) => maySetLocation(graph, tenantId),
    setLocation: (tenantId, userIds, country) => setLocation(graph, tenantId, userIds, country),
  };
}
