import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/** Some people to one plan and the rest to another, by clicking. */

describeInChromium('an admin whose people go to two plans', 'contoso', (now) => {
  it('names a group, buys both plans in one order and sees who went where', async () => {
    const { chat, sandbox, tenant, until } = now();
    await (await chat.card('welcome')).press('Check');
    await (await chat.card('upgrade-available')).press('Upgrade manually');
    const plans = await chat.card('plans');
    await plans.press('Split between two plans');
    await plans.choose('Plan for the people you name', 'Microsoft 365 E5');
    await plans.pick('The name of a group');
    await plans.fill(/^Who: names/, 'Sales');
    await plans.choose('Plan for everyone else', 'Microsoft 365 E3');
    await plans.screenshot('two-plans-01-plans');
    await plans.press('Use these two plans');

    const before = await chat.card('before-you-begin', 'the rest, 15 people');
    await before.screenshot('two-plans-02-before-you-begin');
    await before.press("I've read this, continue");
    const buy = await chat.card('manual-buy', 'Microsoft 365 E5', 30_000);
    await buy.screenshot('two-plans-03-manual-buy');
    await buy.press('Buy new');
    const cart = await chat.card('cart', 'bought in one order');
    await cart.screenshot('two-plans-04-cart');
    await cart.press('Go to checkout');
    const checkout = await chat.card('checkout', 'both are bought in one order');
    await checkout.screenshot('two-plans-05-checkout');
    await checkout.press('Place order');
    const reassign = await until('manual-reassign', 'PT2M');
    await reassign.screenshot('two-plans-06-manual-reassign');
    await reassign.press('Move everyone: 25 people');
    const cancel = await until('manual-cancel', 'PT5S');
    await cancel.screenshot('two-plans-07-manual-cancel');
    await chat.say('report');
    const report = await chat.card('report', 'Files');
    await report.screenshot('two-plans-08-report');
    await cancel.press('Cancel Office 365 E4');
    const completed = await until('completed', 'PT30S');
    await completed.screenshot('two-plans-09-completed');
    const { users, orders } = await sandbox.ledger(tenant);
    expect(users.holding).toMatchObject({ SPE_E5: 10, SPE_E3: 15 });
    expect(users.unlicensedMoments).toBe(0);
    expect(orders.map(({ quantity }) => quantity)).toEqual([10, 15]);
  });
});
