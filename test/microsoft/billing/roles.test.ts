import { afterEach, describe, expect, it } from '@jest/globals';
import type { People } from '../../../src/microsoft/billing/client.js';
import { roleTemplateIds } from '../../../src/upgrade/tenant/roles.js';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { accountPath, connectedCommerce, failed, tenantId } from './connected.js';

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const list = (...value: unknown[]): Reply => ({ body: { value } });
const definition = (name: string, roleName: string) => ({ name, properties: { roleName } });
const definitions = list(
  definition('d-owner', 'Billing account owner'),
  definition('d-reader', 'Billing account reader'),
  definition('d-buyer', 'Basic Purchaser'),
);
const ofProfile = list(
  definition('p-contributor', 'Billing profile contributor'),
  definition('p-im', 'Invoice manager'),
);

const assigned = (role: string, principalId: string, more: object = {}) => ({
  properties: {
    principalId,
    principalType: 'User',
    roleDefinitionId: `${accountPath}/billingRoleDefinitions/${role}`,
    ...more,
  },
});

const people: People = {
  async *groupMembers(_tenant: string, group: string) {
    if (group === 'buyers') yield ['someone', 'Megan'];
  },
  users: async (_tenant: string, ids: readonly string[]) =>
    ids.map((id) => ({ id, displayName: `Name of ${id}` })) as never,
  peopleWith: async () => [{ id: 'alex', name: 'Alex Wilber', role: 'globalAdministrator' }],
};

async function accountWith(answers: Record<string, Reply>) {
  const all: Record<string, Reply> = {
    'GET /billingRoleDefinitions': definitions,
    'GET /billingRoleAssignments': list(),
    'GET /billingProfiles': list({ name: 'P1' }, { name: 'P2' }),
    'GET /billingProfiles/P1/billingRoleDefinitions': ofProfile,
    'GET /billingProfiles/P1/billingRoleAssignments': list(),
    'GET /billingProfiles/P2/billingRoleDefinitions': ofProfile,
    'GET /billingProfiles/P2/billingRoleAssignments': list(),
    ...answers,
  };
  const directory = { subscriptions: async () => [], ...people };
  const { commerce, server } = await connectedCommerce((route) => all[route], { directory });
  servers.push(server);
  return { commerce, server };
}

const rolesOf = async (answers: Record<string, Reply>, payer?: string) => {
  const { commerce } = await accountWith(answers);
  return commerce.rolesOf(tenantId, 'megan', ['billingAdministrator'], payer);
};
const ofAccount = (...all: unknown[]) => ({ 'GET /billingRoleAssignments': list(...all) });

describe('the roles of a person on a billing account', () => {
  it('are those assigned to them, by an id in whatever case', async () => {
    expect(await rolesOf(ofAccount(assigned('D-OWNER', 'MEGAN'), assigned('d-owner', 'alex')))).toEqual([
      'billingAccountOwner',
    ]);
  });

  it.each([
    ['only reads', assigned('d-reader', 'megan')],
    ['is of a kind that is not known to buy', assigned('d-buyer', 'megan')],
    ['is not defined', assigned('d-none', 'megan')],
    ['is somebody else’s', assigned('d-owner', 'alex')],
    ['is of another tenant', assigned('d-owner', 'megan', { principalTenantId: 'another' })],
    ['says nothing', { properties: null }],
    ['is the app’s', assigned('d-owner', 'app', { principalType: 'ServicePrincipal' })],
    ['is of a group that they are not in', assigned('d-owner', 'readers', { principalType: 'Group' })],
  ])('are none where an assignment %s', async (_, one) => {
    expect(await rolesOf(ofAccount(one))).toEqual([]);
  });

  it.each([
    ['a group they are in', assigned('d-owner', 'buyers', { principalType: 'Group' })],
    [
      'a directory role they hold',
      assigned('d-owner', roleTemplateIds.billingAdministrator, { principalType: 'DirectoryRole' }),
    ],
    ['their own tenant', assigned('d-owner', 'megan', { principalTenantId: tenantId.toUpperCase() })],
  ])('are held through %s', async (_, one) => {
    expect(await rolesOf(ofAccount(one))).toEqual(['billingAccountOwner']);
  });

  it('are those of a profile too: of any, or of the one that pays', async () => {
    const onP2 = { 'GET /billingProfiles/P2/billingRoleAssignments': list(assigned('p-contributor', 'megan')) };
    expect(await rolesOf(onP2)).toEqual(['billingProfileContributor']);
    expect(await rolesOf(onP2, 'P2/S1')).toEqual(['billingProfileContributor']);
    expect(await rolesOf(onP2, 'P1/S1')).toEqual([]);
    const manager = { 'GET /billingProfiles/P2/billingRoleAssignments': list(assigned('p-im', 'megan')) };
    expect(await rolesOf(manager)).toEqual([]);
  });

  it('are told by Microsoft’s usual ids where the account does not list what its roles are', async () => {
    const usual = '50000000-aaaa-bbbb-cccc-100000000001';
    const answers = ofAccount(assigned(usual, 'megan'));
    for (const unlisted of [list(), failed(404, 'ResourceNotFound', 'No')]) {
      expect(await rolesOf({ ...answers, 'GET /billingRoleDefinitions': unlisted })).toEqual([
        'billingAccountContributor',
      ]);
    }
  });

  it.each([
    ['AuthorizationFailed', 'The client does not have authorization', { is: 'denied', needs: expect.any(String) }],
    ['Forbidden', 'User context is required.', { is: 'denied', needs: expect.any(String), mendedBy: 'operator' }],
  ])('are not told to an app that is turned away: %s', async (code, text, problem) => {
    const { commerce } = await accountWith({ 'GET /billingRoleAssignments': failed(403, code, text) });
    expect(await problemFrom(commerce.rolesOf(tenantId, 'megan', [], undefined))).toEqual(problem);
  });
});

describe('who holds such a role', () => {
  it('is named once, people behind groups and directory roles too, and apps are nobody', async () => {
    const { commerce } = await accountWith(
      ofAccount(
        assigned('d-owner', 'megan', { principalDisplayName: 'Megan Bowen' }),
        assigned('d-owner', 'megan'),
        assigned('d-owner', 'adele'),
        assigned('d-owner', 'app', { principalType: 'ServicePrincipal' }),
        assigned('d-owner', 'buyers', { principalType: 'Group' }),
        assigned('d-owner', roleTemplateIds.globalAdministrator, { principalType: 'DirectoryRole' }),
      ),
    );
    const found = (await commerce.peopleWith(tenantId, 10)) ?? [];
    expect(found.map(({ name }) => name)).toEqual(['Megan Bowen', 'Name of adele', 'Name of someone', 'Alex Wilber']);
    expect(await commerce.peopleWith(tenantId, 2)).toHaveLength(2);
  });
});
