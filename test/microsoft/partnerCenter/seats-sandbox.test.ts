import { afterEach, beforeEach, expect, it } from '@jest/globals';
import type { OrderRequest } from '../../../src/upgrade/ports.js';
import { readContract } from '../../support/api-contract.js';
import type { Exchange } from '../../support/exchange.js';
import { schemasDir } from '../../support/openapi.js';
import { type Cloud, startCloud, tenantId } from '../cloud.js';
import { notingFetch } from '../noting-fetch.js';
import { problemFrom } from '../problem-of.js';

let cloud: Cloud;
let calls: Exchange[];
beforeEach(async () => {
  calls = [];
  cloud = await startCloud(notingFetch('/partnercenter', calls));
  await cloud.put({ users: 5, seats: 5, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3, users: 0 }] });
});
afterEach(() => cloud.close());

async function owned() {
  const found = (await cloud.directory.subscriptions(tenantId)).filter(({ sku }) => sku === 'ENTERPRISEPREMIUM');
  return found.map(({ commerceId, seats }) => ({ commerceId, seats }));
}

async function seats(quantity: number): Promise<OrderRequest> {
  const [subscription] = await owned();
  return {
    tenantId,
    kind: 'seats',
    key: '7d1f3a52-95a7-4f7e-8f43-0a6c1c6a0003',
    sourceCommerceId: subscription?.commerceId ?? '',
    plan: 'ENTERPRISEPREMIUM',
    quantity,
    billingCycle: 'annual',
    term: 'P1Y',
    payer: undefined,
    attested: false,
    cartId: undefined,
    placedAt: await cloud.now(),
  };
}

it('raises the seats of the subscription that is there, once however often it is sent, as Graph shows', async () => {
  const order = await seats(5);
  expect(await cloud.commerce.find(order)).toEqual({ is: 'notFound' });
  const completed = { is: 'completed', commerceId: order.sourceCommerceId };
  expect(await cloud.commerce.place(order)).toEqual(completed);
  expect(await cloud.commerce.place(order)).toEqual(completed);
  expect(await cloud.commerce.find(order)).toEqual(completed);
  expect(await owned()).toEqual([{ commerceId: order.sourceCommerceId, seats: 5 }]);
  expect(calls.filter(({ method }) => method === 'PATCH')).toHaveLength(1);
  // It is a change of the purchase that is there: nothing is ordered beside it.
  expect((await cloud.ledger()).orders).toEqual([]);
});

it('finds them after a lost reply', async () => {
  const order = await seats(5);
  await cloud.faults([{ match: { method: 'PATCH', path: '/subscriptions/' }, effect: 'lostReply', times: 1 }]);
  expect(await problemFrom(cloud.commerce.place(order))).toEqual({ is: 'unknownOutcome' });
  expect(await cloud.commerce.find(order)).toMatchObject({ is: 'completed' });
});

it('waits until an upgrade of the subscription has ended', async () => {
  const [source] = (await cloud.directory.subscriptions(tenantId)).filter(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
  const sourceCommerceId = source?.commerceId ?? '';
  const upgrade: OrderRequest = { ...(await seats(5)), kind: 'upgrade', sourceCommerceId, plan: 'SPE_E3' };
  await cloud.commerce.place(upgrade);
  const order: OrderRequest = { ...upgrade, kind: 'seats', plan: 'ENTERPRISEWITHSCAL', quantity: 6 };
  expect(await problemFrom(cloud.commerce.place(order))).toEqual({ is: 'busy', retryAfterMs: 24 * 3_600_000 });
});

const whenDescribed = schemasDir === undefined ? it.skip : it;

whenDescribed('speaks as Microsoft describes it (set SCHEMAS_DIR to run)', async () => {
  const order = await seats(5);
  await cloud.commerce.place(order);
  await cloud.commerce.find({ ...order, sourceCommerceId: 'gone' });
  expect(calls.length).toBeGreaterThan(1);
  const { faults } = readContract('partnercenter-openapi.json', '/partnercenter');
  expect(calls.flatMap((exchange) => faults(exchange))).toEqual([]);
});
