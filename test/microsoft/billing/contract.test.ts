import { expect, it } from '@jest/globals';
import { readContract } from '../../support/api-contract.js';
import type { Exchange } from '../../support/exchange.js';
import { schemasDir } from '../../support/openapi.js';
import { notingFetch } from '../noting-fetch.js';
import { tenantId } from './connected.js';
import { startBillingCloud } from './sandbox-cloud.js';

const whenDescribed = schemasDir === undefined ? it.skip : it;

whenDescribed('every request and every answer is as Microsoft describes it (set SCHEMAS_DIR to run)', async () => {
  const calls: Exchange[] = [];
  const cloud = await startBillingCloud({ users: 5, seats: 5 }, notingFetch('/providers/Microsoft.Billing', calls));
  try {
    const { commerce } = cloud;
    const source = await cloud.source();
    await commerce.eligibility(tenantId, { ...source, ownerTenantId: '77777777-0000-4000-8000-000000000007' });
    await commerce.parties(tenantId);
    const purchase = await cloud.order();
    await commerce.place(purchase);
    await commerce.place(purchase);
    await cloud.settled(purchase);
    await cloud.advance('PT1H');
    const bought = (await cloud.subscriptions()).find(({ sku }) => sku === 'ENTERPRISEPREMIUM');
    const sourceCommerceId = bought?.commerceId ?? '';
    const seats = await cloud.order({ kind: 'seats', sourceCommerceId, quantity: 7 });
    await commerce.place(seats);
    await commerce.find(seats);
    await cloud.advance('PT1M');
    await commerce.end(tenantId, sourceCommerceId, 'run-1');
  } finally {
    await cloud.close();
  }

  const billing = readContract('billing-openapi.json', '');
  expect(new Set(calls.map(({ method }) => method))).toEqual(new Set(['GET', 'PUT', 'PATCH', 'DELETE']));
  expect(calls.flatMap((exchange) => billing.faults(exchange))).toEqual([]);
  expect(calls.some(({ path }) => path.includes('/operationResults/'))).toBe(true);
});
