import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { type BillingAccount, billingAccount } from './billing-account.js';
import { type Json, type OpenSandbox, openSandbox, tenantId } from './support.js';

/** What the practice cloud sells, to whom and by whom: in the shapes of Microsoft's own pages and examples. */

let sandbox: OpenSandbox;
beforeEach(async () => {
  sandbox = await openSandbox();
});
afterEach(() => sandbox.close());

describe('the catalogue of a partner', () => {
  const at = async (path: string, ask: Json = {}) => {
    const Authorization = `Bearer ${await sandbox.token(tenantId, 'https://api.partnercenter.microsoft.com')}`;
    const url = `/partnercenter/v1/customers/${tenantId}${path}`;
    return sandbox.call(url, { ...ask, headers: { Authorization, ...ask.headers } });
  };
  const put = (catalogue: object = {}) => sandbox.put({ users: 5, catalogue });
  const productOf = async (title: string) =>
    (await at('/products?targetView=OnlineServices')).body.items.find((one: Json) => one.title === title);

  it('has products, their SKUs and how each is available, with the id that the directory knows them by', async () => {
    await put();
    const product = await productOf('Microsoft 365 E3');
    expect(product).toMatchObject({ productType: { id: 'OnlineServicesNCE' }, isMicrosoftProduct: true });
    const [sku] = (await at(`/products/${product.id}/skus`)).body.items;
    expect(sku).toMatchObject({ id: '0001', isTrial: false, dynamicAttributes: { isAddon: false } });
    expect(sku.dynamicAttributes.provisioningId).toBe('05e9a617-0261-4cee-bb44-138d3ef5d965');
    const { items } = (await at(`/products/${product.id}/skus/0001/availabilities`)).body;
    expect(items.map(({ segment, terms }: Json) => [segment, terms.map((one: Json) => one.duration)])).toEqual([
      ['education', ['P1Y', 'P1Y', 'P3Y']],
      ['commercial', ['P1Y', 'P1Y', 'P3Y']],
      ['commercial', ['P1M']],
    ]);
  });

  it('lacks the old plan, and what is not sold', async () => {
    await put({ notSold: ['SPE_E3'], oneMonth: false });
    expect(await productOf('Office 365 E4')).toBeUndefined();
    expect(await productOf('Microsoft 365 E3')).toBeUndefined();
    const { id } = await productOf('Microsoft 365 E5');
    expect((await at(`/products/${id}/skus/0001/availabilities`)).body.items).toHaveLength(2);
    expect((await at('/products')).status).toBe(400);
    expect((await at('/products/none/skus')).status).toBe(404);
  });

  const itemOf = async (title: string) => {
    const { id } = await productOf(title);
    return (await at(`/products/${id}/skus/0001/availabilities`)).body.items[1].catalogItemId as string;
  };
  /** A cart of E5 and E3, and what its checkout answers. */
  async function checkedOut(catalogue: object) {
    await put(catalogue);
    const items = [await itemOf('Microsoft 365 E5'), await itemOf('Microsoft 365 E3')];
    const lineItems = items.map((catalogItemId, id) => ({ id, catalogItemId, quantity: 5 + id }));
    const cart = (await at('/carts', { method: 'POST', body: { lineItems } })).body;
    const checkout = await at(`/carts/${cart.id}/checkout`, { method: 'POST' });
    return { cart, checkout, after: (await at(`/carts/${cart.id}`)).body.status };
  }
  const quantities = ({ body }: Json) =>
    body.orders.map(({ lineItems }: Json) => lineItems.map(({ quantity }: Json) => quantity));

  it('makes one order of the lines of a cart, or an order each', async () => {
    const one = await checkedOut({});
    expect(one.cart.lineItems.map(({ orderGroup }: Json) => orderGroup)).toEqual(['0', '0']);
    expect([one.checkout.status, quantities(one.checkout), one.after]).toEqual([201, [[5, 6]], 'Ordered']);
    expect(one.checkout.body.orderErrors).toBeUndefined();
    const each = await checkedOut({ orderGroups: 'each' });
    expect(each.cart.lineItems.map(({ orderGroup }: Json) => orderGroup)).toEqual(['0', '1']);
    expect(quantities(each.checkout)).toEqual([[5], [6]]);
  });

  it('refuses one order group and takes the other, inside a success', async () => {
    const { checkout, after } = await checkedOut({ orderGroups: 'each', refusedAtCheckout: ['SPE_E3'] });
    expect([checkout.status, quantities(checkout), after]).toEqual([201, [[5]], 'Ordered']);
    expect(checkout.body.orderErrors).toMatchObject([{ orderGroupId: '1', code: 800020 }]);
    const both = await checkedOut({ refusedAtCheckout: ['SPE_E3'] });
    expect([quantities(both.checkout), both.after]).toEqual([[], 'Active']);
    expect(both.checkout.body.orderErrors).toHaveLength(1);
  });

  it('says inside a success that one line of a cart cannot be bought, and sells nothing of it then', async () => {
    const { cart, checkout } = await checkedOut({ refusedInCart: ['SPE_E3'] });
    expect(cart.lineItems.map(({ error }: Json) => error?.errorCode)).toEqual([undefined, 'inventory_not_available']);
    expect(checkout.status).toBe(400);
    expect((await sandbox.report()).orders).toEqual([]);
  });

  it.each([
    ['P1M', 'monthly', 2, null],
    ['P1M', 'monthly', 1, 'billing_plan_not_supported'],
    ['P1Y', 'annual', 1, null],
    ['P1Y', 'annual', 2, 'billing_plan_not_supported'],
  ])('sells %s, billed %s, by its own item', async (termDuration, billingCycle, nth, wrong) => {
    await put();
    const { id } = await productOf('Microsoft 365 E5');
    const { catalogItemId } = (await at(`/products/${id}/skus/0001/availabilities`)).body.items[nth];
    const lineItems = [{ id: 0, catalogItemId, quantity: 5, termDuration, billingCycle }];
    const { body } = await at('/carts', { method: 'POST', body: { lineItems } });
    expect(body.lineItems[0].error?.errorCode ?? null).toBe(wrong);
  });

  it('sells to whoever attests, where it asks for that', async () => {
    await put({ attestation: true });
    const { id } = await productOf('Microsoft 365 E5');
    const [sku] = (await at(`/products/${id}/skus`)).body.items;
    expect(sku.attestationProperties.enforceAttestation).toBe(true);
    const { catalogItemId } = (await at(`/products/${id}/skus/0001/availabilities`)).body.items[1];
    const line = { id: 0, catalogItemId, quantity: 5, termDuration: 'P1Y', billingCycle: 'annual' };
    const errorOf = async (body: object) =>
      (await at('/carts', { method: 'POST', body })).body.lineItems[0].error?.errorCode;
    expect(await errorOf({ lineItems: [line] })).toBe('attestation_not_accepted');
    const attested = [{ ...line, attestationAccepted: true }];
    expect(await errorOf({ lineItems: attested })).toBe('attestation_not_accepted');
    expect(await errorOf({ PartnerOnRecordAttestationAccepted: true, lineItems: attested })).toBeUndefined();
  });
});

