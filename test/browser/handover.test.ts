import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/**
 * A step that takes another role. A Playground has one person for all its life, so each has a Playground of their own,
 * side by side, with the same bot.
 */

describeInChromium(
  'a licence administrator and a billing administrator, each in a Playground of their own',
  'contoso',
  (now) => {
    it('hand the upgrade over from one to the other, and both see it to its end', async () => {
      const { chat: adele, sandbox, tenant, until, alsoFor } = now();
      const megan = await alsoFor('megan');
      await megan.card('welcome');
      await megan.say('språk sv');
      await megan.card('notice', 'Jag talar svenska');
      await (await adele.card('welcome', 'License Administrator')).press('Check');
      await (await adele.card('upgrade-available')).press('Choose this plan', 'Microsoft 365 E5');
      await (await adele.card('before-you-begin')).press("I've read this, continue");

      const waits = await adele.card(
        'cart',
        'The next step needs the role Billing Administrator. I have asked Megan Bowen.',
      );
      await waits.screenshot('handover-01-adele-cart');
      expect(await waits.text()).not.toContain('Go to checkout');
      const asked = await megan.card('cart', 'Adele Vance ber dig ta nästa steg: det kräver rollen');
      await asked.screenshot('handover-02-megan-asked');
      await adele.say('order');
      const refused = await adele.card('refused');
      await refused.screenshot('handover-03-adele-refused');
      expect(await refused.text()).toMatch(/I asked Megan Bowen on/);
      expect(await refused.text()).toContain("Alex Wilber doesn't use me yet");

      await asked.press('Gå till kassan');
      const checkout = await megan.card('checkout');
      await checkout.screenshot('handover-04-megan-checkout');
      const seen = await adele.card('checkout');
      await seen.screenshot('handover-05-adele-sees-checkout');
      await checkout.press('Lägg order');
      const progress = await megan.card('progress', 'De här får besked när något händer: Adele Vance och Megan Bowen');
      await progress.screenshot('handover-06-megan-progress');
      await (await adele.card('progress', 'get a message when something happens')).screenshot(
        'handover-07-adele-progress',
      );

      await (await until('completed', 'PT20S')).screenshot('handover-08-adele-completed');
      await (await megan.card('completed')).screenshot('handover-09-megan-completed');
      const ledger = await sandbox.ledger(tenant);
      expect(ledger.orders).toHaveLength(1);
      expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
    });
  },
  'adele',
);
