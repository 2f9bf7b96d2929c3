import { afterEach, describe, expect, it } from '@jest/globals';
import { problemOfFault } from '../../../src/microsoft/partnerCenter/refusals.js';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import {
  type Answers,
  catalogueOf,
  connectedCommerce,
  eligibilities,
  purchaseOrder,
  source,
  upgradeOrder,
} from './connected.js';

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

async function connected(answers: Answers) {
  const both = await connectedCommerce(answers);
  servers.push(both.server);
  return both;
}

const text = 'Their words.';
const fault = (code: string | number) => ({ code, description: text, data: [], source: 'PartnerFD' });

/** What reading a subscription fails with. */
async function ofRead(reply: Reply) {
  const { commerce } = await connected(() => reply);
  return problemFrom(commerce.terms('customer', 'source'));
}

/** What ordering an upgrade fails with. It is sent once; with a fresh token once more where its own was turned away. */
async function ofWrite(reply: Reply, sent = 1) {
  const { commerce, server } = await connected((route) => (route.startsWith('POST') ? reply : { body: eligibilities }));
  const problem = await problemFrom(commerce.place(upgradeOrder));
  expect(server.seen.filter(({ method }) => method === 'POST')).toHaveLength(sent);
  return problem;
}

const denied = (needs: string) => ({ is: 'denied', needs, mendedBy: 'operator' });
const refused = (code: string, remedy?: string) => ({ is: 'refused', code, text, ...(remedy ? { remedy } : {}) });

const byCode: [status: number, code: string, problem: object][] = [
  [400, '2032', denied('Partner Center: GDAP')],
  [403, '900150', denied('Partner Center: GDAP')],
  [403, '900308', denied('Partner Center: GDAP')],
  [403, '900309', denied('Partner Center: Conditional Access')],
  [400, '800001', denied('Partner Center: App+User')],
  [400, '900316', denied('Partner Center: App+User')],
  [403, '900329', denied('Partner Center: App+User')],
  [403, '800073', { is: 'underReview', code: '800073', text }],
  [400, '800074', { is: 'underReview', code: '800074', text }],
  [403, '20002', refused('20002', 'seller')],
  [404, '20002', refused('20002', 'seller')],
  [403, '13605', refused('13605', 'agreement')],
  [403, '2030', refused('2030', 'operator')],
  [403, '800039', refused('800039', 'operator')],
  [403, '900123', refused('900123', 'operator')],
  [403, '900124', refused('900124', 'operator')],
  [403, '900149', refused('900149', 'operator')],
  [409, '900278', { is: 'busy', retryAfterMs: 24 * 3_600_000 }],
  [409, '800082', { is: 'busy', retryAfterMs: undefined }],
  [400, '900261', { is: 'busy', retryAfterMs: undefined }],
  [400, '800014', { is: 'busy', retryAfterMs: undefined }],
  [400, '20003', { is: 'notFound' }],
  [404, '20000', { is: 'notFound' }],
  [404, '800008', { is: 'notFound' }],
  [400, '1000', { is: 'notFound' }],
];

describe('a code of Partner Center', () => {
  it.each(byCode)('with status %i, %s, says the same to a read and to an order: %j', async (status, code, problem) => {
    const reply = { status, body: fault(code) };
    expect(await ofWrite(reply)).toEqual(problem);
    expect(await ofRead(reply)).toEqual(problem);
  });

  it.each(byCode)('says it whatever the status: not %i, %s as a number', async (_, code, problem) => {
    expect(await ofWrite({ status: 422, body: fault(Number(code)) })).toEqual(problem);
  });

  it.each([400, 401, 403, 404, 405, 409, 412, 422])('that only refuses does so with status %i', async (status) => {
    expect(await ofWrite({ status, body: fault('800069') })).toEqual(refused('800069'));
  });

  it('may come in PascalCase, with spaces around it', async () => {
    const body = { Code: ' 13605 ', Description: text, Source: 'PartnerFD' };
    expect(await ofWrite({ status: 403, body })).toEqual(refused('13605', 'agreement'));
  });

  it.each(['800060', '800064', '800065', '2055', '2011', '900277'])(
    '%s, which some calls know what to do with, is else a refusal',
    (code) => {
      expect(problemOfFault({ code, text })).toEqual({ is: 'refused', code, text });
    },
  );
});

