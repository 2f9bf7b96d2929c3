import { expect, it } from '@jest/globals';
import type { OrderStatus } from '../../../../src/upgrade/ports.js';
import { describeExamples } from '../../../support/official-examples.js';
import type { Reply } from '../../answering-server.js';

import { catalogueOf, purchaseOrder } from '../connected.js';
import { replayed, replyOf } from './examples.js';

type Sought = { customer: string; item: string; placedAt: string; cartId?: string };

/** Where a purchase stands whose cart is gone, among the orders. */
async function among(orders: Reply, { customer, item, placedAt, cartId = 'cart-1' }: Sought): Promise<OrderStatus> {
  const { commerce } = await replayed({
    ...catalogueOf(item),
    'GET /orders': orders,
    'GET /subscriptions': { body: { items: [] } },
  });
  return commerce.find({ ...purchaseOrder, tenantId: customer, quantity: 1, cartId, placedAt: new Date(placedAt) });
}

const single = (name: string): Reply => ({ body: { totalCount: 1, items: [replyOf(name).body] } });

const customer = 'b0d70a69-4c42-4b27-b17b-91a835d8686a';
const pending: Sought = { customer, item: 'DZH318Z0BQ4B:000Z:DZH318Z0DSPL', placedAt: '2018-03-15T02:17:00Z' };
const offset: Sought = { customer, item: 'E59159FC-6F67-4599-B3CB-17FF4020F643', placedAt: '2018-03-07T01:37:00Z' };
const typo: Sought = {
  customer: '6f4ce4d8-f42e-45e0-8661-92ad6ac9d003',
  item: 'DZH318Z09V6F:0001:DZH318Z0BLD3',
  placedAt: '2023-05-18T21:22:00Z',
};
const uploaded: Sought = {
  customer: '71b277b9-9cc1-4fef-a0df-7355006cb52e',
  item: 'none',
  placedAt: '2022-03-08T17:38:00Z',
  cartId: '54be297b70ad',
};
const suspended: Sought = {
  customer: '94cd6638-11b6-4323-8c9f-6ae3088adc59',
  item: 'CFQ7TTC0LF8S:0001:CFQ7TTC0N81H',
  placedAt: '2023-04-18T22:03:40Z',
};
const sold: Sought = { customer, item: 'DZH318Z0BQ4Z:002L:DZH318Z0CMNP', placedAt: '2018-03-13T22:49:00Z' };
const legacy: Sought = { customer, item: '84A03D81-6B37-4D66-8D4A-FAEA24541538', placedAt: '2018-03-15T22:30:00Z' };

const notFound: OrderStatus = { is: 'notFound' };

describeExamples('an order', () => {
  it.each<[string, string, Sought, OrderStatus]>([
    ['orders--1', 'is pending', pending, { is: 'inProgress' }],
    [
      'orders--1',
      'is completed, and was made eight hours later than its clock says',
      offset,
      { is: 'completed', commerceId: 'DB8C695B-1C3C-4C55-B697-771503DD46BF' },
    ],
    ['orders--2', 'is pending', pending, { is: 'inProgress' }],
    [
      'orders--3',
      'is completed, though its time has a letter too many',
      typo,
      { is: 'completed', commerceId: '005a9b31-3ba0-4ead-b4fe-ad11e072f7e7' },
    ],
    ['orders--4', 'is under review with its purchase order', uploaded, { is: 'underReview', of: 'purchaseOrder' }],
    [
      'orders--7',
      'was suspended, which is told in that word',
      suspended,
      { is: 'declined', code: 'orderStatus', text: 'suspended' },
    ],
  ])('of %s %s', async (name, _, sought, status) => {
    expect(await among(replyOf(name), sought)).toEqual(status);
  });

  it.each<[string, string, Sought]>([
    ['orders--1', 'another customer’s', { ...pending, customer: 'another-customer' }],
    ['orders--1', 'one of an hour before', { ...pending, placedAt: '2018-03-15T03:17:00Z' }],
    ['orders--1', 'one of before, by the offset of its clock', { ...offset, placedAt: '2018-03-07T01:47:00Z' }],
    ['orders--2', 'of another offer', { ...pending, item: 'DZH318Z0BQ4Z:0000:ANOTHER' }],
    ['orders--3', 'another customer’s', { ...typo, customer: 'another-customer' }],
    ['orders--4', 'one that no line says anything of', { ...uploaded, cartId: 'cart-1' }],
    ['orders--7', 'one that ended before this one was placed', { ...suspended, placedAt: '2023-04-18T22:05:00Z' }],
  ])('of %s is not taken for %s', async (name, _, sought) => {
    expect(await among(replyOf(name), sought)).toEqual(notFound);
  });

  it('order--1 is completed, though it never says what it brought', async () => {
    expect(await among(single('order--1'), sold)).toEqual({ is: 'completed', commerceId: undefined });
    expect(await among(single('order--1'), { ...sold, customer: 'another-customer' })).toEqual(notFound);
  });

  it('order--3, of an older offer, is pending', async () => {
    expect(await among(single('order--3'), legacy)).toEqual({ is: 'inProgress' });
  });
});
