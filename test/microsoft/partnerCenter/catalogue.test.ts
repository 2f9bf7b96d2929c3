import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { catalogueOf, connectedCommerce, e5Item, purchaseOrder } from './connected.js';

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const [productId, skuId] = e5Item.split(':');
const skus = `GET /products/${productId}/skus`;
const availabilities = `${skus}/${skuId}/availabilities`;
const e5 = 'ENTERPRISEPREMIUM';
const e5SkuId = 'c7df2760-2c81-4ef7-b578-5b5392b571df';

async function selling(more: Record<string, Reply> = {}) {
  const answers: Record<string, Reply> = { ...catalogueOf(), ...more };
  const { commerce, server } = await connectedCommerce((route) => answers[route]);
  servers.push(server);
  return { commerce, server };
}

const available = (catalogItemId: string, terms: unknown[], more: object = {}) => ({
  catalogItemId,
  segment: 'Commercial',
  isPurchasable: true,
  terms,
  ...more,
});
const items = (...all: unknown[]): Reply => ({ body: { totalCount: all.length, items: all } });
const month = { duration: 'P1M', billingCycle: 'Monthly' };
const year = [
  { duration: 'P1Y', billingCycle: 'monthly' },
  { duration: 'p1y', billingCycle: 'ANNUAL' },
];

describe('what the catalogue sells', () => {
  it('is every term and billing cycle of a business, whichever availability has it', async () => {
    const { commerce } = await selling({
      [availabilities]: items(
        available('P:1:YEAR', [...year, { duration: 'P3Y', billingCycle: 'Triennial' }]),
        available('P:1:MONTH', [month]),
      ),
    });
    expect(await commerce.offer('customer', e5)).toEqual({
      is: 'sold',
      terms: [
        { term: 'P1M', cycles: ['monthly'] },
        { term: 'P1Y', cycles: ['monthly', 'annual'] },
      ],
      attestation: false,
    });
  });

  it.each([
    ['is for schools', available('P:1:EDU', year, { segment: 'education' })],
    ['cannot be bought now', available('P:1:OLD', year, { isPurchasable: false })],
    ['is billed in a way that nobody knows', available('P:1:ODD', [{ duration: 'P1Y', billingCycle: 'fortnightly' }])],
    ['has no id', available('', year)],
    ['has no term', { ...available('P:1:NONE', []), terms: null }],
  ])('is not what %s', async (_, one) => {
    const { commerce } = await selling({ [availabilities]: items(one) });
    expect(await commerce.offer('customer', e5)).toEqual({ is: 'byHand', because: 'notSold' });
  });

  it('is told apart by the id that the directory knows it by, where that is told', async () => {
    const other = { id: '0009', title: 'Office 365 E5', dynamicAttributes: { provisioningId: 'another' } };
    const { commerce } = await selling({ [skus]: items(other) });
    expect(await commerce.offer('customer', e5)).toMatchObject({ is: 'byHand' });
    const called = { id: skuId, title: 'O365 E5 (new)', dynamicAttributes: { provisioningId: e5SkuId.toUpperCase() } };
    const again = await selling({ [skus]: items(called) });
    expect(await again.commerce.offer('customer', e5)).toMatchObject({ is: 'sold' });
  });

  it.each([
    ['a trial', { isTrial: true }],
    ['an add-on', { dynamicAttributes: { isAddon: true } }],
  ])('is no %s of the same title', async (_, ofSku) => {
    const { commerce } = await selling(catalogueOf(e5Item, ofSku));
    expect(await commerce.offer('customer', e5)).toMatchObject({ is: 'byHand' });
  });

  it('is no product of an older kind, and none at all where there is none', async () => {
    const product = { id: productId, title: 'Office 365 E5', productType: { id: 'Software' } };
    for (const products of [items(product), items()]) {
      const { commerce } = await selling({ 'GET /products': products });
      expect(await commerce.offer('customer', e5)).toEqual({ is: 'byHand', because: 'notSold' });
    }
  });

  it.each([
    ['as one', { attestationProperties: { enforceAttestation: true } }],
    ['in a list', { attestationProperties: [{ enforceAttestation: false }, { enforceAttestation: true }] }],
  ])('says that somebody has to attest (%s)', async (_, ofSku) => {
    const { commerce } = await selling(catalogueOf(e5Item, ofSku));
    expect(await commerce.offer('customer', e5)).toMatchObject({ is: 'sold', attestation: true });
  });

  it('is looked for once, and how it is available each time', async () => {
    const { commerce, server } = await selling();
    await commerce.offer('customer', e5);
    await commerce.offer('customer', e5);
    const paths = server.seen.map(({ url }) => url.replace(/^.*\/customers\/customer/, '').replace(/\?.*/, ''));
    expect(paths.filter((path) => path === '/products')).toHaveLength(1);
    expect(paths.filter((path) => path.endsWith('/availabilities'))).toHaveLength(2);
    await commerce.offer('another', e5);
    expect(server.seen.filter(({ url }) => /another\/products\?/.test(url))).toHaveLength(1);
  });

  it.each([
    ['products', 'GET /products'],
    ['the SKUs of a product', skus],
    ['availabilities', availabilities],
  ])('is not read from an answer that is none of %s: it does not say that nothing is sold', async (_, route) => {
    for (const body of [{}, { value: 5, status: [] }, { items: [{ status: 'Active' }] }]) {
      const { commerce } = await selling({ [route]: { body } });
      expect(await problemFrom(commerce.offer('customer', e5))).toEqual({ is: 'unreadable' });
    }
  });

  it('is nothing where a collection says that it has nothing, without items', async () => {
    const { commerce } = await selling({ 'GET /products': { body: { totalCount: 0 } } });
    expect(await commerce.offer('customer', e5)).toEqual({ is: 'byHand', because: 'notSold' });
  });

  it('is asked for before it is sold: what does not answer is no refusal to sell', async () => {
    const { commerce } = await selling({ 'GET /products': { status: 503, body: {} } });
    expect(await problemFrom(commerce.offer('customer', e5))).toMatchObject({ is: 'busy' });
  });
});

