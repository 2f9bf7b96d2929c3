import { randomUUID } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import type { Json } from '../support/card-json.js';
import { happens, sent, toPurchase, toStepOne } from '../support/on-the-way.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { people, startTestApp, type TestApp } from '../support/test-app.js';

/** A direct customer on a Microsoft Customer Agreement: who pays, who may, and what only a person may do. */

let app: TestApp;
let tenant: string;
let alex: TeamsPerson;
let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'products-'));
  const PRODUCTS = join(folder, 'products.json');
  const { billingProducts } = await import('../../src/sandbox/billing/products.js');
  await writeFile(PRODUCTS, JSON.stringify({ SPE_E3: billingProducts.SPE_E3 }));
  app = await startTestApp('contoso', { env: { PRODUCTS } });
});
beforeEach(() => app.sandbox.faults([]));
afterAll(async () => {
  await app.stop();
  await rm(folder, { recursive: true, force: true });
});

async function inTenant(scenario: Json, locale = 'en-US'): Promise<void> {
  tenant = randomUUID();
  await app.sandbox.put(tenant, { commerce: 'billing-account', users: 6, ...scenario });
  alex = app.person('alex', locale, tenant);
}
const ledger = () => app.sandbox.ledger(tenant);
const orders = async () => (await ledger()).orders;
const done = (person: TeamsPerson) => app.until(person, sent('manual-reassign'), 'PT30S');
const text = () => JSON.stringify(alex.card.card);

describe('who pays', () => {
  it('is chosen where several may, and the order names that one', async () => {
    const profiles = [
      { name: 'Sales', sections: ['North', 'South'], payments: ['invoice'] },
      { name: 'Research', payments: ['card'] },
    ];
    await inTenant({ billing: { profiles } });
    await toPurchase(alex, 'SPE_E3', true);
    // The first section has paid for the old plan.
    expect(alex.card.text).toContain('Sales, North');
    expect(alex.card.text).toContain('Invoice');
    expect(alex.card.verbs).not.toContain('changePayment');
    await alex.say('billing profile 3');
    expect(alex.card.text).toContain('Research');
    expect(alex.card.text).toContain('Card');
    await alex.say('faktureringsprofil Sales, South');
    expect(alex.card.text).toContain('Sales, South');
    await alex.say('billing profile 9');
    expect(alex.card.id).not.toBe('checkout');
    await alex.say('status');
    await alex.click('placeOrder');
    await done(alex);
    expect(await orders()).toMatchObject([{ sku: 'SPE_E3', quantity: 6 }]);
  });

  it('is the profile that pays for the old plan, also where its invoice sections are not told', async () => {
    const profiles = [{ name: 'Sales' }, { name: 'Research' }];
    await inTenant({ billing: { profiles } });
    await app.sandbox.faults([
      { match: { path: '/billingProfiles/[^/]+/invoiceSections' }, effect: 'status', status: 403, times: 9 },
    ]);
    await toPurchase(alex, 'SPE_E3', true);
    expect(alex.card.text).toContain('Sales');
  });

  it('has the way to pay that it has: an invoice customer is shown no card', async () => {
    await inTenant({ payment: 'invoice' });
    await toPurchase(alex, 'SPE_E3', true);
    expect(alex.card.text).toContain('Invoice');
    expect(alex.card.text).not.toContain('Card');
    await alex.say('card');
    expect(alex.card.text).toContain("You can't pay by Card here. Nothing changed.");
  });

  it('pays in a way that is left open where nobody tells, in Swedish too', async () => {
    await inTenant({ billing: { profiles: [{ name: 'Sales', payments: [] }] } }, 'sv-SE');
    await toPurchase(alex, 'SPE_E3', true);
    expect(alex.card.text).toContain('Faktureringsprofilen avgör. Microsoft berättar inte för mig hur den betalar');
    expect(alex.card.text).not.toContain('Kort');
    await alex.click('placeOrder');
    await done(alex);
    expect(await orders()).toHaveLength(1);
  });

  it('says what is missing without a sold-to address, and where it is added; once it is there it is shown', async () => {
    await inTenant({ billing: { soldTo: false, profiles: [{ name: 'Sales', soldTo: false }] } });
    await toPurchase(alex, 'SPE_E3', true);
    expect(alex.card.text).toContain('The billing account has no sold-to address.');
    expect(text()).toContain('https://go.microsoft.com/fwlink/p/?linkid=2084771');
    await app.sandbox.patch(tenant, { billing: { profiles: [{ name: 'Sales' }] } });
    await alex.click('backToCart');
    await alex.click('goToCheckout');
    expect(alex.card.text).not.toContain('The billing account has no sold-to address');
    expect(alex.card.text).toContain('Redmond');
  });
});

