import { type Ask, change, type OpenSandbox, sku, tenantId } from './support.js';

/** What the sandbox is asked beside which payload of Microsoft's, and why the two differ where they do. */

export type Compared = {
  ask: (sandbox: OpenSandbox, ids: { user: string; group: string }) => Promise<{ status: number; body: unknown }>;
  differs: readonly { why: string; at: readonly string[] }[];
};

const graph =
  (path: string, ask: Ask = {}): Compared['ask'] =>
  (sandbox, ids) =>
    sandbox.graph(path.replace(':user', ids.user).replace(':group', ids.group), ask);
const eventual = { headers: { ConsistencyLevel: 'eventual' } };
const post = (body: unknown): Ask => ({ method: 'POST', body });
const extra = (...names: string[]): string[] => names.map((name) => `${name}: extra`);
const missing = (...names: string[]): string[] => names.map((name) => `${name}: missing`);

const contextIsCut = { why: 'the payload was stored without its context', at: extra('@odata.context') };
const undefinedThere = (...names: string[]) => ({
  why: 'Graph’s own document of version 1.0 does not define it',
  at: missing(...names),
});
const shownAfterAChange = {
  why: 'what the change came to is shown too, as the page of assignLicense has it',
  at: extra('accountEnabled', 'assignedLicenses', 'usageLocation'),
};
const nobody = '00000000-0000-4000-a000-000000000000';

/** Told of a person unasked. */
const ofAPerson = ['givenName', 'jobTitle', 'mobilePhone', 'officeLocation', 'preferredLanguage', 'surname'];

/** Told of a group unasked, and left out by the page of assignLicense. */
const ofAGroup = [
  ...['classification', 'deletedDateTime', 'description', 'displayName', 'expirationDateTime'],
  ...['isAssignableToRole', 'mail', 'mailEnabled', 'mailNickname', 'membershipRule', 'membershipRuleProcessingState'],
  ...['onPremisesDomainName', 'onPremisesLastSyncDateTime', 'onPremisesNetBiosName', 'onPremisesProvisioningErrors'],
  ...['onPremisesSamAccountName', 'onPremisesSecurityIdentifier', 'onPremisesSyncEnabled', 'preferredDataLocation'],
  ...['preferredLanguage', 'proxyAddresses', 'renewedDateTime', 'resourceBehaviorOptions'],
  ...['resourceProvisioningOptions', 'theme', 'visibility'],
];

