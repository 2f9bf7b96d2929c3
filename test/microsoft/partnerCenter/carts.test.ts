import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { type Answers, catalogueOf, connectedCommerce, e3Item, e5Item, purchaseOrder } from './connected.js';

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

  it.each([{}, { orders: [] }, { orders: [], orderErrors: [] }, { value: 5, status: [] }])(
    'has an unknown outcome where the answer names no order: %j',
    async (body) => {
      const { commerce } = await connected(() => ({ status: 201, body }));
      expect(await problemFrom(commerce.place(purchaseOrder))).toEqual({ is: 'unknownOutcome' });
      expect(await problemFrom(commerce.place({ ...purchaseOrder, beside: two.beside }))).toEqual({
        is: 'unknownOutcome',
      });
    },
  );

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

/** A second product beside the first: Office 365 E3. */
const two = { ...purchaseOrder, beside: { plan: 'ENTERPRISEPACK', quantity: 10 } };
const lines = [line, { id: 1, catalogItemId: e3Item, quantity: 10 }];
const cartOfTwo = { ...active, lineItems: lines };
const orderOf = (offerId: string, quantity: number, more: object = {}) => ({
  id: `order-of-${offerId}`,
  alternateId: `order-of-${offerId}`,
  status: 'completed',
  creationDate: '2026-03-02T10:00:01Z',
  lineItems: [{ offerId, quantity, subscriptionId: `new-${quantity}` }],
  ...more,
});
const e5 = orderOf(e5Item, 25);
const e3 = orderOf(e3Item, 10);
const inOne = orderOf(e5Item, 25, { lineItems: [...e5.lineItems, ...e3.lineItems] });
const completed = (quantity: number) => ({ is: 'completed', commerceId: `new-${quantity}` });

describe('a cart with two lines', () => {
  const twoInCatalogue: Answers = (route) => {
    if (route !== 'GET /products') return catalogue[route] ?? catalogueOf(e3Item, { title: 'Office 365 E3' })[route];
    const one = (id: string, title: string) => ({ id, title, productType: { id: 'OnlineServicesNCE' } });
    return { body: { items: [one('CFQ7TTC0LF8S', 'Office 365 E5'), one('CFQ7TTC0LF8R', 'Office 365 E3')] } };
  };
  const prepared = (...made: object[]) => {
    const rest = [...made];
    return connected((route, request, nth) =>
      route === 'POST /carts' ? { status: 201, body: rest.shift() } : twoInCatalogue(route, request, nth),
    );
  };
  const refused = { errorCode: 10003, errorDescription: 'Inventory is not available' };
  const said = { code: '10003', text: 'Inventory is not available' };
  const bodies = () =>
    (server?.seen ?? [])
      .filter(({ method }) => method === 'POST')
      .map(({ body }) => (body as { lineItems: { id: number; quantity: number }[] }).lineItems);

  it('is made of both', async () => {
    const { commerce } = await prepared(cartOfTwo);
    expect(await commerce.prepare({ ...two, cartId: undefined })).toEqual({ cartId: 'cart-1' });
    expect(bodies()).toMatchObject([
      [
        { id: 0, quantity: 25 },
        { id: 1, quantity: 10 },
      ],
    ]);
  });

  it('is made anew without the second, where that is refused', async () => {
    const wrong = { ...cartOfTwo, lineItems: [line, { ...lines[1], error: refused }] };
    const { commerce } = await prepared(wrong, { ...active, id: 'cart-2' });
    expect(await commerce.prepare({ ...two, cartId: undefined })).toEqual({ cartId: 'cart-2', refused: said });
    expect(bodies()[1]).toMatchObject([{ id: 0, quantity: 25 }]);
  });

  it.each([
    ['the first is', [{ ...line, error: refused }, lines[1]]],
    ['both are', lines.map((one) => ({ ...one, error: refused }))],
    ['it is not told which is', [{ ...line, id: undefined, error: refused }, lines[1]]],
  ])('comes to nothing where %s refused', async (_, lineItems) => {
    const { commerce } = await prepared({ ...cartOfTwo, lineItems });
    expect(await problemFrom(commerce.prepare({ ...two, cartId: undefined }))).toEqual({ is: 'refused', ...said });
    expect(bodies()).toHaveLength(1);
  });
});

