import { expect, it } from '@jest/globals';
import { describeInChromium } from './support/conversation.js';

/** The older agreement: the bot in the Playground, the admin center beside it, and a person who clicks in both. */

describeInChromium('an admin on the older agreement', 'litware', (now) => {
  it('upgrades on the tab by hand, guided, and has switched-off services restored', async () => {
    const { chat, sandbox, tenant, until, adminCenter } = now();
    await (await chat.card('welcome')).press('Check');
    const question = await chat.card('what-does-the-tab-show');
    await question.screenshot('litware-01-what-does-the-tab-show');

    const admin = await adminCenter();
    await admin.getByRole('link', { name: 'Office 365 E4', exact: true }).click();
    await admin.getByRole('link', { name: 'Upgrade', exact: true }).click();
    await admin.screenshot({ path: 'build/screenshots/litware-02-upgrade-tab.png' });
    await chat.say('the tab shows plans');
    const available = await chat.card('upgrade-available');
    await available.screenshot('litware-03-upgrade-available');
    await available.press('Choose this plan', 'Microsoft 365 E5');
    await (await chat.card('before-you-begin')).press("I've read this, continue");

    const openTab = await chat.card('admin-task', 'Your products');
    await openTab.screenshot('litware-04-open-tab');
    await admin.getByRole('button', { name: 'Upgrade to Microsoft 365 E5', exact: true }).click();
    await openTab.press('Next');
    const cart = await chat.card('admin-task', 'Go to checkout');
    await cart.screenshot('litware-05-cart');
    await admin.getByRole('button', { name: 'Go to checkout' }).click();
    await cart.press('Next');
    const checkout = await chat.card('admin-task', 'Sold to');
    await checkout.screenshot('litware-06-checkout');
    await admin.screenshot({ path: 'build/screenshots/litware-07-admin-checkout.png' });
    await checkout.press('Next');
    const order = await chat.card('admin-task', 'Place order');
    await order.press('Done, please check');
    const notThere = await chat.card('admin-task', 'no new Microsoft 365 E5 subscription');
    await notThere.screenshot('litware-08-not-there-yet');
    await admin.getByRole('button', { name: 'Place order' }).click();

    const completed = await until('completed', 'PT20S');
    await completed.screenshot('litware-09-completed');
    const ledger = await sandbox.ledger(tenant);
    expect(ledger.orders).toHaveLength(1);
    expect(ledger.users.holding).toMatchObject({ SPE_E5: 25 });
    const off = (await sandbox.users(tenant)).filter((user) => (user.disabledPlans.SPE_E5 ?? []).length > 0);
    expect(off.length).toBeGreaterThan(0);
  });

  it('goes the manual way: buys and cancels by hand, the bot reassigns', async () => {
    const { chat, sandbox, tenant, until, adminCenter } = now();
    await (await chat.card('welcome')).press('Check');
    await (await chat.card('what-does-the-tab-show')).press('Upgrade manually');
    await (await chat.card('plans')).press('Show plans 4 to 5');
    await (await chat.card('plans')).press('Choose this plan', 'Microsoft 365 E3');
    await (await chat.card('before-you-begin')).press("I've read this, continue");
    await (await chat.card('manual-buy')).press('Buy new');
    const buy = await chat.card('admin-task', 'Purchase services');
    await buy.screenshot('litware-10-buy');

    const admin = await adminCenter();
    await admin.getByRole('link', { name: 'Purchase services' }).first().click();
    await admin
      .getByRole('link', { name: /Microsoft 365 E3/ })
      .or(admin.getByRole('button', { name: /Microsoft 365 E3/ }))
      .first()
      .click();
    await admin.getByLabel('Quantity').fill('25');
    await admin.getByRole('button', { name: 'Check out now' }).click();
    await admin.getByRole('button', { name: 'Place order' }).click();

    const ready = await until('manual-reassign', 'PT2M');
    await ready.screenshot('litware-11-manual-reassign');
    await ready.press('Move everyone: 25 people');
    const free = await until('manual-cancel', 'PT5S');
    await free.screenshot('litware-12-manual-cancel');
    await free.press('Check, then show me how to cancel');
    const cancel = await until('admin-task', 'PT5S', 'Cancel subscription');
    await cancel.screenshot('litware-13-cancel');
    await admin.getByRole('link', { name: 'Your products' }).first().click();
    await admin.getByRole('link', { name: 'Office 365 E4', exact: true }).click();
    await admin.getByRole('link', { name: 'Cancel subscription' }).click();
    await admin.getByRole('combobox').selectOption({ index: 1 });
    await admin.getByRole('button', { name: 'Cancel now' }).click();

    await until('completed', 'PT30S');
    const ledger = await sandbox.ledger(tenant);
    expect(ledger.users.holding).toMatchObject({ SPE_E3: 25 });
    expect(ledger.users.unlicensedMoments).toBe(0);
    expect(ledger.cancellations).toHaveLength(1);
  });
});
