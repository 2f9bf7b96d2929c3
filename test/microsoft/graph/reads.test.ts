import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { batchOf, connectedDirectory } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function answeredWith(body: unknown, status = 200) {
  const connected = await connectedDirectory(() => ({ status, body }));
  server = connected.server;
  return connected.directory;
}

const plans = [
  { servicePlanId: 'p1', servicePlanName: 'MCOVOICECONF', provisioningStatus: 'Success', appliesTo: 'User' },
  { servicePlanId: 'p2', servicePlanName: 'NEW', provisioningStatus: 'NotKnownYet', appliesTo: 'Company' },
];
const services = [
  { id: 'p1', name: 'MCOVOICECONF', provisioning: 'Success', appliesTo: 'User' },
  { id: 'p2', name: 'NEW', provisioning: 'NotKnownYet', appliesTo: 'Company' },
];

describe('what a tenant owns', () => {
  it('is read with seats and services', async () => {
    const directory = await answeredWith({
      value: [
        {
          skuId: 's1',
          skuPartNumber: 'ENTERPRISEWITHSCAL',
          capabilityStatus: 'Warning',
          consumedUnits: 14,
          prepaidUnits: { enabled: 20, warning: 5, suspended: 1, lockedOut: 0 },
          servicePlans: plans,
        },
      ],
    });
    expect(await directory.skus('t')).toEqual([
      {
        sku: 'ENTERPRISEWITHSCAL',
        skuId: 's1',
        status: 'Warning',
        assigned: 14,
        enabled: 20,
        warning: 5,
        suspended: 1,
        services,
      },
    ]);
  });

  it('has a status that is not known where Graph names one that is not documented', async () => {
    const directory = await answeredWith({
      value: [{ skuId: 's1', skuPartNumber: null, capabilityStatus: 'Brand new' }],
    });
    expect(await directory.skus('t')).toMatchObject([{ sku: 's1', status: 'Unknown', enabled: 0, services: [] }]);
  });

  it('is listed purchase by purchase', async () => {
    const row = {
      id: 'g1',
      commerceSubscriptionId: 'c1',
      skuId: 's1',
      skuPartNumber: 'ENTERPRISEWITHSCAL',
      status: 'Enabled',
      totalLicenses: 25,
      isTrial: false,
      nextLifecycleDateTime: '2027-02-01T00:00:00Z',
      ownerTenantId: 'partner',
      serviceStatus: plans,
    };
    const directory = await answeredWith({
      value: [row, { ...row, id: 'g2', commerceSubscriptionId: null, ownerTenantId: 'T' }],
    });
    const first = {
      id: 'g1',
      commerceId: 'c1',
      sku: 'ENTERPRISEWITHSCAL',
      skuId: 's1',
      status: 'Enabled',
      seats: 25,
      isTrial: false,
      nextLifecycleAt: '2027-02-01T00:00:00Z',
      ownerTenantId: 'partner',
      services,
    };
    expect(await directory.subscriptions('t')).toEqual([
      first,
      { ...first, id: 'g2', commerceId: null, ownerTenantId: null },
    ]);
  });
});

describe('groups', () => {
  it('tell what they hand out and whether their members are processed', async () => {
    const directory = await answeredWith({
      id: 'g1',
      displayName: 'All staff',
      assignedLicenses: [{ skuId: 's1', disabledPlans: ['p1'] }],
      licenseProcessingState: { state: 'ProcessingInProgress' },
    });
    expect(await directory.group('t', 'g1')).toEqual({
      id: 'g1',
      displayName: 'All staff',
      licences: [{ skuId: 's1', disabledPlans: ['p1'] }],
      processing: 'inProgress',
    });
  });

  it('that do not exist are undefined', async () => {
    const directory = await answeredWith({ error: { code: 'Request_ResourceNotFound', message: '' } }, 404);
    expect(await directory.group('t', 'g1')).toBeUndefined();
  });

  it('and people of a department are found by a name with anything in it', async () => {
    const asked: string[] = [];
    const connected = await connectedDirectory(({ url }) => {
      asked.push(new URLSearchParams(url.split('?')[1]).get('$filter') ?? '');
      return { body: { value: [{ id: 'x1', displayName: "Ann's & Bo" }] } };
    });
    server = connected.server;
    expect(await connected.directory.groupsCalled('t', "Ann's & Bo")).toMatchObject([{ id: 'x1', licences: [] }]);
    for await (const page of connected.directory.holdersIn('t', 's1', "R&D 'north'")) expect(page).toHaveLength(1);
    expect(asked).toEqual([
      "displayName eq 'Ann''s & Bo'",
      "assignedLicenses/any(s:s/skuId eq s1) and department eq 'R&D ''north'''",
    ]);
  });

  it('have members who are people', async () => {
    const directory = await answeredWith({
      value: [
        { '@odata.type': '#microsoft.graph.user', id: 'u1' },
        { '@odata.type': '#microsoft.graph.group', id: 'g2' },
        { id: 'u2' },
      ],
    });
    const pages = [];
    for await (const page of directory.groupMembers('t', 'g1')) pages.push(page);
    expect(pages).toEqual([['u1', 'u2']]);
  });

  it('list as in error only members whose own licences say that the error comes from the group', async () => {
    const groupOf: Record<string, string> = { u1: 'g1', u2: 'other' };
    const connected = await connectedDirectory((request) => {
      // The list tells no licences, as Graph's documentation shows it.
      if (request.method === 'GET') return { body: { value: [{ id: 'u1' }, { id: 'u2' }, { id: 'gone' }] } };
      const one = (id: string) => ({
        id,
        licenseAssignmentStates: [
          { skuId: 's1', assignedByGroup: groupOf[id], state: 'Error', error: 'CountViolation', disabledPlans: [] },
        ],
      });
      return {
        body: {
          responses: batchOf(request).map(({ id }) =>
            id === 'gone' ? { id, status: 404, body: {} } : { id, status: 200, body: one(id) },
          ),
        },
      };
    });
    server = connected.server;
    expect((await connected.directory.membersInError('t', 'g1')).map(({ id }) => id)).toEqual(['u1']);
  });

  it('have no members, and none in error, when they do not exist any more', async () => {
    const directory = await answeredWith({ error: { code: 'Request_ResourceNotFound', message: '' } }, 404);
    const pages = [];
    for await (const page of directory.groupMembers('t', 'g1')) pages.push(page);
    expect(pages).toEqual([]);
    expect(await directory.membersInError('t', 'g1')).toEqual([]);
  });
});

describe('service health', () => {
  it('lists open incidents, not advisories, and takes a kind it does not know for an incident', async () => {
    const issue = (id: string, classification: string) => ({
      id,
      service: 'Exchange Online',
      title: id,
      classification,
    });
    const directory = await answeredWith({
      value: [issue('EX1', 'incident'), issue('EX2', 'advisory'), issue('EX3', 'unknownFutureValue')],
    });
    expect((await directory.serviceIssues('t')).map(({ id }) => id)).toEqual(['EX1', 'EX3']);
  });

  it('is denied with the permission that is missing', async () => {
    const directory = await answeredWith({ error: { code: 'Forbidden', message: '' } }, 403);
    expect(await problemFrom(directory.serviceIssues('t'))).toEqual({ is: 'denied', needs: 'ServiceHealth.Read.All' });
  });
});
