import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { billingAccount } from './billing-account.js';
import { type Answer, assign, change, type Json, type OpenSandbox, openSandbox, people, sku } from './support.js';

describe('faults', () => {
  let sandbox: OpenSandbox;
  let id: string;
  beforeEach(async () => {
    sandbox = await openSandbox();
    await sandbox.put({ users: 2, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 2 }] });
    id = (await people(sandbox))[0].id;
  });
  afterEach(() => sandbox.close());

  const held = async () =>
    (await sandbox.graph(`/users/${id}?$select=assignedLicenses`)).body.assignedLicenses[0].skuId;

  it('answer with a status, as many times as they are told to', async () => {
    await sandbox.faults([
      { match: { path: '/organization' }, effect: 'status', status: 429, retryAfter: 7, times: 2 },
    ]);
    const first = await sandbox.graph('/organization');
    expect([first.status, first.headers.get('retry-after')]).toEqual([429, '7']);
    expect(typeof first.body.error.code).toBe('string');
    const later = [await sandbox.graph('/organization'), await sandbox.graph('/organization')];
    expect(later.map(({ status }) => status)).toEqual([429, 200]);
  });

  it('answer with a code of the API, in its own shape, also inside a success', async () => {
    await sandbox.faults([
      { match: { path: '/subscriptions$' }, effect: 'status', status: 200, code: 400072, text: 'Not available.' },
      { match: { path: '/orders$' }, effect: 'status', status: 403, code: '800073' },
      {
        match: { path: '/organization' },
        effect: 'status',
        status: 403,
        code: 'Directory_QuotaExceeded',
        text: 'Full.',
      },
    ]);
    const first = await sandbox.commerce('/subscriptions');
    expect([first.status, first.body]).toEqual([
      200,
      { code: 400072, description: 'Not available.', data: [], source: 'PartnerFD' },
    ]);
    const second = await sandbox.commerce('/orders');
    expect([second.status, second.body]).toMatchObject([403, { code: '800073', description: expect.any(String) }]);
    const third = await sandbox.graph('/organization');
    expect([third.status, third.body.error]).toMatchObject([
      403,
      { code: 'Directory_QuotaExceeded', message: 'Full.' },
    ]);
  });

  it('lose the reply of what was done', async () => {
    await sandbox.faults([{ match: { method: 'POST', path: 'assignLicense' }, effect: 'lostReply', times: 1 }]);
    await expect(assign(sandbox, id, [sku.e5], [sku.e4])).rejects.toThrow();
    expect(await held()).toBe(sku.e5);
  });

  it('reset the connection before anything is done', async () => {
    await sandbox.faults([{ match: { method: 'POST', path: 'assignLicense' }, effect: 'reset', times: 1 }]);
    await expect(assign(sandbox, id, [sku.e5], [sku.e4])).rejects.toThrow();
    expect(await held()).toBe(sku.e4);
  });

  it('hang until the caller gives up', async () => {
    await sandbox.faults([{ match: { path: '/organization' }, effect: 'hang' }]);
    const Authorization = `Bearer ${await sandbox.token('t', 'https://graph.microsoft.com')}`;
    const call = fetch(`${sandbox.url}/v1.0/organization`, {
      headers: { Authorization },
      signal: AbortSignal.timeout(150),
    });
    await expect(call).rejects.toThrow(/timeout|aborted/i);
  });

  it('strike single requests inside a batch', async () => {
    await sandbox.faults([
      { match: { path: `^/users/${id}/assignLicense` }, effect: 'lostReply', times: 1 },
      { match: { path: '/organization' }, effect: 'status', status: 503, retryAfter: 3, times: 1 },
    ]);
    const requests = [
      {
        id: '1',
        method: 'POST',
        url: `/users/${id}/assignLicense`,
        headers: { 'Content-Type': 'application/json' },
        body: change([sku.e5], [sku.e4]),
      },
      { id: '2', method: 'GET', url: '/organization' },
      { id: '3', method: 'GET', url: '/subscribedSkus' },
    ];
    const { body } = await sandbox.graph('/$batch', { method: 'POST', body: { requests } });
    const byId = Object.fromEntries(body.responses.map((one: Json) => [one.id, one]));
    expect([byId[1].status, byId[2].status, byId[3].status]).toEqual([504, 503, 200]);
    expect(byId[2].headers['Retry-After']).toBe('3');
    expect(await held()).toBe(sku.e5);
  });

  it('strike tokens and commerce too, in their own words', async () => {
    await sandbox.faults([
      { match: { path: '/subscriptions' }, effect: 'status', status: 429, retryAfter: 57, times: 1 },
    ]);
    expect((await sandbox.commerce('/subscriptions')).body).toEqual({
      statusCode: 429,
      message: 'Rate limit is exceeded. Try again in 57 seconds.',
    });
    await sandbox.faults([{ match: { path: 'oauth2' }, effect: 'status', status: 503, times: 1 }]);
    const answer = await sandbox.call('/t/oauth2/v2.0/token', { method: 'POST', body: 'x' });
    expect([answer.status, answer.body.error]).toEqual([503, 'temporarily_unavailable']);
  });

  it('strike a billing account in the words of Resource Manager', async () => {
    await sandbox.put({ commerce: 'billing-account', users: 12 });
    const account = await billingAccount(sandbox);
    const code = ({ status, body }: Answer) => [status, body.error.code];
    await sandbox.faults([
      { match: { method: 'PUT', path: '/billingSubscriptionAliases/' }, effect: 'lostReply', times: 1 },
      { match: { path: '/billingSubscriptions' }, effect: 'status', status: 429, retryAfter: 5, times: 1 },
    ]);
    await expect(account.buy('order-1', 'SPE_E5', 5)).rejects.toThrow();
    expect((await account.buy('order-1', 'SPE_E5', 5)).status).toBe(200);
    const limited = await account.at(`${account.account}/billingSubscriptions`);
    expect([...code(limited), limited.headers.get('retry-after')]).toEqual([429, 'TooManyRequests', '5']);
    expect(limited.headers.get('odata-version')).toBeNull();
    expect(code(await account.at(`${account.account}/nothing`))).toEqual([404, 'InvalidResourceType']);
    expect(code(await account.at(`${account.account}/operationResults/none`))).toEqual([404, 'ResourceNotFound']);
  });

  it('are refused when they make no sense, and can be cleared', async () => {
    const wrong = await sandbox.faults([{ match: { path: '(' }, effect: 'reset' }]);
    expect([wrong.status, wrong.body.error.message]).toEqual([400, expect.stringContaining('regular expression')]);
    await sandbox.faults([{ match: {}, effect: 'status', status: 500 }]);
    expect((await sandbox.call('/_sandbox/faults')).body.faults).toHaveLength(1);
    expect((await sandbox.call('/_sandbox/faults', { method: 'DELETE' })).status).toBe(204);
    expect((await sandbox.graph('/organization')).status).toBe(200);
  });

  it('of woodgrove strike that tenant once', async () => {
    await sandbox.put('woodgrove');
    const statuses = [await sandbox.graph('/subscribedSkus'), await sandbox.graph('/subscribedSkus')];
    expect(statuses.map(({ status }) => status)).toEqual([429, 200]);
  });
});
