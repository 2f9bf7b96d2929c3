import { afterEach, describe, expect, it } from '@jest/globals';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Orders so large that a click is not enough. */

let app: TestApp;
afterEach(() => app.stop());

const orders = async () => (await app.sandbox.ledger(app.tenant)).orders.map(({ quantity }) => quantity);

async function atCheckout(person: TeamsPerson, quantity: string): Promise<void> {
  await person.say('upgrade');
  await person.click('choosePlan', { plan: 'SPE_E3' });
  await person.click('acknowledge');
  await person.click('updateCart', { quantity });
  await person.click('goToCheckout');
}

describe('an order far beyond what is assigned', () => {
  it('is confirmed by writing its quantity, in words', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex', 'sv-SE');
    await atCheckout(alex, '500');
    await alex.say('beställ');
    expect(alex.card.text).toMatch(/Inget beställdes: det är en stor order, 500 licenser där 5 är tilldelade/);
    await alex.say('beställ 50');
    expect(alex.card.text).toMatch(/Inget beställdes/);
    expect(await orders()).toEqual([]);
    await alex.say('beställ 500');
    await app.until(alex, 'completed', 'PT5M');
    expect(await orders()).toEqual([500]);
  });

  it('is confirmed by writing its quantity, on the card', async () => {
    app = await startTestApp({ users: 5 });
    const alex = app.person('alex');
    await atCheckout(alex, '500');
    await alex.click('placeOrder');
    expect(alex.card.text).toMatch(/To confirm it, write “place order 500”/);
    await alex.click('placeOrder', { quantity: '5' });
    expect(await orders()).toEqual([]);
    await alex.click('placeOrder', { quantity: '500' });
    await app.until(alex, 'completed', 'PT5M');
    expect(await orders()).toEqual([500]);
  });
});

describe('an order above CONFIRM_ABOVE and APPROVAL_ABOVE', () => {
  it('takes its quantity in writing and a second admin; the first cannot be the second', async () => {
    app = await startTestApp({ users: 5 }, { env: { CONFIRM_ABOVE: '100', APPROVAL_ABOVE: '150' } });
    const [alex, megan, adele] = [app.person('alex'), app.person('megan'), app.person('adele')];
    await atCheckout(alex, '5');
    await alex.say('place order');
    expect(alex.card.text).toMatch(/place order 5/);
    await alex.say('place order 5');
    expect(alex.card.id).toBe('checkout');
    await alex.say('place order 5');
    expect(alex.card.text).toMatch(/another admin who may buy has to place it too/);
    await adele.say('place order 5');
    expect(adele.card.id).toBe('refused');
    expect(await orders()).toEqual([]);
    await megan.say('status');
    expect(megan.card.text).toMatch(/Alex Wilber/);
    await megan.say('place order 5');
    await app.until(megan, 'completed', 'PT5M');
    expect(await orders()).toEqual([5]);
  });

  it('is brought to a colleague who may buy and follows nothing, and to nobody who may not', async () => {
    app = await startTestApp({ users: 5 }, { env: { APPROVAL_ABOVE: '150' } });
    const [alex, megan, adele] = [app.person('alex'), app.person('megan', 'sv-SE'), app.person('adele')];
    for (const person of [megan, adele]) await person.say('help');
    const before = adele.cards.length;
    await atCheckout(alex, '5');
    await alex.click('placeOrder');
    await app.sandbox.advance('PT1M');
    const asked = await megan.waitFor((card) => card.id === 'checkout' && card.how === 'message', 4_000);
    expect(asked.summary).toMatch(/^Alex Wilber ber dig ta nästa steg/);
    expect(asked.text).toMatch(/Alex Wilber/);
    await megan.click('placeOrder', {}, asked);
    await app.until(megan, 'completed', 'PT5M');
    expect(await orders()).toEqual([5]);
    expect(adele.cards.length).toBe(before);
  });
});
