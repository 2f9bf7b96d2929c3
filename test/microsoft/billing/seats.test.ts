import { afterEach, describe, expect, it } from '@jest/globals';
import type { OrderRequest } from '../../../src/upgrade/ports.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { accountPath, billed, connectedCommerce, failed, graphRow, order as purchase } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const order: OrderRequest = { ...purchase, kind: 'seats', sourceCommerceId: 'source', quantity: 30 };
const completed = { is: 'completed', commerceId: 'source' };
const busy = { is: 'busy', retryAfterMs: 30_000 };
const has = (quantity: number | null, properties: object = {}) => billed('source', { quantity, ...properties });
const lockedFor = (quantity: number) => has(quantity, { operationStatus: 'LockedForUpdate' });

/** The subscription as it is at each reading in turn, the answer to its change, and what following that finds. */
async function withSubscription(readings: unknown[], patched: Reply = { body: has(30) }, looks: Reply[] = []) {
  const both = await connectedCommerce((route, { url }) => {
    const reading = route === 'GET /billingSubscriptions/source' ? readings.shift() : undefined;
    if (reading !== undefined) return { body: reading };
    if (route === 'PATCH /billingSubscriptions/source') return patched;
    if (route === 'GET /billingSubscriptions') return { body: { value: [] } };
    return url.includes('/operationResults/') ? looks.shift() : undefined;
  });
  server = both.server;
  return both;
}

const patches = (seen: readonly Seen[]) => seen.filter(({ method }) => method === 'PATCH');

describe('raising the seats', () => {
  it('sets the number of licences that the subscription is to have, and nothing else', async () => {
    const { commerce, server } = await withSubscription([has(25)]);
    expect(await commerce.prepare(order)).toEqual({ cartId: undefined });
    expect(await commerce.place(order)).toEqual(completed);
    expect(server.seen.map(({ method, url, body }) => [`${method} ${url}`, body])).toEqual([
      [`GET ${accountPath}/billingSubscriptions/source?api-version=2024-04-01`, undefined],
      [`PATCH ${accountPath}/billingSubscriptions/source?api-version=2024-04-01`, { properties: { quantity: 30 } }],
    ]);
  });

  it.each([has(30), has(31), lockedFor(45)])(
    'never lowers a subscription that has as many or more (%#)',
    async (one) => {
      const { commerce, server } = await withSubscription([one]);
      expect(await commerce.place(order)).toEqual(completed);
      expect(patches(server.seen)).toEqual([]);
    },
  );

  it('is in progress while the answer shows the old number', async () => {
    const { commerce } = await withSubscription([has(25)], { body: has(25) });
    expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
  });

  it('waits while another change is carried out', async () => {
    const { commerce, server } = await withSubscription([lockedFor(25)]);
    expect(await problemFrom(commerce.place(order))).toEqual(busy);
    expect(patches(server.seen)).toEqual([]);
  });

  it('has an unknown outcome when the reply is lost, and is sent once', async () => {
    const { commerce, server } = await withSubscription([has(25)], 'drop');
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'unknownOutcome' });
    expect(patches(server.seen)).toHaveLength(1);
  });

  it.each(['Cancelled', 'Deleted', 'Disabled', 'Suspended', 'Expired'])(
    'is not tried on a subscription that is %p',
    async (status) => {
      const { commerce, server } = await withSubscription([has(40, { status }), has(40, { status })]);
      expect(await problemFrom(commerce.place(order))).toEqual({
        is: 'refused',
        code: 'subscriptionNotActive',
        text: `The subscription is ${status.toLowerCase()}.`,
      });
      expect(await commerce.find(order)).toEqual({ is: 'notFound' });
      expect(patches(server.seen)).toEqual([]);
    },
  );

  it.each([
    ['is gone', [], { status: 404 }],
    ['goes meanwhile', [has(25)], { status: 404 }],
  ])('is refused when the subscription %s', async (_, readings, answer) => {
    const { commerce } = await withSubscription([...readings], answer);
    expect(await problemFrom(commerce.place(order))).toEqual({
      is: 'refused',
      code: 'subscriptionNotActive',
      text: 'The subscription is not there any more.',
    });
  });

  it('is not tried where the number of licences is not told', async () => {
    const { commerce, server } = await withSubscription([has(null)]);
    expect(await problemFrom(commerce.place(order))).toMatchObject({ is: 'refused', code: 'unknownQuantity' });
    expect(patches(server.seen)).toEqual([]);
  });
});

