import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { assign, type Json, type OpenSandbox, openSandbox, people, sku } from './support.js';

const holders = `/users?$filter=assignedLicenses/any(s:s/skuId eq ${sku.e4})&$select=id,assignedLicenses`;
const eventual = { headers: { ConsistencyLevel: 'eventual' } };

describe('searching people', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('lags a few seconds behind a change, while reading the person does not', async () => {
    await sandbox.put({ users: 3, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3 }] });
    const [one] = await people(sandbox);
    await assign(sandbox, one.id, [sku.e5], [sku.e4]);
    expect((await sandbox.graph(holders, eventual)).body.value).toHaveLength(3);
    const read = await sandbox.graph(`/users/${one.id}?$select=assignedLicenses`);
    expect(read.body.assignedLicenses).toEqual([{ skuId: sku.e5, disabledPlans: [] }]);
    await sandbox.advance('PT4S');
    expect((await sandbox.graph(holders, eventual)).body.value).toHaveLength(2);
  });

  it('skips nobody when people drop out between two pages', async () => {
    await sandbox.put({ users: 10, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 10 }] });
    const everybody = (await people(sandbox)).map(({ id }) => id);
    const first = (await sandbox.graph(`${holders}&$top=4`, eventual)).body;
    for (const { id } of first.value) await assign(sandbox, id, [sku.e5], [sku.e4]);
    await sandbox.advance('PT10S');
    const seen = first.value.map(({ id }: Json) => id);
    let next = first['@odata.nextLink'];
    while (next) {
      const { body } = await sandbox.graph(next.slice(next.indexOf('/v1.0') + 5), eventual);
      seen.push(...body.value.map(({ id }: Json) => id));
      next = body['@odata.nextLink'];
    }
    expect(seen).toEqual(everybody);
  });

  it('counts only on the first page, and only when the header asks for it', async () => {
    await sandbox.put({ users: 10 });
    const first = (await sandbox.graph(`${holders}&$top=4&$count=true`, eventual)).body;
    expect(first['@odata.count']).toBe(10);
    const next = first['@odata.nextLink'];
    const second = (await sandbox.graph(next.slice(next.indexOf('/v1.0') + 5), eventual)).body;
    expect(second['@odata.count']).toBeUndefined();
    expect((await sandbox.graph(`${holders}&$count=true`)).body['@odata.count']).toBeUndefined();
    expect((await sandbox.graph('/users/$count')).status).toBe(400);
    expect((await sandbox.graph('/users/$count', eventual)).body).toBe('16');
  });

  it('tells licences only when they are selected', async () => {
    await sandbox.put({ users: 1 });
    const { body } = await sandbox.graph('/users');
    expect(body.value[0]).not.toHaveProperty('licenseAssignmentStates');
    const { value } = (await sandbox.graph('/users?$select=licenseAssignmentStates')).body;
    expect(value[0].licenseAssignmentStates).toMatchObject([{ skuId: sku.e4, assignedByGroup: null, error: 'None' }]);
  });

  it.each(['/users?$filter=foo bar', '/users?$select=nonsense', '/users?$top=1000', '/users?$skip=5'])(
    'refuses %s in its error shape',
    async (path) => {
      await sandbox.put({ users: 1 });
      const { status, body } = await sandbox.graph(path);
      expect(status).toBe(400);
      expect(typeof body.error.message).toBe('string');
    },
  );

  it('shows roles only to an advanced query', async () => {
    await sandbox.put('contoso');
    const path = '/users/00000000-0000-4000-8000-000000000002/transitiveMemberOf/microsoft.graph.directoryRole';
    expect((await sandbox.graph(path)).status).toBe(400);
    const { body } = await sandbox.graph(`${path}?$count=true&$select=displayName`, eventual);
    expect(body.value).toEqual([{ displayName: 'Billing Administrator' }]);
    const filter = "roleDefinitionId eq '62e90394-69f5-4237-9190-012177145e10'";
    const holdersOf = await sandbox.graph(
      `/roleManagement/directory/roleAssignments?$filter=${encodeURIComponent(filter)}&$expand=principal`,
    );
    expect(holdersOf.body.value).toMatchObject([{ principal: { displayName: 'Alex Wilber' } }]);
  });
});
