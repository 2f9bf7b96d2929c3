import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { counted, sent, toPurchase, toStepOne } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What a partner's catalogue sells: for how long it binds, and what has to be attested. */

let app: TestApp;
let tenant: string;
let alex: TeamsPerson;
beforeAll(async () => {
  app = await startTestApp('contoso');
});
beforeEach(() => app.sandbox.faults([]));
afterAll(() => app.stop());

async function inTenant(scenario: Json, locale = 'en-US'): Promise<void> {
  tenant = randomUUID();
  await app.sandbox.put(tenant, { users: 6, ...scenario });
  alex = app.person('alex', locale, tenant);
}
const orders = async () => (await app.sandbox.ledger(tenant)).orders;

describe('the term of a plan', () => {
  it('is chosen in the cart, which says what it binds to, and is ordered so', async () => {
    await inTenant({});
    await toStepOne(alex);
    await alex.click('buyNew');
    expect(alex.card.text).toContain("you commit for the whole year. Monthly billing doesn't shorten it.");
    await alex.click('updateCart', { term: 'P1M' });
    expect(alex.card.text).toContain('One month, billed monthly: you commit for one month at a time.');
    expect(alex.card.text).toContain("I don't know the price for this term");
    await alex.click('goToCheckout');
    expect(alex.card.text).toContain('you commit for one month at a time');
    await alex.click('placeOrder');
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toMatchObject([{ sku: 'SPE_E3', termDuration: 'P1M', billingCycle: 'monthly' }]);
  });

  it('and the billing cycle are refused together when they are not sold together', async () => {
    await inTenant({});
    await toStepOne(alex);
    await alex.click('buyNew');
    await alex.click('updateCart', { term: 'P1M', billingCycle: 'annual' });
    expect(alex.card.text).toContain("That combination isn't sold: One month, billed Annual. Nothing changed.");
    expect(alex.card.text).toContain('you commit for the whole year');
  });

  it('is chosen by words, in either language, and the billing cycle follows', async () => {
    await inTenant({}, 'sv-SE');
    await toStepOne(alex);
    await alex.click('buyNew');
    await alex.say('årsvis');
    await alex.say('annual');
    expect(alex.card.text).toContain('ni binder er hela året, som faktureras på en gång');
    await alex.say('en månad');
    expect(alex.card.text).toContain('En månad, faktureras per månad: ni binder er en månad i taget.');
    await alex.say('one year');
    expect(alex.card.text).toContain('Att fakturan kommer varje månad förkortar inte bindningstiden.');
  });

  it('is a year where nothing else is sold, and there is nothing to choose', async () => {
    await inTenant({ catalogue: { oneMonth: false } });
    await toStepOne(alex);
    await alex.click('buyNew');
    expect(JSON.stringify(alex.card.card)).not.toContain('"id":"term"');
    await alex.say('one month');
    expect(alex.card.text).toContain("That combination isn't sold");
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toMatchObject([{ termDuration: 'P1Y' }]);
  });

  it('stands before anything is bought, where plans are compared and before the begin', async () => {
    await inTenant({});
    await alex.say('upgrade');
    await alex.click('comparePlans');
    expect(alex.card.text).toContain('You buy a plan for a year and are billed monthly or annually.');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    expect(alex.card.text).toContain('One month, billed monthly: you commit for one month at a time.');
  });
});

describe('a plan that the catalogue does not sell', () => {
  it('is bought by hand from the start, and the plan in the admin center is what is shown', async () => {
    await inTenant({ catalogue: { notSold: ['SPE_E3'] } });
    await toStepOne(alex);
    expect(alex.card.text).toContain("Partner Center doesn't sell Microsoft 365 E3 to this organization at the moment");
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
  });

  it('does not stop an upgrade to it', async () => {
    await inTenant({ catalogue: { notSold: ['SPE_E3'] } });
    await alex.say('upgrade');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, sent('completed'));
  });
});

describe('what Microsoft wants attested', () => {
  const carts = { path: '/carts$', method: 'POST' };

  it('is asked for at checkout, once, and sent only then', async () => {
    await inTenant({ catalogue: { attestation: true } });
    await toPurchase(alex);
    await app.sandbox.faults([counted(carts.path, carts.method)]);
    const [tick] = JSON.stringify(alex.card.card).match(/"id":"attested"[^}]*/) ?? [];
    expect(tick).toContain('As partner of record I confirm');
    expect(tick).toContain('"isRequired":true');
    await alex.click('placeOrder', { attested: 'false' });
    expect(alex.card.text).toContain('Microsoft takes this order only when the partner of record confirms it.');
    expect((await app.sandbox.struck())[0] ?? 0).toBe(0);
    await alex.say('order');
    expect(alex.card.text).toContain('write “attest”');
    await alex.say('attest');
    expect(alex.card.text).toContain('Alex Wilber confirmed this as partner of record');
    expect(JSON.stringify(alex.card.card)).not.toContain('"id":"attested"');
    await alex.click('placeOrder');
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toHaveLength(1);
  });

  it('is ticked where the order is placed, in Swedish too', async () => {
    await inTenant({ catalogue: { attestation: true } }, 'sv-SE');
    await toPurchase(alex);
    expect(JSON.stringify(alex.card.card)).toContain('Som registrerad partner intygar jag');
    await alex.click('placeOrder', { attested: 'true' });
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toHaveLength(1);
  });

  it('and was not asked for beforehand frees the order, which says what to do', async () => {
    await inTenant({});
    await toPurchase(alex);
    await app.sandbox.patch(tenant, { catalogue: { attestation: true } });
    await alex.click('placeOrder');
    await app.until(alex, sent('needs-attention'), 'PT10S');
    expect(alex.card.text).toContain('Go back to checkout, tick the confirmation and order again.');
    await alex.click('retry');
    expect(JSON.stringify(alex.card.card)).toMatch(/"id":"attested"[^}]*"isRequired":true/);
    await alex.click('placeOrder', { attested: 'true' });
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toHaveLength(1);
  });

  it('is not sent where nobody ticked it and nobody asks for it', async () => {
    await inTenant({});
    await toPurchase(alex);
    expect(JSON.stringify(alex.card.card)).toMatch(/"id":"attested"[^}]*"isRequired":false/);
    await alex.click('placeOrder');
    await app.until(alex, sent('manual-reassign'), 'PT30S');
    expect(await orders()).toHaveLength(1);
  });

  it('is paid for by invoice through the partner: nobody is shown a card', async () => {
    await inTenant({ payment: 'card' });
    await toPurchase(alex);
    expect(alex.card.text).toContain('Invoice from your partner');
    expect(alex.card.text).not.toContain('Card');
    await alex.say('card');
    expect(alex.card.text).toContain("You can't pay by Card here. Nothing changed.");
  });
});