export const compared: Record<string, Compared> = {
  'subscribedSkus--1': { ask: graph('/subscribedSkus'), differs: [] },
  'subscriptions--1': { ask: graph('/directory/subscriptions'), differs: [contextIsCut] },
  'organization--4': {
    ask: graph('/organization'),
    differs: [
      contextIsCut,
      undefinedThere(
        ...['directorySizeQuota', 'isMultipleDataLocationsForServicesEnabled', 'onPremisesSyncStatus'].map(inValue),
      ),
    ],
  },
  'group--1': {
    ask: graph('/groups/:group'),
    differs: [
      undefinedThere('creationOptions'),
      { why: 'nobody who hands out licences reads them', at: missing('@odata.id', 'securityIdentifier') },
    ],
  },
  'groups-by-licence--1': {
    ask: graph(`/groups?$select=id,assignedLicenses&$filter=assignedLicenses/any(x:x/skuId eq ${sku.e4})`),
    differs: [],
  },
  'groups-by-licence--2': { ask: graph('/groups?$count=true&$select=id,displayName', eventual), differs: [] },
  'users-by-licence--1': {
    ask: graph(`/users?$select=id,mail,assignedLicenses&$filter=assignedLicenses/any(u:u/skuId eq ${sku.e4})`),
    differs: [],
  },
  'users-by-licence--3': { ask: graph('/users'), differs: [] },
  'user--1': {
    ask: graph('/users/:user?$select=id,displayName,userPrincipalName,usageLocation,licenseAssignmentStates'),
    differs: [],
  },
  'licenseDetails--1': { ask: graph('/users/:user/licenseDetails'), differs: [contextIsCut] },
  'assignLicense--1': {
    ask: graph('/users/:user/assignLicense', post(change([sku.e4], [], ['a23b959c-7ce8-4e57-9140-b90eb88a9e97']))),
    differs: [
      contextIsCut,
      {
        why: 'this page alone writes an id in capitals, and the bot makes them small before it compares',
        at: ['assignedLicenses[].skuId: id instead of ID'],
      },
      {
        why: 'the page breaks off after six properties, none of which is read',
        at: [
          ...missing('assignedPlans', 'city', 'companyName'),
          ...extra('displayName', 'id', 'mail', 'usageLocation', 'userPrincipalName', ...ofAPerson),
        ],
      },
    ],
  },
  'assignLicense--3': {
    ask: graph('/users/:user/assignLicense', post(change([sku.e4], []))),
    differs: [contextIsCut, shownAfterAChange],
  },
  'assignLicense--4': {
    ask: graph('/users/:user/assignLicense', post(change([sku.audio], []))),
    differs: [{ why: 'the payload was stored without ids for support', at: extra('error.innerError') }],
  },
  'group-assignLicense--1': {
    ask: graph('/groups/:group/assignLicense', post(change([sku.e4], []))),
    differs: [
      contextIsCut,
      { why: 'the page shows four properties of the group', at: extra('assignedLicenses', ...ofAGroup) },
    ],
  },
  'group-members--2': {
    ask: graph('/groups/:group/members'),
    differs: [
      contextIsCut,
      {
        why: 'the page shows three properties of a member',
        at: extra(...['businessPhones', 'displayName', 'userPrincipalName', ...ofAPerson].map(inValue)),
      },
    ],
  },
  'transitiveMemberOf--3': {
    ask: graph(
      '/users/00000000-0000-4000-8000-000000000001/transitiveMemberOf/microsoft.graph.directoryRole?$count=true',
      eventual,
    ),
    differs: [{ why: 'the page lists roles without counting them', at: extra('@odata.count') }],
  },
  'roleAssignments--1': {
    ask: graph('/roleManagement/directory/roleAssignments?$expand=principal'),
    differs: [
      undefinedThere('value[].resourceScope'),
      {
        why: 'a principal is told as a person is; of either only the id is read',
        at: [
          ...missing(...['accountEnabled', 'imAddresses', 'mailNickname', 'userType'].map(ofPrincipal)),
          ...extra(...['businessPhones', 'userPrincipalName', ...ofAPerson].map(ofPrincipal)),
        ],
      },
    ],
  },
  'roleAssignments--2': {
    ask: graph('/roleManagement/directory/roleAssignments'),
    differs: [undefinedThere('value[].resourceScope')],
  },
  'serviceIssues--1': {
    ask: graph('/admin/serviceAnnouncement/issues'),
    differs: [{ why: 'one issue needs no second page', at: missing('@odata.nextLink') }],
  },
  'error--1': {
    ask: refusing({ status: 429, retryAfter: 10 }),
    differs: [
      {
        why: 'the directory tells what went wrong once, where the door of Graph tells it twice',
        at: [
          ...missing(...['code', 'message', 'status'].map((name) => `error.innerError.${name}`)),
          ...extra('error.innerError.client-request-id'),
        ],
      },
    ],
  },
  'error--3': { ask: graph('/users/$count'), differs: [] },
  'error--4': { ask: graph('/users?$search="displayName:a"'), differs: [] },
  'error--8': { ask: refusing({ status: 403 }), differs: [] },
  'error--7': { ask: graph(`/groups/${nobody}/members`), differs: [] },
  'batch--2': {
    ask: graph(
      '/$batch',
      post({
        requests: [
          { id: '1', method: 'GET', url: `/groups/${nobody}` },
          { id: '2', method: 'GET', url: '/groups' },
        ],
      }),
    ),
    differs: [
      {
        why: 'the first part is sent elsewhere on the page, and not found here',
        at: [
          ...missing('responses[].headers.location'),
          ...extra('responses[].body', 'responses[].headers.Content-Type', 'responses[].headers.x-ms-resource-unit'),
        ],
      },
    ],
  },
  'token--1': {
    ask: askToken,
    differs: [{ why: 'Entra tells it, the page leaves it out', at: extra('ext_expires_in') }],
  },
};

const another = 'the same question, answered the same way, is compared by another of them';
const notAsked = 'the bot asks nothing of the kind';
const refusesNoSuch = 'the sandbox knows no filter that Graph would refuse so';

/** Payloads that nothing of the sandbox is compared with, and why. */
export const notCompared: Record<string, string> = {
  'assignLicense--2': another,
  'error--2': another,
  'error--5': refusesNoSuch,
  'error--6': refusesNoSuch,
  'error--9': notAsked,
  'error--10': notAsked,
  'group-assignLicense--2': another,
  'group-members--1': another,
  'group-members--3': another,
  'organization--1': 'as of an earlier year; the newest is compared',
  'organization--2': 'as of an earlier year; the newest is compared',
  'organization--3': 'as of an earlier year; the newest is compared',
  'roleAssignmentScheduleInstances--1': notAsked,
  'roleAssignments--3': another,
  'subscribedSkus--2': another,
  'subscribedSkus--3': another,
  'subscriptions--2': another,
  'subscriptions--3': 'the same, bought directly: two fields are null',
  'token--2': notAsked,
  'transitiveMemberOf--1': 'another question: everything that somebody is a member of, of which the bot asks for roles',
  'transitiveMemberOf--2': 'another question: everything that somebody is a member of, of which the bot asks for roles',
  'users-by-licence--2': another,
};

function inValue(name: string): string {
  return `value[].${name}`;
}

function ofPrincipal(name: string): string {
  return `value[].principal.${name}`;
}

/** The sandbox, told to answer the next question so. */
function refusing(fault: { status: number; retryAfter?: number }): Compared['ask'] {
  return async (sandbox) => {
    await sandbox.faults([{ match: { path: '/organization' }, effect: 'status', times: 1, ...fault }]);
    return sandbox.graph('/organization');
  };
}

async function askToken(sandbox: OpenSandbox) {
  const body = new URLSearchParams({
    grant_type: 'client_credentials',
    client_id: 'a',
    client_secret: 's',
    scope: 'https://graph.microsoft.com/.default',
  });
  const response = await fetch(`${sandbox.url}/${tenantId}/oauth2/v2.0/token`, { method: 'POST', body });
  return { status: response.status, body: await response.json() };
}
