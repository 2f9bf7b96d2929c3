import { afterEach, describe, expect, it } from '@jest/globals';
import { startTestApp, type TestApp } from '../support/test-app.js';

/** Everything by writing alone, as on a client without buttons. */

let app: TestApp;
afterEach(() => app.stop());

describe('by text alone, in Swedish', () => {
  it('the automatic upgrade goes from hello to done', async () => {
    app = await startTestApp('contoso');
    const alex = app.person('alex', 'sv-SE');
    const turns: [said: string, card: string][] = [
      ['hej', 'welcome'],
      ['kontrollera', 'upgrade-available'],
      ['jämför', 'plans'],
      ['välj 2', 'before-you-begin'],
      ['förstått', 'cart'],
      ['antal 30', 'cart'],
      ['årsvis', 'cart'],
      ['till kassan', 'checkout'],
      ['faktureras till ort: Göteborg', 'checkout'],
      ['tillbaka', 'cart'],
      ['till kassan', 'checkout'],
      ['beställ', 'checkout'],
      ['ja', 'progress'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
    }
    const done = await app.until(alex, (card) => card.id === 'completed' && card.how === 'message');
    expect(done.text).toMatch(/Uppgraderingen är klar/);
    await alex.say('historik');
    expect(alex.card.id).toBe('history');
    expect((await app.sandbox.ledger(app.tenant)).orders).toMatchObject([
      { sku: 'SPE_E5', quantity: 30, billingCycle: 'annual' },
    ]);
  });

  it('the manual upgrade goes from hello to done', async () => {
    app = await startTestApp('northwind');
    const alex = app.person('alex', 'sv-SE');
    const turns: [said: string, card: string][] = [
      ['uppgradera', 'upgrade-blocked'],
      ['manuellt', 'plans'],
      ['Microsoft 365 E3', 'before-you-begin'],
      ['förstått', 'manual-buy'],
      ['köp ny', 'cart'],
      ['till kassan', 'checkout'],
      ['beställ', 'checkout'],
      ['ja', 'progress'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
    }
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5M');
    await alex.say('avsluta E4');
    expect(alex.card.id).toBe('manual-reassign');
    await alex.say('pilot 5');
    await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT5S');
    await alex.say('tilldela om');
    await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT5S');
    await alex.say('avsluta');
    expect(alex.card.text).toMatch(/Menar du uppgraderingen eller Office 365 E4\?/);
    await alex.say('ja');
    expect(alex.card.text).toMatch(/inte säker på vad du svarar på/);
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);
    await alex.say('Avsluta E4, tack');
    expect(alex.card.text).toMatch(
      /Ska Office 365 E4 avslutas\? Faktureringen av Office 365 E4 upphör.*går inte att ångra/s,
    );
    await alex.say('nej');
    expect(alex.card.text).toMatch(/Inget har ändrats/);
    await alex.say('ja');
    expect((await app.sandbox.ledger(app.tenant)).cancellations).toHaveLength(0);
    await alex.say('Avsluta E4');
    await alex.say('Ja!');
    await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', 'PT5S');
    const ledger = await app.sandbox.ledger(app.tenant);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 40 });
    expect(ledger.users.unlicensedMoments).toBe(0);
  });
});

describe('by text alone, in English, on the older agreement', () => {
  it('the guide is walked through', async () => {
    app = await startTestApp('litware');
    const alex = app.person('alex');
    const turns: [said: string, card: string][] = [
      ['upgrade', 'what-does-the-tab-show'],
      ['the tab shows plans', 'upgrade-available'],
      ['choose 2', 'before-you-begin'],
    ];
    for (const [said, card] of turns) {
      await alex.say(said);
      expect([said, alex.card.id]).toEqual([said, card]);
    }
    await alex.say('understood');
    await alex.waitFor((card) => card.id === 'admin-task');
    await alex.say('next');
    await alex.say('next');
    await alex.say('next');
    expect(alex.card.text).toMatch(/Place the order/);
    await alex.say('stop');
    expect(alex.card.text).toMatch(/Stop the upgrade\? Nobody has been moved/);
    await alex.say('Yes, stop.');
    expect(alex.card.id).toBe('stopped');
  });
});
