import { afterEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import type { Json } from '../support/card-json.js';
import { counted, sent } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Two products in one order at Partner Center: both taken, one of them refused, or nobody knows. */

let app: TestApp;
afterEach(() => app.stop());

const mixed: Json = { source: 'STANDARDPACK', users: 6, plainGroups: [{ name: 'Sales', users: 2 }] };
const teams: Json = { source: 'SPE_E3', country: 'DE', users: 4 };
const suite = 'O365_w/o Teams Bundle_M3';
const beside = 'Microsoft_Teams_EEA_New';

async function toMixedCart(alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.say('the Sales group to Microsoft 365 E5, the rest to Microsoft 365 E3');
  await alex.click('acknowledge');
  await alex.click('buyNew');
}

async function toTeamsCart(alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: suite });
  await alex.click('acknowledge');
  await alex.click('buyNew');
}

/** Places the order, and counts the checkouts from there. */
async function ordered(alex: TeamsPerson, faults: Parameters<TestApp['sandbox']['faults']>[0] = []): Promise<void> {
  if (alex.card.id === 'cart') await alex.click('goToCheckout');
  await app.sandbox.faults([...faults, counted('/checkout$', 'POST')]);
  await alex.click('placeOrder');
}

const checkouts = async () => (await app.sandbox.struck()).at(-1);
const orders = async () =>
  (await app.sandbox.ledger(app.tenant)).orders.map(({ sku, quantity }) => `${quantity} ${sku}`).sort();

async function moved(alex: TeamsPerson): Promise<void> {
  await app.until(alex, sent('manual-reassign'), 'PT1M');
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, sent('manual-cancel'), 'PT5S');
}

describe.each(['one', 'each'])('a suite without Teams, and Teams beside it (order groups: %s)', (orderGroups) => {
  it.each([
    ['en-US', /Teams EEA goes into the same order/],
    ['sv-SE', /Teams EEA läggs i samma order/],
  ])('are bought by one checkout, and everyone gets both in one change (%s)', async (locale, together) => {
    app = await startTestApp({ ...teams, catalogue: { orderGroups }, provisioningDelay: 'PT3M' });
    const alex = app.person('alex', locale);
    await toTeamsCart(alex);
    expect(alex.card.text).toMatch(together);
    expect(alex.card.text).toMatch(/\(no Teams\), 4 licens\w*; Microsoft Teams EEA, 4 licens/);
    await ordered(alex);
    await moved(alex);
    expect(await checkouts()).toBe(1);
    expect(await orders()).toEqual([`4 ${beside}`, `4 ${suite}`].sort());
    const { users, requests } = await app.sandbox.ledger(app.tenant);
    expect(users.holding).toEqual({ [suite]: 4, [beside]: 4 });
    expect([users.unlicensedMoments, requests.graph.writes]).toEqual([0, 4]);
  });
});