describe('checking two lines out', () => {
  const placed = async (checkout: object, more: Record<string, object> = {}) => {
    const { commerce } = await connected((route) => {
      if (route === 'POST /carts/cart-1/checkout') return { status: 201, body: checkout };
      if (route === 'GET /carts/cart-1') return { body: { ...cartOfTwo, status: 'Ordered' }, ...more.cart };
      return undefined;
    });
    return commerce.place(two);
  };
  const orderErrors = [{ orderGroupId: '1', code: 800020, description: 'Not eligible' }];
  const notEligible = { is: 'declined', code: '800020', text: 'Not eligible' };

  it.each<[string, object, object]>([
    ['an order each', { orders: [e3, e5] }, { ...completed(25), beside: completed(10) }],
    ['one order', { orders: [inOne], orderErrors: null }, { ...completed(25), beside: completed(10) }],
    ['the second refused', { orders: [e5], orderErrors }, { ...completed(25), beside: notEligible }],
    ['the first refused', { orders: [e3], orderErrors }, { ...notEligible, beside: completed(10) }],
    ['one not told of', { orders: [e5] }, { ...completed(25), beside: { is: 'notFound' } }],
    [
      'an order of something unknown',
      { orders: [orderOf('X:1:Y', 25)], orderErrors },
      { is: 'inProgress', beside: { is: 'inProgress' } },
    ],
  ])('tells of %s', async (_, checkout, expected) => {
    expect(await placed(checkout)).toEqual(expected);
  });

  it('is refused where neither was taken', async () => {
    expect(await problemFrom(placed({ orders: [], orderErrors }))).toEqual({
      is: 'refused',
      code: '800020',
      text: 'Not eligible',
    });
  });

  it('that was taken is never said not to be, whatever cannot be read then', async () => {
    const cart = { status: 503, body: { code: 503, description: 'Busy' } };
    expect(await placed({ orders: [e5], orderErrors }, { cart })).toEqual({
      is: 'inProgress',
      beside: { is: 'inProgress' },
    });
  });
});

describe('finding two lines', () => {
  const found = async (orders: object[], cart: object | null = { ...cartOfTwo, status: 'Ordered' }) => {
    const { commerce } = await connected((route) => {
      if (route === 'GET /carts/cart-1') return cart ? { body: cart } : undefined;
      return route === 'GET /orders' ? { body: { items: orders } } : { body: { items: [] } };
    });
    return commerce.find(two);
  };
  const nowhere = { is: 'notFound', beside: { is: 'notFound' } };

  it.each<[string, object[], object]>([
    ['orders of their own', [e3, e5], { ...completed(25), beside: completed(10) }],
    ['one order', [inOne], { ...completed(25), beside: completed(10) }],
    [
      'orders from the cart',
      [
        { ...e3, alternateId: 'cart-1' },
        { ...e5, alternateId: 'cart-1' },
      ],
      { ...completed(25), beside: completed(10) },
    ],
    ['one that shows', [e3], { is: 'notFound', beside: completed(10) }],
    ['none that shows', [], { is: 'inProgress', beside: { is: 'inProgress' } }],
    ['one that was declined', [{ ...e5, status: 'cancelled' }, e3], { is: 'declined', beside: completed(10) }],
    [
      'an order carried out in part',
      [
        {
          ...inOne,
          status: 'partial_success',
          creationDate: '2026-03-02T09:00:00Z',
          alternateId: 'cart-1',
          lineItems: [e5.lineItems[0], { offerId: e3Item, quantity: 10 }],
        },
      ],
      { ...completed(25), beside: { is: 'declined' } },
    ],
    ['as many of something else', [orderOf(e3Item, 25)], { is: 'inProgress', beside: { is: 'inProgress' } }],
  ])('tells of %s', async (_, orders, expected) => {
    expect(await found(orders)).toMatchObject(expected);
  });

  it('finds nothing while the cart is open, and nothing of a cart that is gone', async () => {
    expect(await found([e5, e3], cartOfTwo)).toEqual(nowhere);
    expect(await found([], null)).toEqual(nowhere);
  });
});
