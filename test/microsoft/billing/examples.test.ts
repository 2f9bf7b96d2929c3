import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, describe, expect, it } from '@jest/globals';
import type { Terms } from '../../../src/upgrade/tenant/terms.js';
import type { AnsweringServer, Reply, Seen } from '../answering-server.js';
import { problemFrom } from '../problem-of.js';
import { connectedCommerce, order, tenantId } from './connected.js';

/** What Microsoft.Billing answered as Microsoft's own examples have it, through the real adapter. */

const root = process.env.EXAMPLES_DIR;
const folder = root === undefined ? undefined : join(root, 'billing');
const describeExamples = folder === undefined ? describe.skip : describe;
if (!folder) process.stdout.write('EXAMPLES_DIR is not set: the examples of a billing account are not replayed.\n');

type Example = {
  request: { method: string; path: string; body?: unknown };
  response: { status: number; headers?: Record<string, string> | null; body?: unknown };
};

const replayedNames = new Set<string>();

function example(name: string): Example {
  replayedNames.add(name);
  return JSON.parse(readFileSync(join(folder ?? '', `${name}.json`), 'utf8'));
}

function replyOf(name: string): Exclude<Reply, string> {
  const { status, headers, body } = example(name).response;
  return { status, ...(headers ? { headers } : {}), ...(body == null ? {} : { body }) };
}

const servers: AnsweringServer[] = [];
afterEach(() => Promise.all(servers.splice(0).map((server) => server.close())));

const account = '00000000-0000-0000-0000-000000000000:00000000-0000-0000-0000-000000000000_2019-05-31';
const at = `/providers/Microsoft.Billing/billingAccounts/${account}`;
const management = 'https://management.azure.com';

/** The real adapter on a server that answers so, by `METHOD path` below the account; all else is not there. */
async function replayed(answers: Record<string, Reply>, billingAccountId: string | undefined = account) {
  let url = '';
  const { commerce, server } = await connectedCommerce(
    (_route, { method, url: path }: Seen) => {
      const below = decodeURIComponent(path.replace(/\?.*/, '')).replace(`${at}/`, '/');
      return answers[`${method} ${below}`];
    },
    {
      billingAccountId,
      // Locations are whole addresses of Microsoft's.
      fetch: (input, init) => fetch(String(input).replace(management, url), init),
    },
  );
  url = server.url;
  servers.push(server);
  return { commerce, sent: () => server.seen.filter(({ method }) => method !== 'GET') };
}

const oldId = '11111111-1111-1111-1111-111111111111';
const oneOld = `GET /billingSubscriptions/${oldId}`;
const inTime = '2023-02-01T22:39:34.2606750Z';
const untold: Terms = { autoRenew: true, endsAt: '2023-02-05T22:39:34.2606750Z', cancellation: null, refund: null };

describeExamples('an example of accounts', () => {
  it.each([['accounts--1'], ['accounts--2']])(
    '%s: of several of a customer agreement, none is guessed',
    async (name) => {
      const { commerce } = await replayed({ 'GET /providers/Microsoft.Billing/billingAccounts': replyOf(name) }, '');
      expect(await problemFrom(commerce.find(order))).toMatchObject({ code: 'billingAccount' });
      expect((await problemFrom(commerce.find(order))).is).toBe('refused');
    },
  );

  it('accounts--2: the one of a partner agreement is not counted', async () => {
    const { value } = example('accounts--2').response.body as { value: { properties: { agreementType: string } }[] };
    const partnerOnly = value.filter(({ properties }) => properties.agreementType !== 'MicrosoftCustomerAgreement');
    expect(partnerOnly).not.toEqual([]);
    const answer = { body: { value: partnerOnly } };
    const { commerce } = await replayed({ 'GET /providers/Microsoft.Billing/billingAccounts': answer }, '');
    expect(await problemFrom(commerce.find(order))).toMatchObject({
      text: expect.stringContaining('no billing account'),
    });
  });
});

