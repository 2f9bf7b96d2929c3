import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';
import { foreignPhrases } from './support/foreign-phrases.js';
import type { ShownCard } from './support/shown-card.js';

/** The automatic path in Swedish, by text alone. */

describeInChromium('an admin who writes Swedish', 'contoso', (now) => {
  it('comes to the completed upgrade in words, and reads no English on the way', async () => {
    const { chat, sandbox, tenant, until } = now();
    let place = 0;
    async function readsSwedish(card: ShownCard, name: string) {
      place += 1;
      await card.screenshot(`svenska-${String(place).padStart(2, '0')}-${name}`);
      expect({ name, english: foreignPhrases(await card.text(), 'en', 'sv') }).toEqual({ name, english: [] });
    }
    await chat.card('welcome');

    await chat.say('språk sv');
    await readsSwedish(await chat.card('notice', 'Jag talar svenska'), 'notice');
    await chat.say('hej');
    await readsSwedish(await chat.card('welcome', 'Uppgradera från Office 365 E4'), 'welcome');
    await chat.say('hjälp');
    await readsSwedish(await chat.card('help', 'Det här kan jag hjälpa till med'), 'help');
    await chat.say('uppgradera');
    await readsSwedish(await chat.card('upgrade-available', 'Ni kan uppgradera Office 365 E4'), 'upgrade-available');
    await chat.say('jämför');
    await readsSwedish(await chat.card('plans', 'Jämför abonnemang'), 'plans');
    await chat.say('välj 2');
    await readsSwedish(await chat.card('before-you-begin', 'Nytt abonnemang: Microsoft 365 E5'), 'before-you-begin');
    await chat.say('förstått');
    await readsSwedish(await chat.card('cart', '1 425,00 US$ per månad'), 'cart');
    await chat.say('årsvis');
    await chat.card('cart', '17 100,00 US$ per år');
    await chat.say('antal 30');
    await readsSwedish(await chat.card('cart', '20 520,00 US$ per år'), 'cart-updated');
    await chat.say('till kassan');
    await readsSwedish(await chat.card('checkout', 'Såld till'), 'checkout');
    await chat.say('såld till ort: Ängelholm');
    await readsSwedish(await chat.card('checkout', 'Ängelholm'), 'checkout-addressed');
    await chat.say('beställ nu');
    await readsSwedish(await chat.card('progress'), 'progress');
    await readsSwedish(await until('completed', 'PT20S', 'Uppgraderingen är klar'), 'completed');

    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toMatchObject([{ sku: 'SPE_E5', quantity: 30, billingCycle: 'annual' }]);
  });
});
