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
const inBatch = (id: string, value: unknown) => ({ id, status: 200, headers: {}, body: { value } });
const unit = '/administrativeUnits/67a2b996-b7ed-4653-aad7-2438db360689';

/** A directory that lists whatever is asked for without looking at the filter, as one that changed its mind would. */
async function directoryOf({ member = [], assigned = [], eligible = [], groups = [] }: Directory) {
  const listed = (url: string) =>
    url.includes('microsoft.graph.directoryRole')
      ? member.map((roleTemplateId) => ({ id: roleTemplateId, displayName: 'A role', roleTemplateId }))
      : url.includes('microsoft.graph.group')
        ? groups
        : url.includes('roleEligibilityScheduleInstances')
          ? eligible
          : assigned;
  const connected = await connectedDirectory((request) => {
    if (request.method === 'GET') return { body: { value: listed(request.url) } };
    const answers = batchOf(request).map(({ id, url }) => inBatch(id, listed(url)));
    return { body: { responses: answers.reverse() } };
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
    // Whoever waits for it in a chat waits for one request.
    const [seen, ...others] = server?.seen ?? [];
    expect([seen?.method, seen?.url, others]).toEqual(['POST', '/v1.0/$batch', []]);
    const [held, proof, ...more] = seen ? batchOf(seen) : [];
    expect(held?.url).toMatch(/^\/users\/a%2Fb\/transitiveMemberOf\/microsoft\.graph\.directoryRole\?\$count=true/);
    expect(held?.headers).toEqual({ ConsistencyLevel: 'eventual' });
    expect(decodeURIComponent(proof?.url ?? '')).toContain("roleAssignments?$filter=principalId eq 'a/b'");
    expect(more).toEqual([]);
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

  it.each([
    ['went astray', () => undefined],
    ['was asked for too often', (id: string) => ({ id, status: 429, headers: { 'Retry-After': '1' }, body: {} })],
    ['was refused', (id: string) => ({ id, status: 403, body: { error: { code: 'Authorization_RequestDenied' } } })],
    ['is no list', (id: string) => ({ id, status: 200, body: '<html>' })],
    ['says nothing', (id: string) => ({ id, status: 200, body: {} })],
  ])('are read one after the other where one of the two %s', async (_what, part) => {
    const connected = await connectedDirectory((request) => {
      const own = [{ principalId: 'adele', roleDefinitionId: licences, directoryScopeId: '/' }];
      if (request.method === 'GET') return { body: { value: own } };
      const [held, proof] = batchOf(request).map(({ id }) => id) as [string, string];
      return { body: { responses: [inBatch(held, [{ roleTemplateId: licences }]), part(proof)].filter(Boolean) } };
    });
    server = connected.server;
    expect(await connected.directory.rolesOf('t', 'adele')).toEqual(['licenseAdministrator']);
    expect(server.seen.map(({ method, url }) => [method, /role\w+/.exec(url)?.[0]])).toEqual([
      ['POST', undefined],
      ['GET', 'roleManagement'],
    ]);
  });

  it('are read to the last page, of which only the first is asked for together', async () => {
    const connected = await connectedDirectory((request, _nth, base) => {
      const own = { principalId: 'adele', roleDefinitionId: licences, directoryScopeId: '/' };
      if (request.method === 'GET') return { body: { value: [own] } };
      const [held, proof] = batchOf(request).map(({ id }) => id) as [string, string];
      const first = { value: [{ ...own, principalId: 'alex' }], '@odata.nextLink': `${base}/v1.0/next` };
      const more = { id: proof, status: 200, body: first };
      return { body: { responses: [inBatch(held, [{ roleTemplateId: licences }]), more] } };
    });
    server = connected.server;
    expect(await connected.directory.rolesOf('t', 'adele')).toEqual(['licenseAdministrator']);
    expect(server.seen.map(({ url }) => url)).toEqual(['/v1.0/$batch', '/v1.0/next']);
  });

  it('are read one after the other where nothing can be asked for together', async () => {
    const connected = await connectedDirectory(({ method }) =>
      method === 'POST' ? { status: 400, body: {} } : { body: { value: [] } },
    );
    server = connected.server;
    expect(await connected.directory.rolesOf('t', 'adele')).toEqual([]);
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
