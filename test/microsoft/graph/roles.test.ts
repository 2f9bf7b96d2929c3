import { afterEach, describe, expect, it } from '@jest/globals';
import { roleTemplateIds } from '../../../src/upgrade/tenant/roles.js';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

describe("a person's roles", () => {
  it('are those that matter to an upgrade, also when held through a group', async () => {
    const connected = await connectedDirectory(() => ({
      body: {
        value: [
          {
            id: '1',
            displayName: 'Billing Administrator',
            roleTemplateId: roleTemplateIds.billingAdministrator.toUpperCase(),
          },
          { id: '2', displayName: 'Helpdesk Administrator', roleTemplateId: '729827e3-9c14-49f7-bb1b-9608f156bbb8' },
        ],
      },
    }));
    server = connected.server;
    expect(await connected.directory.rolesOf('t', 'a/b')).toEqual(['billingAdministrator']);
    const [seen] = connected.server.seen;
    expect(seen?.url).toMatch(
      /^\/v1\.0\/users\/a%2Fb\/transitiveMemberOf\/microsoft\.graph\.directoryRole\?\$count=true/,
    );
    expect(seen?.headers.consistencylevel).toBe('eventual');
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
