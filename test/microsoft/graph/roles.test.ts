import { afterEach, describe, expect, it } from '@jest/globals';
import { roleTemplateIds } from '../../../src/upgrade/tenant/roles.js';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

type Directory = {
  /** Roles that Graph lists the person as a member of. */
  member?: string[];
  assigned?: { principalId: string; roleDefinitionId: string; directoryScopeId?: string | null }[];
  eligible?: { principalId: string; roleDefinitionId: string; directoryScopeId?: string | null }[];
  groups?: { id: string; isAssignableToRole: boolean | null }[];
};

const billing = roleTemplateIds.billingAdministrator;
const licences = roleTemplateIds.licenseAdministrator;
const unit = '/administrativeUnits/67a2b996-b7ed-4653-aad7-2438db360689';

/** A directory that lists whatever is asked for without looking at the filter, as one that changed its mind would. */
async function directoryOf({ member = [], assigned = [], eligible = [], groups = [] }: Directory) {
  const connected = await connectedDirectory(({ url }) => {
    const value = url.includes('microsoft.graph.directoryRole')
      ? member.map((roleTemplateId) => ({ id: roleTemplateId, displayName: 'A role', roleTemplateId }))
      : url.includes('microsoft.graph.group')
        ? groups
        : url.includes('roleEligibilityScheduleInstances')
          ? eligible
          : assigned;
    return { body: { value } };
  });
  server = connected.server;
  return connected.directory;
}

describe("a person's roles", () => {
  it('are those that matter to an upgrade and are assigned to them for the whole tenant', async () => {
    const directory = await directoryOf({
      member: [billing.toUpperCase(), '729827e3-9c14-49f7-bb1b-9608f156bbb8'],
      assigned: [
        { principalId: 'A/B', roleDefinitionId: billing.toUpperCase(), directoryScopeId: '/' },
        { principalId: 'a/b', roleDefinitionId: '729827e3-9c14-49f7-bb1b-9608f156bbb8', directoryScopeId: '/' },
      ],
    });
    expect(await directory.rolesOf('t', 'a/b')).toEqual(['billingAdministrator']);
    const [seen, proof] = server?.seen ?? [];
    expect(seen?.url).toMatch(
      /^\/v1\.0\/users\/a%2Fb\/transitiveMemberOf\/microsoft\.graph\.directoryRole\?\$count=true/,
    );
    expect(seen?.headers.consistencylevel).toBe('eventual');
    expect(decodeURIComponent(proof?.url ?? '')).toContain("roleAssignments?$filter=principalId eq 'a/b'");
    expect(server?.seen).toHaveLength(2);
  });

  it.each([unit, '/a-directory-object', '', null, undefined])(
    'are none where they are assigned for something else than the tenant: %s',
    async (directoryScopeId) => {
      const one = {
        principalId: 'adele',
        roleDefinitionId: licences,
        ...(directoryScopeId === undefined ? {} : { directoryScopeId }),
      };
      const directory = await directoryOf({ member: [licences], assigned: [one] });
      expect(await directory.rolesOf('t', 'adele')).toEqual([]);
    },
  );

  it('are none of those that somebody else is assigned, whatever was asked for', async () => {
    const someoneElses = { principalId: 'alex', roleDefinitionId: licences, directoryScopeId: '/' };
    const directory = await directoryOf({ member: [licences], assigned: [someoneElses] });
    expect(await directory.rolesOf('t', 'adele')).toEqual([]);
  });

  it('are also those of a group that roles can be assigned to, and of no other group', async () => {
    const assigned = [{ principalId: 'licensers', roleDefinitionId: licences, directoryScopeId: '/' }];
    const through = (isAssignableToRole: boolean | null) =>
      directoryOf({ member: [licences], assigned, groups: [{ id: 'licensers', isAssignableToRole }] });
    expect(await (await through(true)).rolesOf('t', 'adele')).toEqual(['licenseAdministrator']);
    await server?.close();
    for (const other of [false, null]) {
      expect(await (await through(other)).rolesOf('t', 'adele')).toEqual([]);
      await server?.close();
    }
  });

  it('are none where a group has them for an administrative unit', async () => {
    const assigned = [{ principalId: 'licensers', roleDefinitionId: licences, directoryScopeId: unit }];
    const groups = [{ id: 'licensers', isAssignableToRole: true }];
    const directory = await directoryOf({ member: [licences], assigned, groups });
    expect(await directory.rolesOf('t', 'adele')).toEqual([]);
  });

  it('are none that somebody may only activate', async () => {
    const eligible = [
      { principalId: 'adele', roleDefinitionId: licences, directoryScopeId: '/' },
      { principalId: 'adele', roleDefinitionId: billing, directoryScopeId: unit },
      { principalId: 'buyers', roleDefinitionId: billing, directoryScopeId: '/' },
    ];
    const directory = await directoryOf({ eligible, groups: [{ id: 'buyers', isAssignableToRole: false }] });
    expect(await directory.rolesOf('t', 'adele')).toEqual([]);
    expect(await directory.eligibleRolesOf('t', 'adele')).toEqual(['licenseAdministrator']);
  });

  it.each([400, 403, 404])('to activate are none where there is nothing to ask for them: %i', async (status) => {
    const connected = await connectedDirectory(() => ({
      status,
      body: { error: { code: 'AadPremiumLicenseRequired' } },
    }));
    server = connected.server;
    expect(await connected.directory.eligibleRolesOf('t', 'adele')).toEqual([]);
  });

  it('are none for a person the directory does not know', async () => {
    const connected = await connectedDirectory(() => ({ status: 404, body: {} }));
    server = connected.server;
    expect(await connected.directory.rolesOf('t', 'x')).toEqual([]);
  });

  it('are not taken for none when the app sees that there are roles but not which', async () => {
    const connected = await connectedDirectory(() => ({
      body: { value: [{ id: '1', displayName: null, roleTemplateId: null }] },
    }));
    server = connected.server;
    expect(await problemFrom(connected.directory.rolesOf('t', 'x'))).toEqual({
      is: 'denied',
      needs: 'RoleManagement.Read.Directory',
    });
  });
});

describe('the people who hold a role', () => {
  it('are named once, with the first role asked for, up to the limit, without groups and limited scopes', async () => {
    const assignments: Record<string, { principalId: string; directoryScopeId: string }[]> = {
      [roleTemplateIds.globalAdministrator]: [
        { principalId: 'alex', directoryScopeId: '/' },
        { principalId: 'someGroup', directoryScopeId: '/' },
      ],
      [roleTemplateIds.billingAdministrator]: [
        { principalId: 'scoped', directoryScopeId: '/administrativeUnits/1' },
        { principalId: 'alex', directoryScopeId: '/' },
        { principalId: 'megan', directoryScopeId: '/' },
        { principalId: 'pat', directoryScopeId: '/' },
      ],
    };
    const connected = await connectedDirectory((request) => {
      if (request.method === 'POST') {
        const responses = batchOf(request).map(({ id }) =>
          id === 'someGroup' ? { id, status: 404, body: {} } : { id, status: 200, body: { id, displayName: id } },
        );
        return { body: { responses } };
      }
      const filter = new URL(request.url, 'http://x').searchParams.get('$filter') ?? '';
      return { body: { value: assignments[/'(.*)'/.exec(filter)?.[1] ?? ''] } };
    });
    server = connected.server;
    expect(await connected.directory.peopleWith('t', ['globalAdministrator', 'billingAdministrator'], 2)).toEqual([
      { id: 'alex', name: 'alex', role: 'globalAdministrator' },
      { id: 'megan', name: 'megan', role: 'billingAdministrator' },
    ]);
  });
});