describe('a billing account', () => {
  let account: BillingAccount;
  const put = async (billing: object = {}, more: object = {}) => {
    await sandbox.put({ commerce: 'billing-account', users: 5, billing, ...more });
    account = await billingAccount(sandbox);
  };
  const list = async (path: string) => (await account.at(`${account.account}${path}`)).body.value;

  it('has the profiles, sections and ways to pay of its scenario', async () => {
    await put({
      profiles: [
        { name: 'A', sections: ['N', 'S'], soldTo: false },
        { name: 'B', payments: ['invoice'] },
      ],
    });
    const profiles = await list('/billingProfiles');
    expect(profiles.map(({ properties }: Json) => [properties.displayName, 'soldTo' in properties])).toEqual([
      ['A', false],
      ['B', true],
    ]);
    const sections = await list(`/billingProfiles/${profiles[0].name}/invoiceSections`);
    expect(sections.map(({ properties }: Json) => properties.displayName)).toEqual(['N', 'S']);
    const links = await list(`/billingProfiles/${profiles[1].name}/paymentMethodLinks`);
    expect(links.map(({ properties }: Json) => properties.family)).toEqual(['CheckWire']);
    expect((await account.buy('a', 'SPE_E5', 5)).body.error.code).toBe('BillingProfileRequired');
    const bought = await account.buy('a', 'SPE_E5', 5, {
      billingProfileId: profiles[0].id,
      invoiceSectionId: sections[1].id,
    });
    expect(bought.body.properties).toMatchObject({
      billingProfileName: profiles[0].name,
      invoiceSectionName: sections[1].name,
    });
    const other = { billingProfileId: profiles[1].id, invoiceSectionId: sections[1].id };
    expect((await account.buy('b', 'SPE_E5', 5, other)).body.error.code).toBe('InvalidBillingProfile');
  });

  it('tells its roles as Microsoft’s example does, where theirs has no name of who holds them', async () => {
    await put();
    const [assignment] = await list('/billingRoleAssignments');
    // Azure/azure-rest-api-specs, billingRoleAssignmentListByBillingAccount.json: these fields, and who created it.
    expect(Object.keys(assignment)).toEqual(['id', 'name', 'type', 'properties']);
    expect(Object.keys(assignment.properties).sort()).toEqual([
      'createdOn',
      'principalId',
      'principalTenantId',
      'principalType',
      'roleDefinitionId',
      'scope',
    ]);
    const definitions = await list('/billingRoleDefinitions');
    const { roleName } = definitions.find(({ id }: Json) => id === assignment.properties.roleDefinitionId).properties;
    expect(roleName).toBe('Billing account owner');
    expect(definitions.map(({ properties }: Json) => properties.roleName)).not.toContain('Billing profile owner');
  });

  it.each([
    ['nothing', 200, 201],
    ['changes', 200, 403],
    ['everything', 403, 403],
  ])('is for signed-in people where the scenario says %s', async (userContext, read, write) => {
    await put();
    await sandbox.patch({ billing: { userContext } });
    expect((await account.at(`${account.account}/billingProfiles`)).status).toBe(read);
    const bought = await account.buy('a', 'SPE_E5', 5);
    expect(bought.status).toBe(write);
    if (write === 403) expect(bought.body.error.message).toMatch(/user context/);
  });
});
