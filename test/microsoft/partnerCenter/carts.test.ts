import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { type Answers, catalogueOf, connectedCommerce, e5Item, purchaseOrder } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

async function connected(answers: Answers) {
  const both = await connectedCommerce(answers);
  server = both.server;
  return both;
}

const catalogue = catalogueOf();
const line = { id: 0, catalogItemId: e5Item, quantity: 25 };
const active = { id: 'cart-1', status: 'Active', lineItems: [line] };
const ordered = { ...active, status: 'Ordered' };
const order = (status: string, subscriptionId?: string) => ({
  id: 'o1',
  alternateId: 'cart-1',
  status,
  creationDate: '2026-03-02T10:00:01Z',
  lineItems: [{ offerId: e5Item, quantity: 25, subscriptionId }],
});

describe('a cart', () => {
  it('is the same however often it is made, and another one after it has expired', async () => {
    const { commerce, server } = await connected((route) =>
      route === 'POST /carts' ? { status: 201, body: active } : catalogue[route],
    );
    const first = { ...purchaseOrder, cartId: undefined };
    expect(await commerce.prepare(first)).toEqual({ cartId: 'cart-1' });
    await commerce.prepare(first);
    await commerce.prepare(purchaseOrder);
    const keys = server.seen.filter(({ method }) => method === 'POST').map(({ headers }) => headers['ms-requestid']);
    expect(keys[0]).toMatch(/^[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}$/);
    expect(keys[1]).toBe(keys[0]);
    expect(keys[2]).not.toBe(keys[0]);
    expect(keys).not.toContain(purchaseOrder.key);
  });

  it('is refused for an error inside a success', async () => {
    const error = { errorCode: '10002', errorDescription: 'Quota is not available' };
    const { commerce } = await connected((route) =>
      route === 'POST /carts'
        ? { status: 201, body: { ...active, lineItems: [{ ...line, error }] } }
        : catalogue[route],
    );
    expect(await problemFrom(commerce.prepare(purchaseOrder))).toEqual({
      is: 'refused',
      code: '10002',
      text: 'Quota is not available',
    });
  });

  it('is not needed for an upgrade', async () => {
    const { commerce, server } = await connected(() => undefined);
    expect(await commerce.prepare({ ...purchaseOrder, kind: 'upgrade' })).toEqual({ cartId: undefined });
    expect(server.seen).toEqual([]);
  });
});

describe('checking out', () => {
  it.each([
    [
      { orders: [order('completed', 'new-1')], orderErrors: [] },
      { is: 'completed', commerceId: 'new-1' },
    ],
    [{ orders: [order('pending')], orderErrors: null }, { is: 'inProgress' }],
    [{ orders: [order('pending_review')] }, { is: 'underReview', of: 'order' }],
    [{ orders: [order('completed')] }, { is: 'inProgress' }],
  ])('tells where the order stands: %j', async (body, expected) => {
    const { commerce, server } = await connected((route) =>
      route === 'POST /carts/cart-1/checkout' ? { status: 201, body } : { body: { items: [] } },
    );
    expect(await commerce.place(purchaseOrder)).toEqual(expected);
    expect(server.seen[0]?.headers['ms-requestid']).toBe(purchaseOrder.key);
    expect(server.seen[0]?.body).toBeUndefined();
  });

  it('is refused by an order that was refused inside a success', async () => {
    const orderErrors = [{ orderGroupId: '0', code: 800069, description: 'Risk check failed' }];
    const { commerce } = await connected(() => ({ status: 201, body: { orders: [], orderErrors } }));
    expect(await problemFrom(commerce.place(purchaseOrder))).toEqual({
      is: 'refused',
      code: '800069',
      text: 'Risk check failed',
    });
  });

  it.each(['800060', '800064', '800065'])(
    'a cart that was submitted already (%s) tells what became of it',
    async (code) => {
      const { commerce } = await connected((route) => {
        if (route === 'POST /carts/cart-1/checkout') return { status: 409, body: { code, description: 'Already' } };
        if (route === 'GET /carts/cart-1') return { body: ordered };
        return route === 'GET /orders' ? { body: { items: [order('completed', 'new-1')] } } : undefined;
      });
      expect(await commerce.place(purchaseOrder)).toEqual({ is: 'completed', commerceId: 'new-1' });
    },
  );

  it('a cart that is being submitted is never said not to be', async () => {
    const { commerce } = await connected((route) => {
      if (route === 'GET /carts/cart-1') return { body: active };
      return { status: 409, body: { code: 800064, description: 'Cart is being processed by another request' } };
    });
    expect(await commerce.place(purchaseOrder)).toEqual({ is: 'inProgress' });
  });

  it('is refused without a cart', async () => {
    const { commerce, server } = await connected(() => undefined);
    expect(await problemFrom(commerce.place({ ...purchaseOrder, cartId: undefined }))).toMatchObject({
      code: 'noCart',
    });
    expect(server.seen).toEqual([]);
  });
});

describe('where a purchase stands', () => {
  it('is not found while its cart is open', async () => {
    const { commerce } = await connected((route) => (route === 'GET /carts/cart-1' ? { body: active } : undefined));
    expect(await commerce.find(purchaseOrder)).toEqual({ is: 'notFound' });
  });

  it('is not found when neither the cart nor an order of it is', async () => {
    const { commerce } = await connected((route) => {
      return route === 'GET /orders' ? { body: { items: [] } } : catalogue[route];
    });
    expect(await commerce.find(purchaseOrder)).toEqual({ is: 'notFound' });
  });

  it('is found by its order when the cart is gone', async () => {
    const { commerce } = await connected((route) => {
      return route === 'GET /orders' ? { body: { items: [order('pending_review')] } } : catalogue[route];
    });
    expect(await commerce.find(purchaseOrder)).toEqual({ is: 'underReview', of: 'order' });
  });

  it('is in progress while the order of a submitted cart does not show', async () => {
    const { commerce } = await connected((route) =>
      route === 'GET /carts/cart-1' ? { body: ordered } : { body: { items: [] } },
    );
    expect(await commerce.find(purchaseOrder)).toEqual({ is: 'inProgress' });
  });

  it('is completed with the subscription that the order brought', async () => {
    const { commerce, server } = await connected((route) => {
      if (route === 'GET /carts/cart-1') return { body: ordered };
      if (route === 'GET /orders') return { body: { items: [order('completed')] } };
      return route === 'GET /subscriptions' ? { body: { items: [{ id: 'new-2' }] } } : undefined;
    });
    expect(await commerce.find(purchaseOrder)).toEqual({ is: 'completed', commerceId: 'new-2' });
    expect(server.seen.at(-1)?.url).toContain('/subscriptions?order_id=o1');
  });
});