describe('an answer without a code', () => {
  it.each([401, 403])('denies with status %i, by nobody but the operator', async (status) => {
    expect(await ofWrite({ status }, status === 401 ? 2 : 1)).toEqual(denied('Partner Center API'));
    expect(await ofRead({ status })).toEqual(denied('Partner Center API'));
  });

  it.each([401, 403])('denies too when its code only repeats the status %i', async (status) => {
    expect(await ofWrite({ status, body: fault(status) }, status === 401 ? 2 : 1)).toEqual(
      denied('Partner Center API'),
    );
  });

  it('is another change that goes on with status 409, to be asked again', async () => {
    expect(await ofWrite({ status: 409 })).toEqual({ is: 'busy', retryAfterMs: undefined });
  });

  it('says by 404 that what was named is not there', async () => {
    expect(await ofRead({ status: 404 })).toEqual({ is: 'notFound' });
  });

  it('refuses in any other way', async () => {
    expect(await ofWrite({ status: 422 })).toEqual({ is: 'refused', code: '422', text: '' });
  });

  it('refuses nothing by a page of somebody between: reading tells what became of the change', async () => {
    expect(await ofWrite({ status: 422, body: '<html>' })).toEqual({ is: 'unknownOutcome' });
  });
});

describe('a read that ends in 404', () => {
  it.each(['3000', '600009'])('is of what is not there, also with the code %s', async (code) => {
    expect(await ofRead({ status: 404, body: fault(code) })).toEqual({ is: 'notFound' });
  });
});

describe('an error inside a success', () => {
  it.each([200, 201, 202])('with status %i refuses as any other', async (status) => {
    expect(await ofWrite({ status, body: fault(400072) })).toEqual(refused('400072'));
    expect(await ofRead({ status, body: fault(400072) })).toEqual(refused('400072'));
  });

  it('is judged by its code too', async () => {
    expect(await ofWrite({ status: 200, body: fault('900308') })).toEqual(denied('Partner Center: GDAP'));
  });

  it('is not seen in a resource that has a code or a description of its own', async () => {
    const body = { id: 'source', status: 'active', quantity: 25, code: 'X', description: 'A plan' };
    const { commerce } = await connected(() => ({ body }));
    await expect(commerce.terms('customer', 'source')).resolves.toBeDefined();
  });
});

describe('a customer whom somebody else sells to', () => {
  it('has subscriptions that are not sold here', async () => {
    const { commerce } = await connected(() => ({ status: 403, body: fault(20002) }));
    expect(await commerce.eligibility('customer', source)).toEqual({ is: 'notSoldHere' });
  });

  it('is told apart from a permission that is missing', async () => {
    const { commerce } = await connected(() => ({ status: 403, body: fault(900308) }));
    expect(await problemFrom(commerce.eligibility('customer', source))).toEqual(denied('Partner Center: GDAP'));
  });
});

describe('a cart and a checkout', () => {
  const cart = { body: { id: 'cart-1', status: 'Active', expirationTimestamp: '2099-01-01T00:00:00Z', lineItems: [] } };
  const checkout =
    (reply: Reply): Answers =>
    (route) =>
      ({ 'POST /carts/cart-1/checkout': reply, 'GET /carts/cart-1': cart })[route];

  it.each([
    ['800069', 403, refused('800069')],
    ['2091', 403, refused('2091')],
    ['13605', 403, refused('13605', 'agreement')],
    ['800073', 403, { is: 'underReview', code: '800073', text }],
  ])('%s refuses a checkout', async (code, status, problem) => {
    const { commerce } = await connected(checkout({ status, body: fault(code) }));
    expect(await problemFrom(commerce.place(purchaseOrder))).toEqual(problem);
  });

  it.each([
    ['13605', refused('13605', 'agreement')],
    ['800073', { is: 'underReview', code: '800073', text }],
    ['400072', refused('400072')],
  ])('%s of the only order of a checkout, and of a line of a cart, says the same', async (code, problem) => {
    const orderErrors = [{ orderGroupId: '0', code: Number(code), description: text }];
    const first = await connected(checkout({ status: 201, body: { orders: null, orderErrors } }));
    expect(await problemFrom(first.commerce.place(purchaseOrder))).toEqual(problem);

    const error = { errorCode: code, errorDescription: text };
    const { commerce } = await connected((route) =>
      route === 'POST /carts'
        ? { status: 201, body: { id: 'cart-1', status: 'Active', lineItems: [{ id: 0, error }] } }
        : catalogueOf()[route],
    );
    expect(await problemFrom(commerce.prepare(purchaseOrder))).toEqual(problem);
  });
});
