import { afterEach, describe, expect, it } from '@jest/globals';
import { atRest } from '../support/at-rest.js';
import type { Fault } from '../support/sandbox-control.js';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Partner Center refuses an order: what an admin is told, and the ways on. */

let app: TestApp;
afterEach(() => app.stop());

const refusal = (code: string | number, text: string, status = 403): Fault => ({
  match: { method: 'POST', path: '/transitions$' },
  effect: 'status',
  status,
  code,
  text,
});

const risk = refusal('800069', 'Order failed Risk Management check');

/** Whoever ordered, with the order that the faults meet. */
async function ordered(faults: Fault[], locale = 'en-US'): Promise<TeamsPerson> {
  app = await startTestApp('contoso');
  const alex = app.person('alex', locale);
  await alex.say('upgrade');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('goToCheckout');
  await app.sandbox.faults(faults);
  await alex.click('placeOrder');
  return alex;
}

const refused = (alex: TeamsPerson) =>
  app.until(alex, (card) => card.id === 'needs-attention' && card.how === 'message', 'PT1S');
const orders = async () => (await app.sandbox.ledger(app.tenant)).orders;

describe('an order that is refused', () => {
  it.each([
    ['en-US', /Microsoft declined the order/],
    ['sv-SE', /Microsoft avslog ordern/],
  ])('is told in Microsoft’s words, and frees the run (%s)', async (locale, words) => {
    const alex = await ordered([risk], locale);
    const told = await refused(alex);
    expect(told.text).toMatch(words);
    expect(told.text).toContain('Order failed Risk Management check');
    expect(told.verbs).toEqual(
      expect.arrayContaining(['retry', 'comparePlans', 'upgradeManually', 'buyByHand', 'stop']),
    );
    expect(await orders()).toEqual([]);
  });

  it('is not sent again by itself, however long nobody answers', async () => {
    const alex = await ordered([{ ...risk, times: 9 }]);
    await refused(alex);
    await app.sandbox.advance('P3D');
    await atRest();
    expect(await app.sandbox.struck()).toEqual([1]);
    expect(alex.card.id).toBe('needs-attention');
  });

  it('leads back to checkout, where another one is confirmed and carried out', async () => {
    const alex = await ordered([{ ...risk, times: 1 }]);
    await refused(alex);
    await alex.click('retry');
    expect(alex.card.id).toBe('checkout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect((await orders()).map(({ sku }) => sku)).toEqual(['SPE_E3']);
  });

  it('leads to another plan', async () => {
    const alex = await ordered([{ ...risk, times: 1 }]);
    await refused(alex);
    await alex.click('comparePlans');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    expect(alex.card.id).toBe('before-you-begin');
    await alex.click('acknowledge');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect((await orders()).map(({ sku }) => sku)).toEqual(['SPE_E5']);
  });

  it('leads to the manual way', async () => {
    const alex = await ordered([risk]);
    await refused(alex);
    await alex.click('upgradeManually');
    expect(alex.card.id).toBe('plans');
    await alex.click('choosePlan', { plan: 'SPE_E3' });
    await alex.click('acknowledge');
    expect(alex.card.id).toBe('manual-buy');
  });

  it('leads to the admin center, where it is bought by hand', async () => {
    const alex = await ordered([risk]);
    await refused(alex);
    await alex.click('buyByHand');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toContain('Microsoft 365 E3');
  });

  it('ends with the run where somebody stops it', async () => {
    const alex = await ordered([risk]);
    await refused(alex);
    await alex.say('stop');
    await alex.say('status');
    expect(alex.card.text).not.toContain('Risk Management');
    expect(await orders()).toEqual([]);
  });
});

describe('an order that is refused in its own way', () => {
  it('inside an answer that says success is as refused as any', async () => {
    const alex = await ordered([refusal(400072, 'The item is not available.', 200)]);
    expect((await refused(alex)).text).toContain('The item is not available.');
    expect(await orders()).toEqual([]);
  });

  it('for want of the customer agreement says where it is accepted', async () => {
    const alex = await ordered([refusal('13605', 'The customer must accept the Microsoft Customer Agreement.')]);
    const told = await refused(alex);
    expect(told.text).toMatch(/Accept the Microsoft Customer Agreement/);
    expect(JSON.stringify(told.card)).toContain('Open Billing accounts');
    expect(told.verbs).not.toContain('comparePlans');
  });

  it('for want of the operator’s permission asks no admin to grant one', async () => {
    const alex = await ordered([refusal('900308', 'Insufficient privileges to complete the operation.')]);
    const told = await refused(alex);
    expect(told.text).toContain('“GDAP” (Partner Center)');
    expect(JSON.stringify(told.card)).not.toContain('consent');
    expect(told.verbs).toContain('buyByHand');
  });
});

describe('a purchase of the manual way that is refused', () => {
  async function bought(fault: Fault): Promise<TeamsPerson> {
    app = await startTestApp('northwind');
    const alex = app.person('alex');
    await alex.say('upgrade');
    await alex.click('upgradeManually');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    await alex.click('buyNew');
    await alex.click('goToCheckout');
    await app.sandbox.faults([fault]);
    await alex.click('placeOrder');
    return alex;
  }
  const said = { code: '2091', text: 'The offer is no longer available for purchase' };

  it.each([
    ['as its cart is made', '/carts$'],
    ['as its cart is checked out', '/checkout$'],
  ])('%s is told, and everything but the manual way is open', async (_, path) => {
    const alex = await bought({ match: { method: 'POST', path }, effect: 'status', status: 403, ...said });
    const told = await refused(alex);
    expect(told.text).toContain(said.text);
    expect(told.verbs).toEqual(expect.arrayContaining(['retry', 'comparePlans', 'buyByHand', 'stop']));
    expect(told.verbs).not.toContain('upgradeManually');
    expect(await orders()).toEqual([]);
  });

  it('may be bought in the admin center, and goes on from there', async () => {
    const alex = await bought({
      match: { method: 'POST', path: '/checkout$' },
      effect: 'status',
      status: 403,
      ...said,
    });
    await refused(alex);
    await alex.click('buyByHand');
    expect(alex.card.id).toBe('admin-task');
    expect(alex.card.text).toMatch(/40/);
  });
});