describe('who may buy and cancel', () => {
  const ownedByAlex = [{ to: 'Alex Wilber', role: 'Billing account owner' }];

  it('is told by the roles of the account, not by those of the directory', async () => {
    await inTenant({ billing: { roles: ownedByAlex } });
    const megan = app.person('megan', 'en-US', tenant);
    await toStepOne(megan, 'SPE_E3', true);
    expect(megan.card.verbs).not.toContain('buyNew');
    await megan.say('buy new');
    expect(megan.card.id).toBe('refused');
    expect(megan.card.text).toContain('only roles on the billing account let you buy or cancel');
    expect(megan.card.text).toContain('Billing profile contributor');
    expect(megan.card.text).toContain('Alex Wilber');
    await alex.say('status');
    await alex.click('buyNew');
    expect(alex.card.id).toBe('cart');
  });

  it.each([
    ['a group', 'Buyers', { groups: [{ name: 'Buyers', users: 0 }] }],
    ['a directory role', 'Billing Administrator', {}],
    ['their own name', 'Megan Bowen', {}],
  ])('may be somebody who holds the role through %s', async (how, to, more) => {
    await inTenant({ ...more, billing: { roles: [...ownedByAlex, { to, role: 'Billing profile contributor' }] } });
    const megan = app.person('megan', 'sv-SE', tenant);
    await toStepOne(megan, 'SPE_E3', true);
    await megan.say('köp nytt');
    expect(megan.card.id).toBe(how === 'a group' ? 'refused' : 'cart');
    if (how === 'a group') expect(megan.card.text).toContain('Ägare av faktureringskontot');
  });

  it('is not whoever only reads', async () => {
    await inTenant({ billing: { roles: [...ownedByAlex, { to: 'Megan Bowen', role: 'Billing account reader' }] } });
    const megan = app.person('megan', 'en-US', tenant);
    await toStepOne(megan, 'SPE_E3', true);
    await megan.say('buy new');
    expect(megan.card.id).toBe('refused');
  });

  it('is asked again when the order leaves: a role taken away meanwhile buys nothing', async () => {
    await inTenant({
      billing: { roles: [...ownedByAlex, { to: 'Megan Bowen', role: 'Billing account contributor' }] },
    });
    const megan = app.person('megan', 'en-US', tenant);
    await toPurchase(megan, 'SPE_E3', true);
    // The turn reads once what she holds; the second time is when the order is about to leave.
    const held = { path: `/users/${people.megan.aadObjectId}/transitiveMemberOf` };
    await app.sandbox.faults([
      { match: held, effect: 'slow', ms: 0, times: 1 },
      { match: held, effect: 'slow', ms: 1_500, times: 1 },
    ]);
    await megan.click('placeOrder');
    await happens(async () => (await app.sandbox.struck())[1] === 1);
    await app.sandbox.patch(tenant, { billing: { roles: ownedByAlex } });
    await app.until(megan, (card) => card.summary?.startsWith("I didn't send the order") ?? false, 'PT2S');
    expect(await orders()).toEqual([]);
    await alex.say('status');
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    await done(alex);
    expect(await orders()).toHaveLength(1);
  });

  it('is asked again when the old plan is ended', async () => {
    const owned = [{ sku: 'SPE_E5', seats: 20, users: 0 }];
    await inTenant({ owned, billing: { roles: ownedByAlex } });
    await alex.say('upgrade');
    await alex.say('the tab shows plans');
    await alex.say('manually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('useSubscription');
    await app.until(alex, sent('manual-reassign'), 'PT5S');
    await alex.click('reassign', { pilot: '0' });
    await app.until(alex, sent('manual-cancel'), 'PT5S');
    const megan = app.person('megan', 'en-US', tenant);
    await megan.say('cancel E4');
    expect(megan.card.id).toBe('refused');
    expect((await ledger()).cancellations).toEqual([]);
    const held = { path: `/users/${people.alex.aadObjectId}/transitiveMemberOf` };
    await app.sandbox.faults([
      { match: held, effect: 'slow', ms: 0, times: 1 },
      { match: held, effect: 'slow', ms: 1_500, times: 1 },
    ]);
    await alex.click('cancelOld', { confirm: 'true' });
    await happens(async () => (await app.sandbox.struck())[1] === 1);
    await app.sandbox.patch(tenant, { billing: { roles: [{ to: 'Megan Bowen', role: 'Billing account owner' }] } });
    // Of cards of its kind this one alone shows that the role was found to be lost.
    await app.until(alex, (card) => sent('manual-cancel')(card) && /confirm once more/.test(card.text), 'PT5S');
    expect((await ledger()).cancellations).toEqual([]);
    await megan.say('yes, cancel E4');
    await app.until(megan, sent('completed'), 'PT30S');
    expect((await ledger()).cancellations).toHaveLength(1);
  });
});

describe('what Microsoft does for a signed-in person only', () => {
  it('is bought by hand from the start where not even reading is allowed, and is no matter of roles', async () => {
    await inTenant({ billing: { userContext: 'everything' } });
    await toStepOne(alex, 'ENTERPRISEPACK', true);
    expect(alex.card.text).toContain('only from a person who is signed in, not from an assistant');
    expect(alex.card.text).toContain("It isn't about your roles");
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
  });

  it('is handed to the admin when an order is turned away, with the guide, in Swedish too', async () => {
    await inTenant({ billing: { userContext: 'changes' } }, 'sv-SE');
    await toPurchase(alex, 'SPE_E3', true);
    await alex.click('placeOrder');
    await app.until(alex, sent('admin-task'), 'PT10S');
    expect(alex.card.text).toContain('Microsoft tar bara emot den här ordern från en inloggad person.');
    expect(await orders()).toEqual([]);
  });
});

describe('a plan whose product id nobody knows', () => {
  it('is bought by hand from the start: where plans are compared and in step 1', async () => {
    await inTenant({});
    await alex.say('upgrade');
    await alex.say('the tab shows plans');
    await alex.say('manually');
    const bought = "You buy it in the admin center: I'll show you each click.";
    // Three plans a page.
    expect(alex.card.text.split(bought)).toHaveLength(4);
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    expect(alex.card.text).toContain("its name in Microsoft's catalog is neither set up for this assistant");
    await alex.click('buyNew');
    expect(alex.card.id).toBe('admin-task');
    expect(await orders()).toEqual([]);
  });

  it('is known from an earlier purchase', async () => {
    await inTenant({ owned: [{ sku: 'SPE_E5', seats: 2, users: 2 }] });
    await toPurchase(alex, 'SPE_E5', true);
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    await done(alex);
    expect(await orders()).toMatchObject([{ sku: 'SPE_E5', quantity: 4 }]);
  });

  it('is bought as the file of products says', async () => {
    await inTenant({});
    await toPurchase(alex, 'SPE_E3', true);
    await alex.click('placeOrder');
    await done(alex);
    expect(await orders()).toMatchObject([{ sku: 'SPE_E3', quantity: 6 }]);
  });
});