describe('a change of seats that is refused', () => {
  const conflict = failed(409, 'Conflict', 'The subscription is being changed.');

  it.each([
    ['was locked meanwhile', conflict, lockedFor(25)],
    ['was locked, and is not any more', failed(409, 'LockedForUpdate', 'Locked.'), has(25)],
  ])('waits when the subscription %s', async (_, answer, now) => {
    const { commerce } = await withSubscription([has(25), now], answer);
    expect(await problemFrom(commerce.place(order))).toEqual(busy);
  });

  it('is done when somebody else raised them meanwhile', async () => {
    const { commerce } = await withSubscription([has(25), lockedFor(30)], conflict);
    expect(await commerce.place(order)).toEqual(completed);
  });

  it.each([has(25), has(25, { status: 'Cancelled' })])(
    "is told in Microsoft's words when nothing explains it (%#)",
    async (now) => {
      const { commerce } = await withSubscription([has(25), now], conflict);
      expect(await problemFrom(commerce.place(order))).toEqual({
        is: 'refused',
        code: 'Conflict',
        text: 'The subscription is being changed.',
      });
    },
  );
});

describe('a change of seats that is accepted', () => {
  const operation = `${accountPath}/operationResults/update_1?api-version=2024-04-01`;
  const accepted: Reply = { status: 202, headers: { location: operation, 'retry-after': '10' } };

  it.each([
    ['has ended', [{ body: has(30) }]],
    ['goes on', Array<Reply>(4).fill({ status: 202, headers: { 'retry-after': '1' } })],
    ['cannot be asked about', []],
  ])('is in progress, and reading tells the rest, when it %s', async (_, looks) => {
    const { commerce, server } = await withSubscription([has(25), has(30)], accepted, [...looks]);
    expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
    expect(await commerce.find(order)).toEqual(completed);
    expect(patches(server.seen)).toHaveLength(1);
  });

  it("is declined in Microsoft's words when it fails", async () => {
    const failure = failed(400, 'SubscriptionNotActive', 'It is not active.');
    const { commerce } = await withSubscription([has(25)], accepted, [failure]);
    expect(await commerce.place(order)).toEqual({
      is: 'declined',
      code: 'SubscriptionNotActive',
      text: 'It is not active.',
    });
  });
});

describe('finding raised seats', () => {
  it.each([
    ['are there', [has(30)], completed],
    ['are there, and more', [has(45)], completed],
    ['are not there', [has(29)], { is: 'notFound' }],
    ['are on their way', [lockedFor(25)], { is: 'inProgress' }],
    ['are not told', [has(null)], { is: 'notFound' }],
    ['went with their subscription', [], { is: 'notFound' }],
  ])('tells that they %s', async (_, readings, status) => {
    const { commerce, server } = await withSubscription([...readings]);
    expect(await commerce.find(order)).toEqual(status);
    expect(patches(server.seen)).toEqual([]);
  });

  it('does not look at what another tenant has', async () => {
    const { commerce } = await withSubscription([has(30, { provisioningTenantId: 'x' })]);
    expect(await commerce.find(order)).toEqual({ is: 'notFound' });
  });
});

describe('the subscription whose seats are raised, where billing names it differently', () => {
  async function named(listed: ReturnType<typeof billed>[], rows: Subscription[]) {
    const both = await connectedCommerce(
      (route) => {
        if (route === 'GET /billingSubscriptions') return { body: { value: listed } };
        return route.startsWith('PATCH') ? { body: has(30) } : undefined;
      },
      { directory: { subscriptions: async () => rows } },
    );
    server = both.server;
    const raised = () => patches(both.server.seen).map(({ url }) => url.replace(/.*\/|\?.*/g, ''));
    return { commerce: both.commerce, raised };
  }
  const others = [billed('b-2', { quantity: 7 }), billed('b-3', { skuDescription: 'Visio Plan 2' })];

  it('is told by plan and number of licences', async () => {
    const { commerce, raised } = await named([billed('b-1'), ...others], [graphRow()]);
    expect(await commerce.place(order)).toEqual(completed);
    expect(raised()).toEqual(['b-1']);
  });

  it('is found also when it was raised and Graph still shows the old number', async () => {
    const ended = billed('b-0', { status: 'Cancelled' });
    const { commerce, raised } = await named([ended, billed('b-1', { quantity: 30 }), ...others], [graphRow()]);
    expect(await commerce.find(order)).toEqual(completed);
    expect(await commerce.place(order)).toEqual(completed);
    expect(raised()).toEqual([]);
  });

  it('is not guessed', async () => {
    const { commerce, raised } = await named([billed('b-1'), billed('b-2')], [graphRow()]);
    expect(await problemFrom(commerce.place(order))).toMatchObject({ is: 'refused', code: 'ambiguousSubscription' });
    expect(raised()).toEqual([]);
  });
});
