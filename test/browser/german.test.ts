import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';
import { foreignPhrases } from './support/foreign-phrases.js';
import type { ShownCard } from './support/shown-card.js';

/** The automatic path in a language that was added by files alone. */

describeInChromium('an admin who writes German', 'contoso', (now) => {
  it('comes to the completed upgrade in words, and reads no English on the way', async () => {
    const { chat, until } = now();
    let place = 0;
    async function readsGerman(card: ShownCard, name: string) {
      place += 1;
      await card.screenshot(`german-${String(place).padStart(2, '0')}-${name}`);
      expect({ name, english: foreignPhrases(await card.text(), 'en', 'de') }).toEqual({ name, english: [] });
    }
    await chat.card('welcome');
    await chat.say('language de');
    await readsGerman(await chat.card('notice', 'Ab jetzt spreche ich Deutsch'), 'notice');
    await chat.say('üben');
    await readsGerman(await chat.card('scenarios', 'Die Registerkarte „Upgrade“ funktioniert'), 'scenarios');
    await chat.say('prüfen');
    await readsGerman(await chat.card('upgrade-available', 'Sie können Office 365 E4 upgraden'), 'upgrade-available');
    await chat.say('wählen 2');
    await readsGerman(await chat.card('before-you-begin', 'Neuer Plan: Microsoft 365 E5'), 'before-you-begin');
    await chat.say('verstanden');
    await readsGerman(await chat.card('cart', 'Warenkorb'), 'cart');
    await chat.say('zur Kasse');
    await readsGerman(await chat.card('checkout', 'Rechnungsempfänger'), 'checkout');
    await chat.say('bestellen');
    await readsGerman(await chat.card('checkout', 'Ja'), 'asked-back');
    await chat.say('ja');
    await readsGerman(await chat.card('progress'), 'progress');
    await readsGerman(await until('completed', 'PT20S', 'Das Upgrade ist fertig'), 'completed');
  });
});