describe('a line of a cart', () => {
  const made: Reply = { status: 201, body: { id: 'cart-1', status: 'Active', lineItems: [] } };
  const order = { ...purchaseOrder, cartId: undefined };
  const both = {
    [availabilities]: items(available('P:1:YEAR', year), available('P:1:MONTH', [month])),
    'POST /carts': made,
  };

  it.each([
    ['P1Y', 'annual', 'P:1:YEAR'],
    ['P1Y', 'monthly', 'P:1:YEAR'],
    ['P1M', 'monthly', 'P:1:MONTH'],
  ] as const)('for %s, billed %s, has the item that is sold so', async (term, billingCycle, catalogItemId) => {
    const { commerce, server } = await selling(both);
    await commerce.prepare({ ...order, term, billingCycle });
    expect(server.seen.at(-1)?.body).toEqual({
      lineItems: [{ id: 0, catalogItemId, quantity: 25, billingCycle, termDuration: term }],
    });
  });

  it('is not sent for a term that is not sold', async () => {
    const { commerce, server } = await selling({ 'POST /carts': made });
    expect(await problemFrom(commerce.prepare({ ...order, term: 'P1M' }))).toMatchObject({ code: 'planNotSold' });
    expect(server.seen.filter(({ method }) => method === 'POST')).toEqual([]);
  });

  it('says that somebody attested only where somebody did', async () => {
    const asking = {
      ...catalogueOf(e5Item, { attestationProperties: { enforceAttestation: true } }),
      'POST /carts': made,
    };
    for (const attested of [false, true]) {
      const { commerce, server } = await selling(asking);
      await commerce.prepare({ ...order, attested });
      const sent = JSON.stringify(server.seen.at(-1)?.body);
      expect(sent.includes('"PartnerOnRecordAttestationAccepted":true')).toBe(attested);
      expect(sent.includes('"attestationAccepted":true')).toBe(attested);
    }
  });

  it.each(['10012', 'AttestationNotAccepted', 'attestation_not_accepted'])(
    'that was not attested for (%s) says what lets it through',
    async (errorCode) => {
      const line = { id: 0, error: { errorCode, errorDescription: 'Their words.' } };
      const { commerce } = await selling({
        'POST /carts': { status: 201, body: { id: 'cart-1', status: 'Active', lineItems: [line] } },
      });
      expect(await problemFrom(commerce.prepare(order))).toEqual({
        is: 'refused',
        code: errorCode,
        text: 'Their words.',
        remedy: 'attestation',
      });
    },
  );
});
