import { expect, it } from '@jest/globals';
import type { Terms } from '../../../../src/upgrade/tenant/terms.js';
import { describeExamples } from '../../../support/official-examples.js';
import type { Reply } from '../../answering-server.js';

import { catalogueOf, purchaseOrder } from '../connected.js';
import { example, replayed, replyOf } from './examples.js';

const route = 'GET /subscriptions/source';
const anyTime = { is: 'anyTime' } as const;

async function termsOf(reply: Reply): Promise<Terms> {
  const { commerce } = await replayed({ [route]: reply });
  return commerce.terms('customer', 'source') as Promise<Terms>;
}

/** What is sent to end it. */
async function endedBy(reply: Reply) {
  const { commerce, sent } = await replayed({ [route]: reply, 'PATCH /subscriptions/source': { body: {} } });
  await commerce.end('customer', 'source', 'key');
  return sent();
}

const item = (name: string, nth = 0): Record<string, unknown> =>
  (example(name).response.body as { items: Record<string, unknown>[] }).items[nth] ?? {};

describeExamples('a subscription', () => {
  it.each<[string, string, Terms]>([
    [
      'subscription--1',
      'is of an older kind and ends in the year 9999, which is never',
      { autoRenew: false, endsAt: null, cancellation: anyTime, refund: null },
    ],
    [
      'subscription--2',
      'is of an older kind and tells the moment of its end',
      { autoRenew: true, endsAt: '2018-02-10T00:00:00.000Z', cancellation: anyTime, refund: null },
    ],
    [
      'subscription--3',
      'is of the new commerce; until when it could be ended, its refunds tell',
      {
        autoRenew: false,
        endsAt: '2022-01-13T23:59:59.000Z',
        cancellation: { is: 'until', at: '2021-01-15T00:00:00.000Z' },
        refund: 'full',
      },
    ],
    ['subscription--5', 'never ends', { autoRenew: false, endsAt: null, cancellation: anyTime, refund: null }],
    [
      'subscription--6',
      'is of the new commerce, cannot be ended at once, and lasts through its last day',
      { autoRenew: true, endsAt: '2024-05-17T23:59:59.000Z', cancellation: { is: 'over' }, refund: null },
    ],
  ])('%s %s', async (name, _, terms) => {
    expect(await termsOf(replyOf(name))).toEqual(terms);
  });

  it.each<[string, number, string, Partial<Terms>]>([
    ['subscriptions--1', 0, 'never ends', { autoRenew: false, endsAt: null }],
    ['subscriptions--1', 1, 'lasts through its last day', { autoRenew: true, endsAt: '2019-03-26T23:59:59.000Z' }],
    ['subscriptions--2', 0, 'has spaces in its times', { endsAt: '2016-12-12T08:00:00.000Z', cancellation: anyTime }],
    [
      'subscriptions--3',
      0,
      'may be ended until a minute',
      {
        endsAt: '2024-10-14T23:59:59.000Z',
        cancellation: { is: 'until', at: '2021-11-14T23:59:00.000Z' },
        refund: null,
      },
    ],
    ['subscriptions--4', 0, 'is an add-on with spaces in its times', { endsAt: '2016-12-12T08:00:00.000Z' }],
    ['subscriptions--5', 0, 'renews', { autoRenew: true, endsAt: '2018-05-07T23:59:59.000Z', cancellation: anyTime }],
    ['subscriptions-by-order--1', 0, 'has spaces in its times', { endsAt: '2016-12-12T08:00:00.000Z' }],
  ])('of %s, number %i, %s', async (name, nth, _, terms) => {
    expect(await termsOf({ body: item(name, nth) })).toMatchObject(terms);
  });

  it.each<[string, Reply, object | undefined, string | undefined]>([
    [
      'subscription--2',
      replyOf('subscription--2'),
      { status: 'suspended', quantity: 2 },
      '"eyJpZCI6Ijk2OGJhMWNmLWMxNDYtNGFkZi1hMzAwLTMwOGRjZjcxOGVlZSIsInZlcnNpb24iOjF9"',
    ],
    ['subscription--3, which has expired', replyOf('subscription--3'), undefined, undefined],
    ['subscription--6, which has no etag', replyOf('subscription--6'), { autoRenewEnabled: false }, undefined],
    ['subscriptions--1, number 1, which is suspended', { body: item('subscriptions--1', 1) }, undefined, undefined],
  ])('%s is ended as it can be', async (_, reply, change, etag) => {
    const sent = await endedBy(reply);
    if (change === undefined) return expect(sent).toEqual([]);
    const whole = typeof reply === 'object' ? (reply.body as object) : {};
    expect(sent.map(({ body }) => body)).toEqual([{ ...whole, ...change }]);
    return expect(sent[0]?.headers['if-match']).toBe(etag);
  });
});

describeExamples('what an order brought', () => {
  const placed = (id: string) => ({
    body: {
      items: [
        {
          id,
          alternateId: 'cart-1',
          status: 'completed',
          creationDate: '2026-03-02T10:00:00Z',
          lineItems: [{ quantity: 25 }],
        },
      ],
    },
  });

  async function broughtBy(orderId: string, subscriptions: Reply) {
    const { commerce } = await replayed({
      ...catalogueOf(),
      'GET /orders': placed(orderId),
      'GET /subscriptions': subscriptions,
    });
    return commerce.find(purchaseOrder);
  }

  it.each([
    ['subscriptions--1', 'c1f80349-ffc1-4c90-aab1-57520ceb6744', 'CC766F52-AD06-4764-A10D-751AAA30603C'],
    ['subscriptions--2', '6183db3d-6318-4e52-877e-25806e4971be', '83ef9d05-4169-4ef9-9657-0e86b1eab1de'],
    ['subscriptions--3', '12345678901', '924671ba-eab9-45d7-95ed-dbd9477f182b'],
    ['subscriptions--4', '6183db3d-6318-4e52-877e-25806e4971be', '83ef9d05-4169-4ef9-9657-0e86b1eab1de'],
    ['subscriptions--5', '3eddcac6-63b2-4c40-b0b6-f47e18301492', '42226ED6-070A-4E0F-B80C-4CDFB3E97AA7'],
    ['subscriptions-by-order--1', '{id-for-order}', '83ef9d05-4169-4ef9-9657-0e86b1eab1de'],
  ])('in %s is the subscription of that order, in whatever case, and no other', async (name, orderId, id) => {
    expect(await broughtBy(orderId, replyOf(name))).toEqual({ is: 'completed', commerceId: id });
    expect(await broughtBy('another-order', replyOf(name))).toEqual({ is: 'inProgress' });
  });
});
