import { afterEach, describe, expect, it } from '@jest/globals';
import type { LicensedUser } from '../../../src/upgrade/tenant/facts.js';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

const e4 = '1392051d-0cb9-4b7a-88d5-621fee5e8711';
let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const wireUser = (id: string) => ({
  id,
  displayName: `Person ${id}`,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: null,
  licenseAssignmentStates: [
    { skuId: e4, assignedByGroup: null, state: 'Active', error: 'None', disabledPlans: ['p1'] },
    { skuId: e4, assignedByGroup: 'g1', state: 'Error', error: 'CountViolation', disabledPlans: [] },
  ],
});

const user = (id: string): LicensedUser => ({
  id,
  displayName: `Person ${id}`,
  userPrincipalName: `${id}@contoso.example`,
  usageLocation: null,
  licences: [
    { skuId: e4, assignedByGroup: null, state: 'Active', error: null, disabledPlans: ['p1'] },
    { skuId: e4, assignedByGroup: 'g1', state: 'Error', error: 'CountViolation', disabledPlans: [] },
  ],
});

describe('the holders of a licence', () => {
  it('come page by page, each asked for as an advanced query, the next link used as it is', async () => {
    const connected = await connectedDirectory((_request, nth, base) => ({
      body:
        nth === 1
          ? {
              '@odata.count': 2,
              value: [wireUser('a')],
              '@odata.nextLink': `${base}/v1.0/users?opaque=%24x%2By&$skiptoken=RFNw`,
            }
          : { value: [wireUser('b')] },
    }));
    server = connected.server;
    const pages = [];
    for await (const page of connected.directory.holders('t', e4)) pages.push(page);
    expect(pages).toEqual([[user('a')], [user('b')]]);

    const [first, second] = connected.server.seen;
    const asked = new URL(first?.url ?? '', 'http://x').searchParams;
    expect(asked.get('$filter')).toBe(`assignedLicenses/any(s:s/skuId eq ${e4})`);
    expect(asked.get('$count')).toBe('true');
    expect(asked.get('$top')).toBe('999');
    expect(second?.url).toBe('/v1.0/users?opaque=%24x%2By&$skiptoken=RFNw');
    expect(connected.server.seen.map(({ headers }) => headers.consistencylevel)).toEqual(['eventual', 'eventual']);
  });

  it('are read no further than the caller goes', async () => {
    const connected = await connectedDirectory((_request, _nth, base) => ({
      body: { value: [wireUser('a')], '@odata.nextLink': `${base}/v1.0/users?$skiptoken=again` },
    }));
    server = connected.server;
    for await (const _ of connected.directory.holders('t', e4)) break;
    expect(connected.server.seen).toHaveLength(1);
  });

  it('are not sought at another host, whatever the next link says', async () => {
    const connected = await connectedDirectory(() => ({
      body: { value: [], '@odata.nextLink': 'http://127.0.0.2:9/v1.0/users' },
    }));
    server = connected.server;
    const all = async () => {
      for await (const _ of connected.directory.holders('t', e4));
    };
    expect(await problemFrom(all())).toMatchObject({ is: 'refused', code: 'foreignAddress' });
  });
});

describe('people by id', () => {
  it('are read in one batch, not as an advanced query, in the order asked, without the missing', async () => {
    const connected = await connectedDirectory((request) => ({
      body: {
        responses: batchOf(request)
          .map(({ id }) => (id === 'gone' ? { id, status: 404, body: {} } : { id, status: 200, body: wireUser(id) }))
          .reverse(),
      },
    }));
    server = connected.server;
    expect(await connected.directory.users('t', ['b', 'gone', 'a'])).toEqual([user('b'), user('a')]);
    expect(connected.server.seen).toHaveLength(1);
    expect(JSON.stringify(connected.server.seen)).not.toMatch(/consistencylevel/i);
  });

  it('that were throttled inside the batch are asked for again alone, after the longest wait', async () => {
    const connected = await connectedDirectory((request, nth) => ({
      body: {
        responses: batchOf(request).map(({ id }) => {
          if (nth > 1 || id === 'a') return { id, status: 200, body: wireUser(id) };
          return { id, status: 429, headers: { 'Retry-After': id === 'b' ? '2' : '7' }, body: {} };
        }),
      },
    }));
    server = connected.server;
    expect(await connected.directory.users('t', ['a', 'b', 'c'])).toEqual([user('a'), user('b'), user('c')]);
    expect(connected.pauses.map((ms) => Math.floor(ms / 1_000))).toEqual([7]);
    expect(connected.server.seen.map((seen) => batchOf(seen).map(({ id }) => id))).toEqual([
      ['a', 'b', 'c'],
      ['b', 'c'],
    ]);
  });

  it('are given up when throttling does not end, saying when to come back', async () => {
    const connected = await connectedDirectory((request) => ({
      body: {
        responses: batchOf(request).map(({ id }) => ({ id, status: 429, headers: { 'Retry-After': '5' }, body: {} })),
      },
    }));
    server = connected.server;
    expect(await problemFrom(connected.directory.users('t', ['a']))).toEqual({ is: 'busy', retryAfterMs: 5_000 });
  });

  it('are not asked for again when the app may not read them', async () => {
    const connected = await connectedDirectory((request) => ({
      body: { responses: batchOf(request).map(({ id }) => ({ id, status: 403, body: {} })) },
    }));
    server = connected.server;
    expect(await problemFrom(connected.directory.users('t', ['a']))).toEqual({ is: 'denied', needs: 'User.Read.All' });
    expect(connected.server.seen).toHaveLength(1);
  });
});
