import { afterEach, describe, expect, it } from '@jest/globals';
import type { TeamsPerson } from '../support/teams-client.js';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** What was seen is what is ordered, in words too: words that spend or destroy are about what the person was shown last. */

let app: TestApp;
afterEach(() => app.stop());

const orders = async () => (await app.sandbox.ledger(app.tenant)).orders;

async function atCheckout(person: TeamsPerson): Promise<void> {
  await person.say('upgrade');
  await person.click('choosePlan', { plan: 'SPE_E3' });
  await person.click('acknowledge');
  await person.click('goToCheckout');
}

describe('words that spend', () => {
  it('order nothing that a colleague changed meanwhile: the new card is shown, with who changed it and how', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, megan] = [app.person('alex'), app.person('megan', 'sv-SE')];
    await atCheckout(alex);
    await megan.say('status');
    // Nobody brings her card up to date.
    await megan.say('sluta följa');
    const seen = megan.card;
    await alex.click('backToCart');
    await alex.click('updateCart', { quantity: '20' });
    await alex.click('goToCheckout');
    expect(seen.text).not.toContain('20 licenser');
    await megan.say('beställ');
    expect(megan.card.text).toMatch(/Alex Wilber har valt ”Gå till kassan” sedan du såg det här, så jag gjorde inget/);
    expect(megan.card.text).toContain('20 licenser');
    expect(await orders()).toEqual([]);
    await megan.say('beställ');
    expect(megan.card.text).toMatch(/Ska ordern läggas\? .*20 licenser/s);
    expect(await orders()).toEqual([]);
    await megan.say('ja');
    await app.until(alex, ({ id, how }) => id === 'completed' && how === 'message', 'PT5M');
    expect((await orders()).map(({ quantity }) => quantity)).toEqual([20]);
  });

  it('order nothing for somebody who was shown nothing of it', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, megan] = [app.person('alex'), app.person('megan')];
    await atCheckout(alex);
    for (const word of ['place order', 'stop']) {
      const stranger = word === 'stop' ? app.person('isaiah') : megan;
      await stranger.say(word);
      expect(stranger.card.id).toBe('checkout');
      expect(stranger.card.text).toMatch(/I did nothing|Place the order\?/);
    }
    expect(await orders()).toEqual([]);
    await megan.say('order now');
    await app.until(megan, ({ id }) => id === 'progress', 'PT1S');
  });

  it('are about what was shown before the bot was started anew', async () => {
    app = await startTestApp({ users: 5 }, { through: async (url) => url });
    const alex = app.person('alex');
    await atCheckout(alex);
    await alex.say('order');
    await app.whileDown(async () => undefined);
    await alex.say('yes');
    expect(alex.card.text).not.toMatch(/I did nothing/);
    await app.until(alex, ({ id }) => id === 'progress', 'PT1S');
  });
});

describe('words that only look, or steer what costs nothing', () => {
  it('are about the run as it is', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, megan] = [app.person('alex'), app.person('megan')];
    await atCheckout(alex);
    await megan.say('status');
    expect(megan.card.id).toBe('checkout');
    await megan.say('unfollow');
    await alex.click('backToCart');
    await megan.say('checkout');
    expect(megan.card.text).not.toMatch(/I did nothing/);
  });
});

describe('a bare yes', () => {
  it('is about what was asked in the turn before, as it was then, and about nothing else', async () => {
    app = await startTestApp({ users: 5 });
    const [alex, megan] = [app.person('alex'), app.person('megan')];
    await atCheckout(alex);
    await alex.say('yes');
    expect(alex.card.text).toMatch(/not sure what you are answering/);
    await alex.say('order');
    await alex.say('How long does the upgrade take?');
    await alex.say('yes');
    expect(alex.card.text).toMatch(/not sure what you are answering/);
    await megan.say('status');
    await alex.say('order');
    await megan.click('backToCart');
    await megan.click('goToCheckout', { quantity: '7' });
    await alex.say('yes please');
    expect(alex.card.text).toMatch(/Megan Bowen has chosen .* I did nothing/);
    expect(await orders()).toEqual([]);
    await alex.say('order, please');
    expect(alex.card.text).toMatch(/Place the order\? .*7 licenses/);
    await alex.say('go ahead');
    await app.until(alex, ({ id }) => id === 'progress', 'PT1S');
  });
});
