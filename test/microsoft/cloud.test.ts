import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { product } from '../../src/upgrade/plans/plans.js';
import { type OrderRequest, type OrderStatus, PortError } from '../../src/upgrade/ports.js';
import { type Cloud, startCloud, tenantId } from './cloud.js';
import { problemFrom } from './problem-of.js';

const e4 = product('ENTERPRISEWITHSCAL')?.skuId ?? '';
const e5 = product('ENTERPRISEPREMIUM')?.skuId ?? '';
const alex = '00000000-0000-4000-8000-000000000001';
const key = '7d1f3a52-95a7-4f7e-8f43-0a6c1c6a0001';

let cloud: Cloud;
beforeEach(async () => {
  cloud = await startCloud();
});
afterEach(() => cloud.close());

async function source() {
  const found = (await cloud.directory.subscriptions(tenantId)).find(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
  if (!found) throw new Error('No source subscription');
  return found;
}

async function orderOf(kind: OrderRequest['kind'], quantity: number): Promise<OrderRequest> {
  const { commerceId } = await source();
  return {
    tenantId,
    kind,
    key,
    sourceCommerceId: commerceId ?? '',
    plan: 'ENTERPRISEPREMIUM',
    quantity,
    billingCycle: 'annual',
    term: 'P1Y',
    payer: undefined,
    attested: false,
    cartId: undefined,
    placedAt: await cloud.now(),
  };
}

async function settled(order: OrderRequest): Promise<OrderStatus> {
  for (let look = 0; look < 100; look++) {
    const status = await cloud.commerce.find(order);
    if (status.is === 'completed' || status.is === 'declined') return status;
    await cloud.advance('PT1M');
  }
  throw new Error('The order never came to an end');
}

function onlyPortErrors(error: unknown): void {
  if (!(error instanceof PortError)) throw error;
}

async function holders(skuId: string) {
  const found = [];
  for await (const page of cloud.directory.holders(tenantId, skuId)) found.push(...page);
  return found;
}

describe('an automatic upgrade', () => {
  it('is eligible, ordered once, followed to its end and moves the people', async () => {
    await cloud.put({ users: 12, seats: 12 });
    const eligibility = await cloud.commerce.eligibility(tenantId, await source());
    expect(eligibility).toMatchObject({ is: 'known' });
    const eligible = eligibility.is === 'known' ? eligibility.targets.filter((target) => target.eligible) : [];
    expect(eligible.map(({ sku }) => sku)).toEqual(expect.arrayContaining(['ENTERPRISEPREMIUM', 'SPE_E3']));

    const order = await orderOf('upgrade', 12);
    expect(await cloud.commerce.find(order)).toEqual({ is: 'notFound' });
    await cloud.commerce.place(order);
    await cloud.commerce.place(order);
    const status = await settled(order);
    const ledger = await cloud.ledger();
    expect(ledger.orders).toMatchObject([{ sku: 'ENTERPRISEPREMIUM', quantity: 12, key }]);
    expect(ledger.users.holding).toMatchObject({ ENTERPRISEPREMIUM: 12 });
    const bought = (await cloud.directory.subscriptions(tenantId)).find(({ sku }) => sku === 'ENTERPRISEPREMIUM');
    expect(status).toEqual({ is: 'completed', commerceId: bought?.commerceId });
  });

  it('whose reply was lost is found by reading', async () => {
    await cloud.put({ users: 5, seats: 5 });
    await cloud.faults([{ match: { method: 'POST', path: '/transitions$' }, effect: 'lostReply', times: 1 }]);
    const order = await orderOf('upgrade', 5);
    expect(await problemFrom(cloud.commerce.place(order))).toEqual({ is: 'unknownOutcome' });
    expect(await cloud.commerce.find(order)).toEqual({ is: 'inProgress' });
    expect((await cloud.ledger()).orders).toHaveLength(1);
  });

  it.each([
    ['approve', 'completed'],
    ['decline', 'declined'],
  ])('is under review while a credit check is open; %s makes it %s', async (creditCheck, end) => {
    await cloud.put({ users: 5, seats: 5, creditCheck, payment: 'invoice' });
    const order = await orderOf('upgrade', 5);
    await cloud.commerce.place(order);
    expect(await cloud.commerce.find(order)).toEqual({ is: 'underReview', of: 'order' });
    await cloud.advance('P5D');
    expect((await settled(order)).is).toBe(end);
  });

  it('is not offered by whoever did not sell the subscription', async () => {
    await cloud.put({ users: 5, seats: 5, purchaseChannel: 'partner' });
    expect(await cloud.commerce.eligibility(tenantId, await source())).toEqual({ is: 'notSoldHere' });
  });

  it('is refused with the codes of the commerce', async () => {
    await cloud.put({ users: 5, seats: 5, blockers: ['UNPAID_BALANCE'] });
    const eligibility = await cloud.commerce.eligibility(tenantId, await source());
    expect(eligibility.is === 'known' && eligibility.targets.map(({ eligible }) => eligible)).not.toContain(true);
    expect(JSON.stringify(eligibility)).toMatch(/unpaid balance/i);
  });
});

describe('the manual way', () => {
  it('buys, moves the people in one write each, and cancels the old subscription once', async () => {
    await cloud.put({ users: 22, seats: 22, provisioningDelay: 'PT5M' });
    const order = await orderOf('purchase', 22);
    const { cartId } = await cloud.commerce.prepare(order);
    expect(await cloud.commerce.prepare(order)).toEqual({ cartId });
    const withCart = { ...order, cartId };
    expect(await cloud.commerce.find(withCart)).toEqual({ is: 'notFound' });
    await cloud.commerce.place(withCart);
    await cloud.commerce.place(withCart);
    expect((await settled(withCart)).is).toBe('completed');
    await cloud.advance('PT30M');

    const people = await holders(e4);
    expect(people).toHaveLength(22);
    const changes = people.map(({ id }) => ({ userId: id, add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] }));
    const outcomes = [
      ...(await cloud.directory.changeLicences(tenantId, changes.slice(0, 20))),
      ...(await cloud.directory.changeLicences(tenantId, changes.slice(20))),
    ];
    expect(new Set(outcomes.map(({ is }) => is))).toEqual(new Set(['done']));
    const now = await cloud.directory.users(
      tenantId,
      people.slice(0, 20).map(({ id }) => id),
    );
    expect(
      now.every(
        ({ licences }) => licences.some(({ skuId }) => skuId === e5) && !licences.some(({ skuId }) => skuId === e4),
      ),
    ).toBe(true);

    const { commerceId } = await source();
    await cloud.commerce.end(tenantId, commerceId ?? '', 'run-1');
    await cloud.commerce.end(tenantId, commerceId ?? '', 'run-1');
    const ledger = await cloud.ledger();
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.cancellations).toHaveLength(1);
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect((await source()).status).not.toBe('Enabled');
  });

  it('tells why a licence cannot be assigned, and whether throttling or a lost reply left it open', async () => {
    await cloud.put({
      users: 4,
      seats: 4,
      withoutUsageLocation: 1,
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 10, users: 0 }],
    });
    const people = await holders(e4);
    const [throttled, lost, ...rest] = people.filter(({ usageLocation }) => usageLocation !== null);
    const abroad = people.find(({ usageLocation }) => usageLocation === null);
    await cloud.faults([
      {
        match: { path: `/users/${throttled?.id}/assignLicense` },
        effect: 'status',
        status: 429,
        retryAfter: 9,
        times: 1,
      },
      { match: { path: `/users/${lost?.id}/assignLicense` }, effect: 'lostReply', times: 1 },
    ]);
    const ids = [throttled, lost, abroad, ...rest].map((person) => person?.id ?? '');
    const changes = ids.map((userId) => ({ userId, add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] }));
    expect(await cloud.directory.changeLicences(tenantId, changes)).toEqual([
      { is: 'busy', retryAfterMs: 9_000 },
      { is: 'unknown' },
      { is: 'refused', text: 'License assignment cannot be done for user with invalid usage location.' },
      { is: 'done' },
    ]);
    const [read] = await cloud.directory.users(tenantId, [lost?.id ?? '']);
    expect(read?.licences.map(({ skuId }) => skuId)).toEqual([e5]);
  });

  it('moves a group by one change, with its members processed later', async () => {
    await cloud.put({
      users: 8,
      seats: 8,
      groups: [{ name: 'All staff', users: 6 }],
      owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 10, users: 0 }],
    });
    const [group] = await cloud.directory.groupsWith(tenantId, e4);
    expect(group).toMatchObject({ displayName: 'All staff', processing: 'complete' });
    const id = group?.id ?? '';
    await cloud.directory.changeGroupLicence(tenantId, id, { add: [{ skuId: e5, disabledPlans: [] }], remove: [e4] });
    expect((await cloud.directory.group(tenantId, id))?.processing).not.toBe('complete');
    await cloud.advance('PT10M');
    expect(await cloud.directory.group(tenantId, id)).toMatchObject({
      processing: 'complete',
      licences: [{ skuId: e5 }],
    });
    const members = [];
    for await (const page of cloud.directory.groupMembers(tenantId, id)) members.push(...page);
    expect(members).toHaveLength(6);
    expect((await holders(e5)).map((person) => person.id).sort()).toEqual(members.sort());
    expect(await cloud.directory.membersInError(tenantId, id)).toEqual([]);
  });
});