describe('Teams in the cart', () => {
  it('is left out with 0 licences, in words, and only what is missing is in it', async () => {
    app = await startTestApp({ ...teams, owned: [{ sku: beside, seats: 1 }] });
    const alex = app.person('alex');
    await toTeamsCart(alex);
    expect(alex.card.text).toMatch(/Microsoft Teams EEA, 3 licenses/);
    await alex.say('quantity 4 and 2');
    expect(alex.card.text).toMatch(/2 licenses (are too few|aren't enough).*3/);
    await alex.say('quantity 5 and 0');
    expect(alex.card.text).toMatch(/Microsoft Teams EEA, 0 licenses/);
    await ordered(alex);
    await app.until(alex, sent('manual-reassign'), 'PT1M');
    expect(await orders()).toEqual([`5 ${suite}`]);
  });

  it('is waited for before anybody moves', async () => {
    app = await startTestApp({ ...teams, pending: { TEAMS1: 'PendingProvisioning' } });
    const alex = app.person('alex');
    await toTeamsCart(alex);
    await ordered(alex);
    await app.until(alex, (card) => /Microsoft Teams EEA isn't set up yet/.test(card.text), 'PT1M');
    expect(alex.card.text).toMatch(/✓ All services are set up/);
    await app.sandbox.advance('P1D');
    await atRest();
    expect(alex.card.id).toBe('manual-verify');
  });
});

/** Each way in which Partner Center refuses one of two. */
const refusals = [
  ['by the checkout', { orderGroups: 'each', refusedAtCheckout: [] as string[] }, 'refusedAtCheckout'],
  ['in the cart', { refusedInCart: [] as string[] }, 'refusedInCart'],
] as const;

describe.each(refusals)('one of two that is refused %s', (_how, catalogue, refused) => {
  it('is named with its reason in two plans, and ordered alone, once', async () => {
    app = await startTestApp({ ...mixed, catalogue: { ...catalogue, [refused]: ['SPE_E3'] } });
    const alex = app.person('alex');
    await toMixedCart(alex);
    await ordered(alex);
    const told = await app.until(alex, sent('needs-attention'));
    expect(told.text).toMatch(
      /Microsoft took Microsoft 365 E5: it is bought, and stays\. It declined Microsoft 365 E3: “/,
    );
    expect(await orders()).toEqual(['2 SPE_E5']);
    await app.sandbox.patch(app.tenant, { catalogue: {} });
    await alex.click('retry');
    expect(alex.card.id).toBe('checkout');
    expect(alex.card.text).toMatch(/Microsoft 365 E3, 4 licenses/);
    expect(alex.card.text).not.toMatch(/Microsoft 365 E5/);
    const old = alex.card;
    await alex.click('placeOrder');
    await alex.click('placeOrder', {}, old);
    await moved(alex);
    expect(await orders()).toEqual(['2 SPE_E5', '4 SPE_E3']);
    expect((await app.sandbox.ledger(app.tenant)).users.holding).toEqual({ SPE_E5: 2, SPE_E3: 4 });
  });

  it('is Teams, ordered alone or done without, in Swedish', async () => {
    app = await startTestApp({ ...teams, catalogue: { ...catalogue, [refused]: [beside] } });
    const alex = app.person('alex', 'sv-SE');
    await toTeamsCart(alex);
    await ordered(alex);
    const told = await app.until(alex, sent('needs-attention'));
    expect(told.text).toMatch(/Microsoft godtog .*no Teams.* är köpt och är kvar\. Microsoft Teams EEA avslogs: ”/);
    await alex.say('försök igen');
    expect(alex.card.text).toMatch(/Microsoft Teams EEA, 4 licenser/);
    // Refused once more, by itself.
    await alex.click('placeOrder');
    await app.until(alex, sent('needs-attention'));
    await app.sandbox.patch(app.tenant, { catalogue: {} });
    await alex.click('retry');
    await alex.click('placeOrder');
    await moved(alex);
    expect(await orders()).toEqual([`4 ${beside}`, `4 ${suite}`].sort());
    const { users } = await app.sandbox.ledger(app.tenant);
    expect(users.holding).toEqual({ [suite]: 4, [beside]: 4 });
  });
});

describe('the first of two that is refused', () => {
  it('by the checkout leaves the second, and is ordered alone', async () => {
    app = await startTestApp({ ...teams, catalogue: { orderGroups: 'each', refusedAtCheckout: [suite] } });
    const alex = app.person('alex');
    await toTeamsCart(alex);
    await ordered(alex);
    const told = await app.until(alex, sent('needs-attention'));
    expect(told.text).toMatch(/Microsoft took Microsoft Teams EEA.*It declined Microsoft 365 E3 EEA/);
    await app.sandbox.patch(app.tenant, { catalogue: {} });
    await alex.click('retry');
    await alex.click('placeOrder');
    await moved(alex);
    expect(await orders()).toEqual([`4 ${beside}`, `4 ${suite}`].sort());
  });

  it('in the cart leaves nothing ordered', async () => {
    app = await startTestApp({ ...teams, catalogue: { refusedInCart: [suite] } });
    const alex = app.person('alex');
    await toTeamsCart(alex);
    await ordered(alex);
    const told = await app.until(alex, sent('needs-attention'));
    expect(told.text).toMatch(/Microsoft declined the order/);
    expect([await orders(), await checkouts()]).toEqual([[], 0]);
  });
});

describe('Teams that is done without', () => {
  it('keeps nobody from moving, and the loss is told', async () => {
    app = await startTestApp({ ...teams, catalogue: { orderGroups: 'each', refusedAtCheckout: [beside] } });
    const alex = app.person('alex');
    await toTeamsCart(alex);
    await ordered(alex);
    await app.until(alex, sent('needs-attention'));
    await alex.click('buyByHand');
    await app.until(alex, sent('manual-reassign'), 'PT1M');
    expect(alex.card.text).toMatch(/4 of them had Microsoft Teams only from Microsoft 365 E3, and would lose it/);
    expect(await orders()).toEqual([`4 ${suite}`]);
  });
});

describe('a checkout whose answer is lost', () => {
  it.each(['one', 'each'])(
    'is found again, both or each, and not sent anew (order groups: %s)',
    async (orderGroups) => {
      app = await startTestApp({ ...mixed, catalogue: { orderGroups } });
      const alex = app.person('alex');
      await toMixedCart(alex);
      await ordered(alex, [{ match: { method: 'POST', path: '/checkout$' }, effect: 'lostReply', times: 20 }]);
      await moved(alex);
      expect(await orders()).toEqual(['2 SPE_E5', '4 SPE_E3']);
    },
  );

  it('is asked about half an hour later where only one of two orders shows', async () => {
    app = await startTestApp({ ...mixed, catalogue: { orderGroups: 'each', refusedAtCheckout: ['SPE_E3'] } });
    const alex = app.person('alex');
    await toMixedCart(alex);
    await ordered(alex, [{ match: { method: 'POST', path: '/checkout$' }, effect: 'lostReply', times: 20 }]);
    const began = Date.parse((await app.sandbox.ledger(app.tenant)).now);
    const told = await app.until(alex, sent('needs-attention'), 'PT1M');
    const { now } = await app.sandbox.ledger(app.tenant);
    expect(Date.parse(now) - began).toBeGreaterThanOrEqual(30 * 60_000);
    expect(told.text).toMatch(/Half an hour later there was still no order for Microsoft 365 E3/);
    await app.sandbox.patch(app.tenant, { catalogue: {} });
    await alex.click('retry');
    await alex.click('placeOrder');
    await moved(alex);
    expect(await orders()).toEqual(['2 SPE_E5', '4 SPE_E3']);
  });
});
