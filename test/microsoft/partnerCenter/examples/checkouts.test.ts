import { expect, it } from '@jest/globals';
import { describeExamples } from '../../../support/official-examples.js';
import type { Reply } from '../../answering-server.js';
import { problemFrom } from '../../problem-of.js';
import { purchaseOrder } from '../connected.js';
import { example, replayed, replyOf } from './examples.js';

const checkout = 'POST /carts/cart-1/checkout';

type Placed = { orders: { referenceCustomerId: string; status: string; lineItems: unknown[] }[] };

/** What checking a cart out comes to, for the customer. */
async function checkedOut(reply: Reply, customer: string) {
  const { commerce, sent } = await replayed({ [checkout]: reply });
  const status = await commerce.place({ ...purchaseOrder, tenantId: customer });
  expect(sent()).toHaveLength(1);
  return status;
}

/** The answer with a byte order mark before its body, as it came. */
const marked = (name: string): Reply => {
  const { body, ...reply } = replyOf(name);
  return { ...reply, body: `\uFEFF${JSON.stringify(body)}` };
};

/** The answer with only one of its orders. */
function only(name: string, nth: number): Reply {
  const body = example(name).response.body as Placed;
  return { ...replyOf(name), body: { ...body, orders: body.orders.slice(nth, nth + 1) } };
}

const customerOf = (name: string): string =>
  (example(name).response.body as Placed).orders[0]?.referenceCustomerId ?? '';

describeExamples('a checkout', () => {
  it('checkout--1, after a byte order mark, has three orders: which of them is ours, reading tells', async () => {
    expect(await checkedOut(marked('checkout--1'), customerOf('checkout--1'))).toEqual({ is: 'inProgress' });
  });

  it('checkout--1 is of another customer than the one asked for: none of its orders is ours, and reading tells', async () => {
    const asked = example('checkout--1').request.path.split('/')[3] ?? '';
    expect(asked).not.toBe(customerOf('checkout--1'));
    expect(await problemFrom(checkedOut(only('checkout--1', 0), asked))).toEqual({ is: 'unknownOutcome' });
  });

  it.each([
    [0, { is: 'completed', commerceId: 'EF2E1307-86E6-40E3-A794-872403FBD31C' }],
    [1, { is: 'inProgress' }],
    [2, { is: 'inProgress' }],
  ])('checkout--1, order %i alone, stands at %j', async (nth, status) => {
    expect(await checkedOut(only('checkout--1', nth), customerOf('checkout--1'))).toEqual(status);
  });

  it.each(['checkout--3', 'checkout--4'])('%s is pending, though it names what it brings', async (name) => {
    expect(await checkedOut(replyOf(name), customerOf(name))).toEqual({ is: 'inProgress' });
  });
});
