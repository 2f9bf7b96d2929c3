import { beforeAll, describe, expect, it } from '@jest/globals';
import { type Contract, readContract } from '../support/api-contract.js';
import { type Exchange, withInner } from '../support/exchange.js';
import { schemasDir } from '../support/openapi.js';

/** That the comparison with the descriptions finds what is wrong, so that finding nothing means something. */

const described = schemasDir === undefined ? describe.skip : describe;
const skuId = '1392051d-0cb9-4b7a-88d5-621fee5e8711';
const read: Exchange = {
  method: 'GET',
  path: '/v1.0/users?$top=5',
  request: new Headers(),
  sent: undefined,
  status: 200,
  got: { value: [] },
};
const change: Exchange = {
  ...read,
  method: 'POST',
  path: '/v1.0/users/a/assignLicense',
  sent: { addLicenses: [{ skuId, disabledPlans: [] }], removeLicenses: [] },
  got: { id: 'a' },
};

described('the comparison with a description', () => {
  let graph: Contract;
  let commerce: Contract;
  let billing: Contract;
  let connector: Contract;
  beforeAll(() => {
    graph = readContract('graph-openapi.json', '/v1.0');
    commerce = readContract('partnercenter-openapi.json', '/partnercenter');
    billing = readContract('billing-openapi.json', '');
    connector = readContract('bot-connector-swagger.json', '');
  });

  it('finds nothing in what is right', () => {
    expect([...graph.faults(read), ...graph.faults(change)]).toEqual([]);
    expect(graph.faults({ ...read, status: undefined, got: undefined })).toEqual([]);
  });

  it.each<[string, Partial<Exchange>, RegExp]>([
    ['an unknown path', { path: '/v1.0/people' }, /is not described/],
    ['an unknown method', { method: 'DELETE' }, /is not described/],
    ['an unknown query parameter', { path: '/v1.0/users?$skip=5' }, /\$skip is not described/],
    ['a query parameter that is too large', { path: '/v1.0/users?$top=1000' }, /\$top is not as described/],
    ['an answer of another form', { got: { value: {} } }, /answer 200\/value must be array/],
    ['an error of another form', { status: 404, got: { message: 'gone' } }, /answer 404/],
    ['a status that is not described', { status: 302 }, /status 302/],
    ['a body where none is described', { sent: {} }, /a body is not described/],
  ])('finds %s', (_what, wrong, fault) => {
    expect(graph.faults({ ...read, ...wrong }).join()).toMatch(fault);
  });

  it('finds a missing, a wrong and a misspelt field of a request, also inside a batch', () => {
    expect(graph.faults({ ...change, sent: { addLicenses: [] } }).join()).toMatch(/removeLicenses/);
    expect(graph.faults({ ...change, sent: undefined }).join()).toMatch(/request must be object/);
    const body = { addLicenses: [{ skuId, disabledPlan: [] }], removeLicenses: [] };
    const requests = [{ id: '1', method: 'POST', url: '/users/a/assignLicense', body }];
    const got = { responses: [{ id: '1', status: 200, body: { id: 'a' } }] };
    const batch = { ...change, path: '/v1.0/$batch', sent: { requests }, got };
    const faults = withInner([batch], '/v1.0').flatMap((exchange) => graph.faults(exchange));
    expect(faults.join()).toMatch(/assignLicense: request.*disabledPlan/);
  });

  it('finds a header that is missing, and a query parameter', () => {
    const subscriptions = { ...read, path: '/partnercenter/v1/customers/a/subscriptions', got: { items: [] } };
    expect(commerce.faults(subscriptions).join()).toMatch(/header Authorization is missing/);
    const accounts = { ...read, path: '/providers/Microsoft.Billing/billingAccounts' };
    expect(billing.faults(accounts).join()).toMatch(/query api-version is missing/);
  });

  it('finds a field that Partner Center has no word for', () => {
    const lineItems = [{ id: 0, catalogItemId: 'a', quantity: 1, billingCycles: 'monthly' }];
    const cart = { ...change, path: '/partnercenter/v1/customers/a/carts', sent: { lineItems }, status: undefined };
    expect(commerce.faults(cart).join()).toMatch(/lineItems\[\]\.billingCycles is not described/);
  });

  it('finds an activity that is none', () => {
    const sent = { type: 'message', attachment: [], text: 5 };
    const activity = { ...change, path: '/v3/conversations/a/activities', sent, got: { id: 'b' } };
    expect(connector.faults(activity).join()).toMatch(/text must be string.*attachment is not described/s);
    expect(connector.faults({ ...activity, path: '/v3/conversations/a/activity' }).join()).toMatch(/not described/);
  });
});