describeExamples('an example of an alias', () => {
  const key = 'c356b7c7-7545-4686-b843-c1a49cf853fc';
  const mine = { ...order, key, plan: 'SPE_E5', quantity: 1, term: 'P1M' as const };
  const path = `/billingSubscriptionAliases/${key}`;
  const bought = {
    'GET /billingSubscriptions': {
      body: {
        value: [{ name: 'x', properties: { skuDescription: 'Microsoft 365 E5', productTypeId: 'XYZ', skuId: '0001' } }],
      },
    },
  };

  it('alias-get--1: an active one without a state is bought, by its bare name', async () => {
    const { commerce } = await replayed({ [`GET ${path}`]: replyOf('alias-get--1') });
    expect(await commerce.find(mine)).toEqual({ is: 'completed', commerceId: oldId });
  });

  it('alias-put--1: the same as an answer to buying', async () => {
    const { commerce, sent } = await replayed({ ...bought, [`PUT ${path}`]: replyOf('alias-put--1') });
    expect(await commerce.place(mine)).toEqual({ is: 'completed', commerceId: oldId });
    const page = example('alias-put--1').request.body as { properties: object };
    const [{ body } = { body: {} }] = sent();
    const fields = Object.keys((body as { properties: object }).properties);
    expect(fields.filter((field) => field !== 'productTypeId')).toEqual(
      expect.arrayContaining(Object.keys(page.properties).filter((field) => field !== 'productTypeId')),
    );
  });

  it('alias-put--2: one that was accepted is under way', async () => {
    const { commerce } = await replayed({ ...bought, [`PUT ${path}`]: replyOf('alias-put--2') });
    expect(await commerce.place(mine)).toEqual({ is: 'inProgress' });
  });

  it('alias-get--1 under another name, or of another tenant, is no word on this order', async () => {
    const elsewhere = example('alias-get--1').response.body as { properties: object };
    const foreign = { ...elsewhere, properties: { ...elsewhere.properties, provisioningTenantId: 'another' } };
    for (const body of [{ ...elsewhere, name: 'another' }, foreign]) {
      const { commerce } = await replayed({ ...bought, [`GET ${path}`]: { body }, [`PUT ${path}`]: { body } });
      expect(await problemFrom(commerce.find(mine))).toEqual({ is: 'unreachable' });
      expect(await problemFrom(commerce.place(mine))).toEqual({ is: 'unknownOutcome' });
    }
  });
});

describeExamples('an example of a billing profile', () => {
  it('profile-get--2: one that owes something pays, by invoice or by card nobody knows', async () => {
    const body = { value: [replyOf('profile-get--2').body] };
    const { commerce } = await replayed({
      'GET /billingProfiles': { body },
      [`GET ${at}`]: { body: { name: 'the account', properties: {} } },
      'GET /billingSubscriptions': { body: { value: [] } },
    });
    const address = {
      addressLine1: 'Test Address1',
      addressLine2: 'Test Address2',
      city: 'City',
      state: 'WA',
      country: 'US',
    };
    expect(await commerce.payers(tenantId, 'ENTERPRISEWITHSCAL')).toMatchObject([
      {
        id: 'xxxx-xxxx-xxx-xxx',
        name: 'Billing Profile 1',
        soldTo: { ...address, companyName: 'Contoso', email: 'abc@contoso.com' },
        billedTo: address,
        payments: null,
        paysNow: false,
      },
    ]);
  });
});

