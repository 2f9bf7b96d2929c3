import { afterEach, describe, expect, it } from '@jest/globals';
import type { AnsweringServer, Reply } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { accountPath, alias, billed, connectedCommerce, e5Product, failed, order } from './connected.js';

let server: AnsweringServer | undefined;
afterEach(() => server?.close());

const products = { ENTERPRISEPREMIUM: e5Product };

async function answeringAlias(reply: Reply | undefined) {
  const both = await connectedCommerce((route) => (route.endsWith(alias) ? reply : undefined), { products });
  server = both.server;
  return both;
}

async function owning(subscriptions: unknown[]) {
  const both = await connectedCommerce((route) =>
    route === 'GET /billingSubscriptions' ? { body: { value: subscriptions } } : { status: 202 },
  );
  server = both.server;
  return both;
}

const aliased = (properties: Record<string, unknown>) => ({ body: { name: order.key, properties } });
const bought = {
  provisioningState: 'Succeeded',
  status: 'Active',
  billingSubscriptionId: `${accountPath}/billingSubscriptions/new-one`,
};

describe('buying', () => {
  it('needs no cart', async () => {
    const { commerce, server } = await answeringAlias(undefined);
    expect(await commerce.prepare(order)).toEqual({ cartId: undefined });
    expect(server.seen).toEqual([]);
  });

  it.each([
    ['monthly', 'P1M'],
    ['annual', 'P1Y'],
  ] as const)('puts an alias named by the key, for a year paid %s', async (billingCycle, billingFrequency) => {
    const { commerce, server } = await answeringAlias({ status: 201, ...aliased(bought) });
    expect(await commerce.place({ ...order, billingCycle })).toEqual({ is: 'completed', commerceId: 'new-one' });
    expect(server.seen).toMatchObject([
      {
        method: 'PUT',
        url: `${accountPath}${alias}?api-version=2024-04-01`,
        body: {
          properties: {
            billingFrequency,
            displayName: 'Office 365 E5',
            ...e5Product,
            quantity: 25,
            termDuration: 'P1Y',
          },
        },
      },
    ]);
  });

  it('is under way when it was only accepted', async () => {
    const { commerce } = await answeringAlias({ status: 202, headers: { location: '/later' } });
    expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
  });

  it.each([
    ['the reply is lost', 'drop' as const],
    ['the answer cannot be read', { status: 201, body: { name: 'no properties' } }],
    ['the server fails', failed(500, 'InternalServerError', 'Oops')],
  ])('has an unknown outcome when %s, and is sent once', async (_, reply) => {
    const { commerce, server } = await answeringAlias(reply);
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'unknownOutcome' });
    expect(server.seen).toHaveLength(1);
  });

  it('comes back later when throttled', async () => {
    const { commerce, server } = await answeringAlias({ status: 429, headers: { 'retry-after': '17' } });
    expect(await problemFrom(commerce.place(order))).toEqual({ is: 'busy', retryAfterMs: 17_000 });
    expect(server.seen).toHaveLength(1);
  });

  it("is refused in Microsoft's own words", async () => {
    const { commerce } = await answeringAlias(failed(400, 'BillingProfilePastDue', 'Settle your balance.'));
    expect(await problemFrom(commerce.place(order))).toEqual({
      is: 'refused',
      code: 'BillingProfilePastDue',
      text: 'Settle your balance.',
    });
  });

  it('is never an upgrade', async () => {
    const { commerce, server } = await answeringAlias(undefined);
    const upgrade = { ...order, kind: 'upgrade' as const };
    expect(await problemFrom(commerce.place(upgrade))).toMatchObject({ is: 'refused', code: 'noApi' });
    expect(await problemFrom(commerce.find(upgrade))).toMatchObject({ is: 'refused', code: 'noApi' });
    expect(server.seen).toEqual([]);
  });
});

describe('the product to buy', () => {
  const e5 = { skuDescription: 'Office 365 Enterprise E5', ...e5Product };

  it('is what the account bought before', async () => {
    const { commerce, server } = await owning([billed('e4'), billed('e5', { ...e5, status: 'Deleted' })]);
    expect(await commerce.place(order)).toEqual({ is: 'inProgress' });
    expect(server.seen.at(-1)).toMatchObject({ method: 'PUT', body: { properties: e5Product } });
  });

  it.each([
    ['nothing like it was bought', [billed('e4'), billed('e5', { skuDescription: 'Microsoft 365 E5', ...e5Product })]],
    ['only another tenant bought it', [billed('e5', { ...e5, provisioningTenantId: 'another' })]],
    ['it was bought under two ids', [billed('one', e5), billed('two', { ...e5, skuId: '0002' })]],
  ])('is unknown when %s, and nothing is ordered', async (_, subscriptions) => {
    const { commerce, server } = await owning(subscriptions);
    expect(await problemFrom(commerce.place(order))).toMatchObject({ is: 'refused', code: 'unknownProduct' });
    expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  });
});

describe('a purchase', () => {
  it.each([
    ['was never taken when there is no such alias', undefined, { is: 'notFound' }],
    ['is under way while it is provisioned', aliased({ provisioningState: 'Provisioning' }), { is: 'inProgress' }],
    ['is under way when nothing is told of it', aliased({}), { is: 'inProgress' }],
    [
      'is not clear in a state not known yet',
      aliased({ provisioningState: 'Musing' }),
      { is: 'unclear', word: 'Musing' },
    ],
    ['is carried out when it succeeded', aliased(bought), { is: 'completed', commerceId: 'new-one' }],
    [
      'is carried out when only its status tells',
      aliased({ status: 'Active', billingSubscriptionId: 'new-one' }),
      { is: 'completed', commerceId: 'new-one' },
    ],
    [
      'is carried out though the subscription is not named',
      aliased({ provisioningState: 'Succeeded' }),
      { is: 'completed', commerceId: undefined },
    ],
    [
      'was declined when it failed',
      aliased({ provisioningState: 'Failed', suspensionReasonDetails: [{ reason: 'PastDue' }] }),
      { is: 'declined', code: 'Failed', text: 'Microsoft did not carry the purchase out: Failed (PastDue)' },
    ],
    [
      'was declined when its subscription failed',
      aliased({ provisioningState: 'Succeeded', status: 'Failed' }),
      { is: 'declined', code: 'Failed', text: 'Microsoft did not carry the purchase out: Failed' },
    ],
    [
      'was declined when it was cancelled before it was carried out',
      aliased({ provisioningState: 'Canceled' }),
      { is: 'declined', code: 'Canceled', text: 'Microsoft did not carry the purchase out: Canceled' },
    ],
  ])('%s', async (_, reply, status) => {
    const { commerce, server } = await answeringAlias(reply);
    expect(await commerce.find(order)).toEqual(status);
    expect(server.seen.map(({ method }) => method)).toEqual(['GET']);
  });

  it('is not said to be missing when the account cannot be read', async () => {
    const { commerce } = await answeringAlias(failed(403, 'AuthorizationFailed', 'No'));
    expect(await problemFrom(commerce.find(order))).toMatchObject({ is: 'denied' });
  });
});
