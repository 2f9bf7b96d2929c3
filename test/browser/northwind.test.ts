import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/** The manual path, by clicking. */

describeInChromium('an admin who must go the manual way', 'northwind', (now) => {
  it('clicks through buy, verify, reassign and cancel, with a pilot first', async () => {
    const { chat, sandbox, tenant, until } = now();
    await (await chat.card('welcome')).press('Check');
    const blocked = await chat.card('upgrade-blocked');
    await blocked.screenshot('northwind-01-upgrade-blocked');
    await blocked.press('Upgrade manually');
    const plans = await chat.card('plans');
    await plans.screenshot('northwind-02-plans');
    await plans.press('Choose this plan', 'Microsoft 365 E5');
    const before = await chat.card('before-you-begin');
    await before.screenshot('northwind-03-before-you-begin');
    await before.press("I've read this, continue");

    const buy = await chat.card('manual-buy');
    await buy.screenshot('northwind-04-manual-buy');
    await buy.press('Buy new');
    const cart = await chat.card('cart');
    await cart.screenshot('northwind-05-cart');
    await cart.press('Go to checkout');
    const checkout = await chat.card('checkout');
    await checkout.screenshot('northwind-06-checkout');
    await checkout.press('Place order');

    const verify = await chat.card('manual-verify');
    await verify.screenshot('northwind-07-manual-verify');
    const reassign = await until('manual-reassign', 'PT3M', '40 people move');
    await reassign.screenshot('northwind-08-manual-reassign');
    await reassign.fillFolded({
      unfold: 'Begin with a few',
      label: /^How many/,
      value: '5',
      press: 'Move these first',
    });
    const rest = await until('manual-reassign', 'PT5S', 'Moved so far: 5 of 40');
    await rest.screenshot('northwind-09-manual-reassign-rest');
    expect((await sandbox.ledger(tenant)).users.holding).toMatchObject({ SPE_E5: 5, ENTERPRISEWITHSCAL: 35 });
    await rest.press('Move all who are left: 35 people');

    const cancel = await until('manual-cancel', 'PT5S');
    await cancel.screenshot('northwind-10-manual-cancel');
    expect((await sandbox.ledger(tenant)).cancellations).toHaveLength(0);
    await cancel.press('Cancel Office 365 E4');
    const completed = await until('completed', 'PT20S');
    await completed.screenshot('northwind-11-completed');

    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 40 });
    expect(ledger.users.holding.ENTERPRISEWITHSCAL ?? 0).toBe(0);
    expect(ledger.users.unlicensedMoments).toBe(0);
    const old = ledger.subscriptions.filter((one) => one.sku === 'ENTERPRISEWITHSCAL');
    expect(old.map((one) => one.status)).not.toContain('Enabled');
  });
});
