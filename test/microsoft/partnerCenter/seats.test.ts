import { afterEach, describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../../../src/upgrade/ports.js';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { connectedCommerce, upgradeOrder } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const order: OrderRequest = { ...upgradeOrder, kind: 'seats', sourceCommerceId: 'bought', quantity: 30 };
const completed = { is: 'completed', commerceId: 'bought' };

const subscription = (quantity: number, { etag = 'e1', status = 'active' } = {}) => ({
  id: 'bought',
  status,
  quantity,
  autoRenewEnabled: true,
  scheduledNextTermInstructions: { quantity: 25 },
  attributes: { etag, objectType: 'Subscription' },
});

const fault = (status: number, code: string | number): Reply => ({
  status,
  body: { code, description: 'Their words.' },
});

/** The subscription as each reading in turn finds it (the last one again and again), and the answers to changes. */
async function withSubscription(readings: unknown[], patched: Reply[] = []) {
  const both = await connectedCommerce((route) => {
    if (route === 'PATCH /subscriptions/bought') return patched.shift() ?? { status: 202 };
    if (route !== 'GET /subscriptions/bought') return undefined;
    const [reading] = readings.length > 1 ? readings.splice(0, 1) : readings;
    return reading === undefined ? undefined : { body: reading };
  });
  server = both.server;
  return both;
}

const patches = (seen: readonly Seen[]) => seen.filter(({ method }) => method === 'PATCH');

describe('raising the seats', () => {
  it('sends the whole subscription back with the number of licences it is to have, for the version that was read', async () => {
    const { commerce, server } = await withSubscription([subscription(25)], [{ body: subscription(30) }]);
    expect(await commerce.place(order)).toEqual(completed);
    const [patch] = patches(server.seen);
    expect(patch?.body).toEqual({ ...subscription(25), quantity: 30 });
    expect(patch?.headers).toMatchObject({
      'if-match': '"e1"',
      'ms-requestid': expect.stringMatching(/^[0-9a-f-]{36}$/),
    });
  });

  it('needs no cart', async () => {
    const { commerce, server } = await withSubscription([subscription(25)]);
    expect(await commerce.prepare(order)).toEqual({ cartId: undefined });
    expect(server.seen).toEqual([]);
  });

  it.each([30, 31])('leaves alone a subscription that has %p already', async (quantity) => {
    const { commerce, server } = await withSubscription([subscription(quantity)]);
    expect(await commerce.place(order)).toEqual(completed);
    expect(patches(server.seen)).toEqual([]);
  });

  it('is the same request when it is sent again for the same version, and another one for another version or order', async () => {
    const { commerce, server } = await withSubscription([
      subscription(25),
      subscription(25),
      subscription(25),
      subscription(26, { etag: 'e2' }),
    ]);
    await commerce.place(order);
    await commerce.place(order);
    await commerce.place({ ...order, key: '22222222-2222-4222-8222-222222222222' });
    await commerce.place(order);
    const ids = patches(server.seen).map(({ headers }) => headers['ms-requestid']);
    expect(ids[1]).toBe(ids[0]);
    expect(new Set(ids).size).toBe(3);
  });

  it.each([
    ['takes the change and carries it out later', { status: 202, headers: { location: '/operations/1' } }],
    ['answers with the subscription as it was', { body: subscription(25) }],
  ])('is in progress when Partner Center %s', async (_, answer) => {
    const { commerce } = await withSubscription([subscription(25)], [answer]);
    expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
  });

  it.each<[string, Reply]>([
    ['the reply is lost', 'drop'],
    ['the answer is empty', { status: 200 }],
    ['the answer is no subscription', { body: { value: 5, status: [] } }],
  ])('has an unknown outcome when %s, and is sent once', async (_, answer) => {
    const { commerce, server } = await withSubscription([subscription(25)], [answer]);
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'unknownOutcome' });
    expect(patches(server.seen)).toHaveLength(1);
  });
});

describe('raising the seats while somebody else changes the subscription', () => {
  it.each([409, 412])('reads again and raises what is there now (stale by %p)', async (status) => {
    const { commerce, server } = await withSubscription(
      [subscription(25), subscription(27, { etag: 'e2' })],
      [fault(status, 2055), { body: subscription(30) }],
    );
    expect(await commerce.place(order)).toEqual(completed);
    expect(patches(server.seen).map(({ headers }) => headers['if-match'])).toEqual(['"e1"', '"e2"']);
  });

  it('never lowers what they raised further', async () => {
    const { commerce, server } = await withSubscription(
      [subscription(25), subscription(40, { etag: 'e2' })],
      [fault(412, '2055')],
    );
    expect(await commerce.place(order)).toEqual(completed);
    expect(patches(server.seen)).toHaveLength(1);
  });

  it.each([
    ['they keep changing it', Array<Reply>(9).fill(fault(412, '2055')), 4],
    ['their change is pending', [fault(409, 800082)], 1],
    ['there is a conflict without a code', [{ status: 409 }], 1],
  ])('comes back later when %s', async (_, answers, sent) => {
    const { commerce, server } = await withSubscription([subscription(25)], answers);
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'busy', retryAfterMs: undefined });
    expect(patches(server.seen)).toHaveLength(sent);
  });

  it('comes back later while the subscription itself is pending', async () => {
    const { commerce, server } = await withSubscription([subscription(25, { status: 'pending ' })]);
    expect(await problemFrom(commerce.place(order))).toMatchObject({ is: 'busy' });
    expect(patches(server.seen)).toEqual([]);
  });
});

describe('seats that cannot be raised', () => {
  it.each(['800090', '900311', '2002'])("are refused in Partner Center's words (%p)", async (code) => {
    const { commerce } = await withSubscription([subscription(25)], [fault(400, code)]);
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'refused', code, text: 'Their words.' });
  });

  it.each(['suspended', 'Deleted ', 'expired', 'disabled'])(
    'are not tried on a subscription that is %p',
    async (status) => {
      const { commerce, server } = await withSubscription([subscription(40, { status })]);
      expect(await problemFrom(commerce.place(order))).toEqual({
        is: 'refused',
        code: 'subscriptionNotActive',
        text: `The subscription is ${status.trim().toLowerCase()}.`,
      });
      expect(await commerce.find(order)).toEqual({ is: 'notFound' });
      expect(patches(server.seen)).toEqual([]);
    },
  );

  it.each([
    ['is gone', [], []],
    ['goes meanwhile', [subscription(25)], [fault(404, 20003)]],
  ])('are refused when the subscription %s', async (_, readings, answers) => {
    const { commerce } = await withSubscription([...readings], [...answers]);
    expect(await problemFrom(commerce.place(order))).toEqual({
      is: 'refused',
      code: 'subscriptionNotActive',
      text: 'The subscription is not there any more.',
    });
  });
});

describe('finding raised seats', () => {
  it.each([
    ['are there', subscription(30), completed],
    ['are there, and more', subscription(45), completed],
    ['are not there', subscription(29), { is: 'notFound' }],
    ['are on their way', subscription(25, { status: 'Pending' }), { is: 'inProgress' }],
    ['went with their subscription', undefined, { is: 'notFound' }],
  ])('tells that they %s', async (_, reading, status) => {
    const { commerce, server } = await withSubscription([reading]);
    expect(await commerce.find(order)).toEqual(status);
    expect(patches(server.seen)).toEqual([]);
  });
});
