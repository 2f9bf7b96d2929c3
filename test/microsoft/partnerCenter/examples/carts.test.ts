import { expect, it } from '@jest/globals';
import { describeExamples } from '../../../support/official-examples.js';
import { catalogueOf, purchaseOrder } from '../connected.js';
import { example, replayed, replyOf } from './examples.js';

const made: [name: string, cartId: string][] = [
  ['create-cart--1', '3e22b548-647d-4223-9675-1fcb6cb57665'],
  ['create-cart--2', '3655b1a0-b1c9-4268-9824-577fdbc4d0be'],
  ['create-cart--3', '2517c51b-58cd-4abe-87ed-3ab812401ab4'],
  ['create-cart--4', 'dbe2f8d4-f21d-43e2-9356-cff6387c4ba1'],
  ['create-cart--5', '4d927e27-93d1-448b-abe5-819b66ecca22'],
  ['create-cart--6', 'ea37ea81-efaf-4113-9785-e1c266aea2ed'],
];

const makeFrom = (name: string) =>
  replayed({ ...catalogueOf('CFQ7TTC0LF8S:0001:CFQ7TTC0VZW5'), 'POST /carts': replyOf(name) });

describeExamples('a cart that is made', () => {
  it.each(made)('%s is %s: none of its lines is refused', async (name, cartId) => {
    const { commerce } = await makeFrom(name);
    expect(await commerce.prepare({ ...purchaseOrder, cartId: undefined })).toEqual({ cartId });
  });

  it.each(made)('%s, read again, was not submitted', async (name, cartId) => {
    const { commerce } = await replayed({ [`GET /carts/${cartId}`]: replyOf(name) });
    expect(await commerce.find({ ...purchaseOrder, cartId })).toEqual({ is: 'notFound' });
  });

  it('is asked for as on Microsoft’s page: one line of the same fields', async () => {
    const { commerce, sent } = await makeFrom('create-cart--3');
    await commerce.prepare({ ...purchaseOrder, cartId: undefined });
    const [{ body: asked } = { body: undefined }] = sent();
    const { lineItems } = asked as { lineItems: Record<string, unknown>[] };
    const page = example('create-cart--3').request.body as { LineItems: Record<string, unknown>[] };
    const fields = Object.keys(page.LineItems[0] ?? {}).map((name) => name.charAt(0).toLowerCase() + name.slice(1));
    expect(fields).toEqual(expect.arrayContaining(Object.keys(lineItems[0] ?? {}).filter((name) => name !== 'id')));
  });
});

describeExamples('a cart that is read', () => {
  it('get-cart--1 is open: it was not submitted', async () => {
    const cartId = '66e3591e-faad-445c-b930-4ccdbf54c43f';
    const { commerce } = await replayed({ [`GET /carts/${cartId}`]: replyOf('get-cart--1') });
    expect(await commerce.find({ ...purchaseOrder, cartId })).toEqual({ is: 'notFound' });
  });

  it('get-cart--2 says nothing of its status, so the orders tell', async () => {
    const cartId = 'b4c8fdea-cbe4-4d17-9576-13fcacbf9605';
    const placed = {
      id: 'o1',
      status: 'pending',
      creationDate: '2026-03-02T10:00:00Z',
      lineItems: [{ offerId: 'DG7GMGF0DWTL:0001:DG7GMGF0DSJB', quantity: 2 }],
    };
    const order = { ...purchaseOrder, cartId, quantity: 2 };
    const found = async (items: unknown[]) => {
      const { commerce } = await replayed({
        [`GET /carts/${cartId}`]: replyOf('get-cart--2'),
        'GET /orders': { body: { items } },
      });
      return commerce.find(order);
    };
    expect(await found([])).toEqual({ is: 'notFound' });
    expect(await found([placed])).toEqual({ is: 'inProgress' });
  });
});