describeExamples('an example of a subscription', () => {
  const listed = (name: string) => ({ 'GET /billingSubscriptions': replyOf(name) });

  it.each(['subscription-get--1', 'subscription-get--2'])('%s: that it can be ended nobody tells', async (name) => {
    const { commerce } = await replayed({ [oneOld]: replyOf(name) });
    expect(await commerce.terms(tenantId, oldId)).toEqual(untold);
  });

  it('subscription-delete--1: a cancellation that was accepted is followed to its end', async () => {
    const { commerce, sent } = await replayed({
      [oneOld]: replyOf('subscription-get--2'),
      'DELETE /billingSubscriptions/90000000-0000-0000-0000-000000000000': replyOf('subscription-delete--1'),
      [`GET /operationResults/cancelBillingSubscription_${oldId}:22222222-2222-2222-2222-222222222222`]: {
        status: 204,
      },
    });
    await commerce.end(tenantId, oldId, 'run-1');
    expect(sent().map(({ method }) => method)).toEqual(['DELETE']);
  });

  it('subscription-delete--2: nothing is followed when it is done at once', async () => {
    const { commerce, sent } = await replayed({
      [oneOld]: replyOf('subscription-get--2'),
      'DELETE /billingSubscriptions/90000000-0000-0000-0000-000000000000': replyOf('subscription-delete--2'),
    });
    await commerce.end(tenantId, oldId, 'run-1');
    expect(sent()).toHaveLength(1);
  });

  const seats = { ...order, kind: 'seats' as const, sourceCommerceId: oldId, quantity: 5 };
  const patch = `PATCH /billingSubscriptions/${oldId}`;

  it('subscription-patch--1 and split--1: an answer that shows fewer licences is not done yet', async () => {
    for (const name of ['subscription-patch--1', 'subscription-split--1']) {
      const { commerce, sent } = await replayed({ [oneOld]: replyOf(name), [patch]: replyOf('subscription-patch--1') });
      expect(await commerce.place(seats)).toEqual({ is: 'inProgress' });
      expect(sent()[0]?.body).toEqual({ properties: { quantity: 5 } });
      expect(await commerce.place({ ...seats, quantity: 1 })).toEqual({ is: 'completed', commerceId: oldId });
    }
  });

  it('subscription-patch--2: one that is locked is not changed meanwhile', async () => {
    const { commerce, sent } = await replayed({ [oneOld]: replyOf('subscription-patch--2') });
    expect(await problemFrom(commerce.place(seats))).toMatchObject({ is: 'busy' });
    expect(await commerce.find(seats)).toEqual({ is: 'inProgress' });
    expect(await problemFrom(commerce.end(tenantId, oldId, 'run-1'))).toMatchObject({ is: 'busy' });
    expect(sent()).toEqual([]);
  });

  it('subscription-patch--3: a change that was accepted is followed, and reading tells the rest', async () => {
    const { commerce } = await replayed({
      [oneOld]: replyOf('subscription-patch--1'),
      [patch]: replyOf('subscription-patch--3'),
      [`GET /operationResults/manageBillingSubscription_${oldId}:22222222-2222-2222-2222-222222222222`]: {
        status: 200,
      },
    });
    expect(await commerce.place(seats)).toEqual({ is: 'inProgress' });
  });

  it.each(['subscriptions--1', 'subscriptions--2', 'subscriptions--3'])(
    '%s: what is there is read, and none of it is a plan that can be bought again',
    async (name) => {
      const { commerce } = await replayed(listed(name));
      expect(await commerce.sells(tenantId)).toEqual([]);
      expect(await commerce.offer(tenantId, 'SPE_E5')).toEqual({ is: 'byHand', because: 'unknownProduct' });
    },
  );

  it('subscriptions--1: another system’s id finds its purchase, and what it does not say stays open', async () => {
    const { commerce } = await replayed(listed('subscriptions--1'));
    const found = await commerce.terms(tenantId, '96703DF4-5ee9-4e57-b491-dbebe7a58fa0');
    expect(found).toEqual({ autoRenew: null, endsAt: null, cancellation: null, refund: null });
  });

  it('subscriptions--2: the name counts where the id ends in another', async () => {
    const { commerce } = await replayed(listed('subscriptions--2'));
    expect(await commerce.terms(tenantId, 'billingSubscriptionId1')).toBeDefined();
    expect(await problemFrom(commerce.terms(tenantId, 'billinSubscriptionId1'))).toEqual({ is: 'notFound' });
  });

  it('subscriptions--3: the suspended one has ended, and is left alone', async () => {
    const { value } = example('subscriptions--3').response.body as { value: { name: string; properties: object }[] };
    const cancelled = value.find(({ properties }) => JSON.stringify(properties).includes('Cancelled'));
    expect(cancelled).toBeDefined();
    const { commerce, sent } = await replayed(listed('subscriptions--3'));
    const raise = { ...seats, sourceCommerceId: cancelled?.name ?? '' };
    expect(await commerce.find(raise)).toEqual({ is: 'notFound' });
    expect(await problemFrom(commerce.place(raise))).toMatchObject({ code: 'subscriptionNotActive' });
    expect(sent()).toEqual([]);
  });

  it('subscriptions--3: a window in every form of Microsoft’s clock is read', async () => {
    const until = async (cancellationAllowedEndDate: string) => {
      const body = example('subscription-get--1').response.body as { properties: object };
      const systemOverrides = { cancellation: 'Allowed', cancellationAllowedEndDate };
      const { commerce } = await replayed({
        [oneOld]: { body: { ...body, properties: { ...body.properties, systemOverrides } } },
      });
      return (await commerce.terms(tenantId, oldId))?.cancellation;
    };
    for (const day of [inTime, '2023-02-01T22:39:34Z', '2023-02-01T22:39:34.2606750+00:00', '2023-02-01']) {
      expect(await until(day)).toEqual({ is: 'until', at: day });
    }
    expect(await until('')).toEqual({ is: 'anyTime' });
  });
});

describeExamples('the examples of a billing account', () => {
  it('are all replayed', () => {
    const there = readdirSync(folder ?? '').map((file) => file.replace('.json', ''));
    expect([...replayedNames].sort()).toEqual(there.sort());
  });
});
