import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { schemasDir } from '../support/openapi.js';
import { schemasOf } from '../support/schema-of.js';
import { assign, change, type Json, type OpenSandbox, openSandbox, people, sku, startUpgrade } from './support.js';

const schemas = schemasDir ? describe : describe.skip;
if (!schemasDir)
  process.stdout.write('SCHEMAS_DIR is not set: answers are not checked against the OpenAPI documents.\n');

schemas('answers of the sandbox fit the OpenAPI documents', () => {
  let sandbox: OpenSandbox;
  const expectations = new Map<string, ReturnType<typeof schemasOf>>();

  beforeAll(async () => {
    for (const api of ['graph', 'partnercenter']) expectations.set(api, schemasOf(`${api}-openapi.json`));
    sandbox = await openSandbox();
    await sandbox.put({
      users: 30,
      groups: [{ name: 'Sales', users: 4 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 12, users: 1 }],
      withoutUsageLocation: 2,
      withDisabledPlans: { SWAY: 3 },
      addOns: ['SHAREPOINTSTORAGE'],
      blockers: ['NOT_PROVISIONED_OR_UNHEALTHY'],
    });
  });
  afterAll(() => sandbox.close());

  const fits = (api: 'graph' | 'partnercenter', schema: string, body: Json) => {
    expectations.get(api)?.(schema, body);
  };
  const eventual = { ConsistencyLevel: 'eventual' };
  const role =
    '/users/00000000-0000-4000-8000-000000000001/transitiveMemberOf/microsoft.graph.directoryRole?$count=true';

  it.each([
    ['/organization', 'organizationCollectionResponse'],
    ['/subscribedSkus', 'subscribedSkuCollectionResponse'],
    ['/directory/subscriptions', 'companySubscriptionCollectionResponse'],
    ['/users?$top=5&$count=true', 'userCollectionResponse'],
    [
      '/users?$select=id,displayName,userPrincipalName,accountEnabled,usageLocation,assignedLicenses,licenseAssignmentStates,assignedPlans,createdDateTime&$top=50',
      'userCollectionResponse',
    ],
    [role, 'directoryRoleCollectionResponse'],
    ['/roleManagement/directory/roleAssignments', 'unifiedRoleAssignmentCollectionResponse'],
    ['/groups', 'groupCollectionResponse'],
    [
      '/groups?$select=id,assignedLicenses,licenseProcessingState,hasMembersWithLicenseErrors,onPremisesSyncEnabled',
      'groupCollectionResponse',
    ],
    ['/admin/serviceAnnouncement/healthOverviews?$expand=issues', 'serviceHealthCollectionResponse'],
    ['/admin/serviceAnnouncement/issues', 'serviceHealthIssueCollectionResponse'],
  ])('Graph %s', async (path, schema) => {
    const { status, body } = await sandbox.graph(path, { headers: eventual });
    expect([status, body.value.length > 0]).toEqual([200, true]);
    fits('graph', `microsoft.graph.${schema}`, body);
  });

  it('Graph one person, their licences, a change, and an error', async () => {
    const [, , , , , one] = await people(sandbox);
    fits('graph', 'microsoft.graph.user', (await sandbox.graph(`/users/${one.id}`)).body);
    const details = await sandbox.graph(`/users/${one.id}/licenseDetails`);
    fits('graph', 'microsoft.graph.licenseDetailsCollectionResponse', details.body);
    const refused = await assign(sandbox, one.id, [sku.e5], []);
    expect(refused.status).toBe(400);
    fits('graph', 'microsoft.graph.ODataErrors.ODataError', refused.body);
    const changed = await assign(sandbox, one.id, [sku.e5], [sku.e4]);
    expect(changed.status).toBe(200);
    fits('graph', 'microsoft.graph.user', changed.body);
  });

  it('Graph groups, members and a batch', async () => {
    const { id } = (await sandbox.graph('/groups')).body.value[0];
    for (const list of ['members', 'transitiveMembers', 'membersWithLicenseErrors']) {
      const { body } = await sandbox.graph(`/groups/${id}/${list}?$select=id,displayName,licenseAssignmentStates`);
      fits('graph', 'microsoft.graph.directoryObjectCollectionResponse', body);
    }
    const body = change([sku.e5], [sku.e4]);
    const changed = await sandbox.graph(`/groups/${id}/assignLicense`, { method: 'POST', body });
    fits('graph', 'microsoft.graph.group', changed.body);
    const requests = [
      { id: '1', method: 'GET', url: '/organization' },
      {
        id: '2',
        method: 'POST',
        url: '/users/none/assignLicense',
        headers: { 'Content-Type': 'application/json' },
        body,
      },
    ];
    const batch = await sandbox.graph('/$batch', { method: 'POST', body: { requests } });
    fits('graph', 'batchResponse', batch.body);
  });

  it('Partner Center before, while and after it changes things', async () => {
    const commerce = async (schema: string, path: string, ask = {}) => {
      const answer = await sandbox.commerce(path, ask);
      fits('partnercenter', schema, answer.body);
      return answer;
    };
    const all = await commerce('SubscriptionCollection', '/subscriptions');
    const path = `/subscriptions/${all.body.items[0].id}`;
    await commerce('Subscription', path);
    await commerce('SubscriptionProvisioningStatus', `${path}/provisioningstatus`);
    const eligible = await commerce('TransitionEligibilityCollection', `${path}/transitioneligibilities`);
    await commerce('UpgradeCollection', `${path}/upgrades`);
    await commerce('ApiFault', '/subscriptions/none');
    await sandbox.patch({ blockers: [] });
    const { answer, offer } = await startUpgrade(sandbox, 'Microsoft 365 E3');
    fits('partnercenter', 'Transition', answer.body);
    await commerce('TransitionCollection', `${path}/transitions`);
    await sandbox.advance('PT5M');
    await commerce('TransitionCollection', `${path}/transitions`);
    const lineItems = [{ id: 0, catalogItemId: offer.catalogItemId, quantity: 2, billingCycle: 'monthly' }];
    const cart = await commerce('Cart', '/carts', { method: 'POST', body: { lineItems } });
    expect(cart.status).toBe(201);
    await commerce('Cart', `/carts/${cart.body.id}`, { method: 'PUT', body: { lineItems } });
    const bought = await commerce('CartCheckoutResult', `/carts/${cart.body.id}/checkout`, { method: 'POST' });
    expect(bought.status).toBe(201);
    await sandbox.patch({ catalogue: { orderGroups: 'each', refusedAtCheckout: ['ENTERPRISEPREMIUM'] } });
    const [first] = lineItems;
    const { catalogItemId } = eligible.body.items.find(({ title }: Json) => title === 'Office 365 E5');
    const two = { lineItems: [first, { ...first, id: 1, catalogItemId }] };
    const cartOfTwo = await commerce('Cart', '/carts', { method: 'POST', body: two });
    const inPart = await commerce('CartCheckoutResult', `/carts/${cartOfTwo.body.id}/checkout`, { method: 'POST' });
    expect([inPart.body.orders.length, inPart.body.orderErrors.length]).toEqual([1, 1]);
    await commerce('OrderCollection', '/orders');
    await commerce('Order', `/orders/${bought.body.orders[0].id}`);
    const profile = await commerce('BillingProfile', '/profiles/billing');
    expect(profile.body.defaultAddress.country).toBe('US');
  });
});