describe('a tenant of thousands', () => {
  it('is listed in pages without anybody missing or twice, while throttling strikes', async () => {
    await cloud.put('adatum');
    await cloud.faults([{ match: { path: 'skiptoken' }, effect: 'status', status: 429, retryAfter: 2, times: 2 }]);
    const pages = [];
    for await (const page of cloud.directory.holders(tenantId, e4)) pages.push(page.map(({ id }) => id));
    expect(pages.length).toBeGreaterThan(5);
    expect(new Set(pages.flat()).size).toBe(5000);
    expect(pages.flat()).toHaveLength(5000);
  });
});

describe('a cloud where everything goes wrong once', () => {
  it('still gives one order, however the replies are lost', async () => {
    await cloud.put('woodgrove');
    const order = await orderOf('upgrade', (await source()).seats);
    let status: OrderStatus = { is: 'notFound' };
    for (let attempt = 0; attempt < 10 && status.is === 'notFound'; attempt++) {
      await cloud.commerce.place(order).catch(onlyPortErrors);
      status = await cloud.commerce.find(order);
    }
    expect((await settled(order)).is).toBe('completed');
    expect((await cloud.ledger()).orders).toHaveLength(1);
  });
});

describe('who is who', () => {
  it('is read with roles, people and the organization', async () => {
    await cloud.put('contoso');
    expect(await cloud.directory.rolesOf(tenantId, alex)).toEqual(['globalAdministrator']);
    expect(await cloud.directory.rolesOf(tenantId, '11111111-2222-4333-8444-555555555555')).toEqual([]);
    expect(
      await cloud.directory.peopleWith(tenantId, ['billingAdministrator', 'globalAdministrator'], 1),
    ).toMatchObject([{ name: 'Megan Bowen', role: 'billingAdministrator' }]);
    expect((await cloud.directory.organization(tenantId)).country).toMatch(/^[A-Z]{2}$/);
    expect(await cloud.directory.serviceIssues(tenantId)).toEqual(expect.any(Array));
  });

  it('keeps the address it is given to bill', async () => {
    await cloud.put('contoso');
    const parties = await cloud.commerce.parties(tenantId);
    if (!parties) throw new Error('No parties');
    const billedTo = { ...parties.billedTo, companyName: 'Contoso Nord', city: 'Luleå' };
    await cloud.commerce.saveParties(tenantId, { soldTo: billedTo, billedTo });
    expect(await cloud.commerce.parties(tenantId)).toEqual({ soldTo: billedTo, billedTo });
  });
});
