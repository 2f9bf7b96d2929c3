import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/** The automatic path, by clicking. */

describeInChromium('an admin whose Upgrade tab works', 'contoso', (now) => {
  it('clicks from the welcome to the completed upgrade', async () => {
    const { chat, sandbox, tenant, until } = now();
    const welcome = await chat.card('welcome');
    await welcome.screenshot('contoso-01-welcome');
    await welcome.press('Check');

    const available = await chat.card('upgrade-available');
    await available.screenshot('contoso-02-upgrade-available');
    await available.press('Compare plans');
    const plans = await chat.card('plans');
    await plans.screenshot('contoso-03-plans');
    await plans.press('Choose this plan', 'Microsoft 365 E5');

    const before = await chat.card('before-you-begin', 'Microsoft 365 E5');
    await before.screenshot('contoso-04-before-you-begin');
    await before.press("I've read this, continue");

    const cart = await chat.card('cart', '$1,425.00 per month');
    await cart.screenshot('contoso-05-cart');
    await cart.pick('Annual');
    await cart.fill(/^Number of licenses/, '30');
    await cart.press('Update total');
    const updated = await chat.card('cart', '$20,520.00 per year');
    await updated.screenshot('contoso-06-cart-updated');
    await updated.press('Go to checkout');

    const checkout = await chat.card('checkout', 'Redmond');
    await checkout.screenshot('contoso-07-checkout');
    await checkout.press('Change', 0);
    await checkout.fill('City', 'Springfield');
    await checkout.screenshot('contoso-08-checkout-sold-to');
    await checkout.press('Save');
    const addressed = await chat.card('checkout', 'Springfield');
    expect(await addressed.text()).toContain('Redmond');
    await addressed.screenshot('contoso-09-checkout-addressed');
    const messages = await chat.messages();
    await addressed.press('Place order');
    const progress = await chat.card('progress');
    await progress.screenshot('contoso-10-progress');

    const completed = await until('completed', 'PT20S');
    await completed.screenshot('contoso-11-completed');
    expect(await completed.text()).toContain('$20,520.00 per year');
    expect(await chat.messages()).toBeGreaterThan(messages);

    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toMatchObject([{ sku: 'SPE_E5', quantity: 30, billingCycle: 'annual' }]);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
    expect(ledger.users.holding.ENTERPRISEWITHSCAL ?? 0).toBe(0);
    expect(ledger.users.unlicensedMoments).toBe(0);
  });
});
