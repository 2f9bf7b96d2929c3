import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** A language that was added by files alone, from hello to done. */

let app: TestApp;
afterEach(() => app.stop());

describe('in German', () => {
  it('the automatic upgrade goes by buttons', async () => {
    app = await startTestApp('contoso');
    const alex = app.person('alex', 'de-AT');
    await alex.say('Hallo');
    expect(alex.card.id).toBe('welcome');
    expect(alex.card.text).toMatch(/Ihre\sRollen/);
    await alex.click('check');
    expect(alex.card.text).toContain('Sie können Office 365 E4 upgraden');
    await alex.click('choosePlan', { plan: 'SPE_E5' });
    await alex.click('acknowledge');
    expect(alex.card.text).toContain('Warenkorb');
    await alex.click('goToCheckout');
    await alex.click('placeOrder');
    const done = await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(done.text).toMatch(/Das Upgrade ist fertig/);
    expect(done.summary).toMatch(/Upgrade/);
    expect((await app.sandbox.ledger(app.tenant)).users).toMatchObject({ holding: { SPE_E5: 25 } });
  });

  it('the manual upgrade goes by words', async () => {
    app = await startTestApp('northwind');
    const alex = app.person('alex', 'de-DE');
    const turns: [said: string, card: string][] = [
      ['prüfen', 'upgrade-blocked'],
      ['Wie lange dauert die Bonitätsprüfung?', 'answer'],
      ['manuell', 'plans'],
      ['Microsoft 365 E3', 'before-you-begin'],
      ['verstanden', 'manual-buy'],
      ['neu kaufen', 'cart'],
      ['zur Kasse', 'checkout'],
      ['rechnungsempfänger Ort: Köln; PLZ: 50667', 'checkout'],
      ['bestellen', 'checkout'],
      ['ja', 'progress'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
      if (card !== 'before-you-begin') continue;
      await alex.say('planen morgen um 22 Uhr Europe/Berlin');
      expect(alex.card.text).toMatch(/Der Zeitpunkt ist festgelegt: .* 22:00/);
      await alex.say('Zeitpunkt verwerfen');
      expect(alex.card.text).toContain('Es ist kein Zeitpunkt mehr festgelegt');
    }
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
    await alex.say('neu zuweisen');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.say('kündigen');
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);
    await alex.say('E4 kündigen');
    await alex.say('ja');
    const done = await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    expect(done.text).toMatch(/Office 365 E4 ist gekündigt/);
    await alex.say('sprache sv');
    expect(alex.card.text).toContain('svenska');
    await alex.say('språk tyska');
    expect(alex.card.text).toContain('Ab jetzt spreche ich Deutsch');
    await alex.say('sprache klingonisch');
    expect(alex.card.text).toContain('Ich spreche Englisch, Deutsch und Schwedisch');
  });
});
