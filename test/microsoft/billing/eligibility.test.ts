import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { accountPath, billed, connectedCommerce, failed, graphRow, tenantId } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const byPartner = graphRow({ ownerTenantId: '77777777-0000-4000-8000-000000000007' });
const visio = billed('visio', { skuDescription: 'Visio Plan 2' });

async function listing(answer: (nth: number, page: (skip: number) => string) => Reply) {
  const both = await connectedCommerce((route, { headers }, nth) =>
    route === 'GET /billingSubscriptions' ? answer(nth, (skip) => pageAddress(headers.host, skip)) : undefined,
  );
  server = both.server;
  return both;
}

function pageAddress(host: string | undefined, skip: number): string {
  return `http://${host}${accountPath}/billingSubscriptions?skip=${skip}&api-version=2024-04-01`;
}

describe('who sold a subscription', () => {
  it('is not asked for one that no partner created: what the Upgrade tab shows has no API', async () => {
    const { commerce, server } = await listing(() => ({ body: { value: [] } }));
    expect(await commerce.eligibility(tenantId, graphRow())).toEqual({ is: 'unknown' });
    expect(await commerce.eligibility(tenantId, graphRow({ ownerTenantId: tenantId.toUpperCase() }))).toEqual({
      is: 'unknown',
    });
    expect(server.seen).toEqual([]);
  });

  it('was somebody else when a partner created it and no page of the account has it', async () => {
    const { commerce, server } = await listing((nth, page) => ({
      body: nth === 1 ? { value: [visio], nextLink: page(2) } : { value: [] },
    }));
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'notSoldHere' });
    expect(server.seen.map(({ url }) => url)).toEqual([
      expect.stringMatching(/includeDeleted=true&top=50&api-version=2024-04-01$/),
      expect.stringMatching(/skip=2&api-version=2024-04-01$/),
    ]);
  });

  it('stays open when a page is missing', async () => {
    const { commerce } = await listing((nth, page) =>
      nth === 1 ? { body: { value: [visio], nextLink: page(2) } } : failed(400, 'BadRequest', 'Bad skip'),
    );
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'unknown' });
  });

  it('is found on a later page', async () => {
    const { commerce } = await listing((nth, page) => ({
      body: nth === 1 ? { value: [visio], nextLink: page(2) } : { value: [billed('source')] },
    }));
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'unknown' });
  });

  it.each([
    ['lists it', [billed('source', { skuDescription: 'Renamed' })]],
    ['lists it under its other id', [billed('x', { skuDescription: 'Renamed', subscriptionId: 'SOURCE' })]],
    ['lists one of the same plan under another name', [billed('other')]],
  ])('stays open when the account %s', async (_, value) => {
    const { commerce } = await listing(() => ({ body: { value } }));
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'unknown' });
  });

  it('is not this account when what it lists like it belongs to another tenant', async () => {
    const value = [billed('source', { provisioningTenantId: '88888888-0000-4000-8000-000000000008' }), visio];
    const { commerce } = await listing(() => ({ body: { value } }));
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'notSoldHere' });
  });

  it('stays open when the account cannot be read', async () => {
    const { commerce } = await listing(() => failed(403, 'AuthorizationFailed', 'No'));
    expect(await commerce.eligibility(tenantId, byPartner)).toEqual({ is: 'unknown' });
  });
});
