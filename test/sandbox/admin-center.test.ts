import { afterEach, beforeEach, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { sv } from '../../src/sandbox/admin-center/words-sv.js';
import { type Page, visitor } from './pages.js';
import { type OpenSandbox, openSandbox, people } from './support.js';

describe.each([en, sv])('the admin center in $lang', (words) => {
  let sandbox: OpenSandbox;
  let person: ReturnType<typeof visitor>;
  beforeEach(async () => {
    sandbox = await openSandbox();
    person = visitor(sandbox, words.lang);
  });
  afterEach(() => sandbox.close());

  const e4 = async () => person.follow(await person.open(), 'Office 365 E4');
  const upgradeTab = async () => person.follow(await e4(), words.upgradeTab);
  const cart = async (plan = 'Office 365 E5') => person.press(await upgradeTab(), words.upgradeTo(plan));
  const alert = ({ html }: Page) => /role="alert"[^>]*>([^<]*)</.exec(html)?.[1];

  it('shows what was bought and how much of it is in use', async () => {
    await sandbox.put('litware');
    const page = await person.open();
    expect(page.html).toContain(`<html lang="${words.lang}">`);
    expect(page.text).toContain(words.yourProducts);
    expect(page.text).toContain(`Office 365 E4 ${words.subscriptionStatus} ${words.status.Enabled}`);
    expect(page.text).toContain(words.licensesAssigned(25, 25));
    const active = await person.press(page, words.show, { status: 'Enabled' });
    expect(active.text).toContain(words.licensesAssigned(25, 25));
    expect((await person.press(active, words.show, { status: 'Deleted' })).text).toContain(words.noProducts);
  });

  it('upgrades everybody from the tab through cart and checkout', async () => {
    await sandbox.put({ users: 6, commerce: 'admin-center', withDisabledPlans: { SWAY: 2 } });
    const filled = await person.press(await cart(), words.goToCheckout, { quantity: '8', billingCycle: 'monthly' });
    for (const part of [words.soldTo, words.billedTo, words.items, words.payment]) expect(filled.text).toContain(part);
    expect(filled.text).toContain(`Office 365 E5, ${words.count(8)} ${words.monthly}`);
    const placed = await person.press(filled, words.placeOrder);
    expect(placed.text).toContain(words.thanks);
    expect(placed.text).toContain(words.upgradeStatus.running);
    const token = /\/cart\/([^/]+)\/order/.exec(placed.url)?.[1];
    expect((await sandbox.report()).orders).toMatchObject([
      { sku: 'ENTERPRISEPREMIUM', quantity: 8, billingCycle: 'monthly', key: token, status: 'completed' },
    ]);
    await sandbox.advance('PT2M');
    const report = await sandbox.report();
    expect(report.users).toMatchObject({ holding: { ENTERPRISEPREMIUM: 6 }, unlicensedMoments: 0 });
    expect(report.subscriptions).toMatchObject([
      { sku: 'ENTERPRISEWITHSCAL', status: 'Deleted' },
      { sku: 'ENTERPRISEPREMIUM', status: 'Enabled', seats: 8, consumed: 6 },
    ]);
    const disabled = (await people(sandbox)).filter(({ disabledPlans }) => Object.keys(disabledPlans).length > 0);
    expect(disabled).toEqual([]);
    const path = new URL(placed.url).pathname.split('/').slice(3).join('/');
    expect((await person.open(`/${path}`)).text).toContain(words.upgradeStatus.done);
  });

  it('takes no changes while an upgrade is under way, and says so', async () => {
    await sandbox.put({ users: 6, commerce: 'admin-center' });
    const licenses = await person.follow(await e4(), words.addRemoveLicenses);
    await person.press(await person.press(await cart(), words.goToCheckout), words.placeOrder);
    const refused = await person.press(licenses, words.submitChange, { total: '9' });
    expect([refused.status, refused.text]).toEqual([409, expect.stringContaining(words.upgrading('Office 365 E5'))]);
    expect((await sandbox.report()).subscriptions[0].seats).toBe(6);
    expect((await person.open()).text).toContain(words.upgrading('Office 365 E5'));
  });

  it('places one order when Place order is pressed twice', async () => {
    await sandbox.put({ users: 4, commerce: 'admin-center' });
    const checkout = await person.press(await cart(), words.goToCheckout);
    const both = await Promise.all([
      person.press(checkout, words.placeOrder),
      person.press(checkout, words.placeOrder),
    ]);
    await sandbox.advance('PT5M');
    both.push(await person.press(checkout, words.placeOrder));
    expect(new Set(both.map(({ url }) => url)).size).toBe(1);
    expect(both.every(({ text }) => text.includes(words.thanks))).toBe(true);
    expect((await sandbox.report()).orders).toHaveLength(1);
  });

  it('refuses a quantity below what is owned', async () => {
    await sandbox.put({ users: 4, seats: 10, commerce: 'admin-center' });
    const page = await cart();
    for (const quantity of ['9', '0', '-1', 'ten', '']) {
      const refused = await person.press(page, words.goToCheckout, { quantity });
      expect([refused.status, alert(refused)]).toEqual([400, words.tooFew(10)]);
    }
    expect((await person.press(page, words.goToCheckout, { quantity: '10' })).text).toContain(words.placeOrder);
  });

  it('says in the cart which add-ons stay and which are removed', async () => {
    await sandbox.put({ users: 8, addOns: ['MCOMEETADV', 'SHAREPOINTSTORAGE'], commerce: 'admin-center' });
    const { text } = await cart();
    expect(text).toContain(`${words.kept} Office 365 Extra File Storage`);
    expect(text).toContain(`${words.removed} Microsoft 365 Audio Conferencing`);
  });

  it('changes who is sold to, who is billed and how it is paid', async () => {
    await sandbox.put({ users: 4, commerce: 'admin-center' });
    let page = await person.press(await cart(), words.goToCheckout);
    const address = { name: 'A & B <AB>', addressLine1: 'Gatan 1', city: 'Umeå', postalCode: '903 20', country: 'SE' };
    const form = await person.follow(page, `${words.change}: ${words.soldTo}`);
    const refused = await person.press(form, words.save, { ...address, country: 'Sweden' });
    expect([refused.status, alert(refused)]).toEqual([400, words.allRequired]);
    page = await person.press(form, words.save, address);
    expect(page.text).toContain(`${words.soldTo} A & B <AB> Gatan 1 903 20 Umeå SE`);
    expect(page.html).not.toContain('<AB>');
    const billed = await person.follow(page, `${words.change}: ${words.billedTo}`);
    page = await person.press(billed, words.save, { ...address, name: 'Fakturor' });
    expect(page.text).toContain(`${words.billedTo} Fakturor Gatan 1`);
    const payment = await person.follow(page, `${words.change}: ${words.payment}`);
    page = await person.press(payment, words.save, { payment: 'invoice' });
    expect(page.text).toContain(`${words.payment} ${words.invoice}`);
    expect((await person.follow(page, `${words.change}: ${words.items}`)).text).toContain(words.cart);
  });

  it('sells a plan beside, once', async () => {
    await sandbox.put({ users: 4, commerce: 'admin-center', provisioningDelay: 'PT20M' });
    const plans = await person.follow(await person.open(), words.purchaseServices);
    const plan = await person.follow(plans, words.buyPlan('Microsoft 365 E3'));
    const wrong = await person.press(plan, words.checkOutNow, { quantity: '0' });
    expect([wrong.status, alert(wrong)]).toEqual([400, words.notANumber(1)]);
    const checkout = await person.press(plan, words.checkOutNow, { quantity: '4', billingCycle: 'monthly' });
    await person.press(checkout, words.placeOrder);
    expect((await person.press(checkout, words.placeOrder)).text).toContain(words.orderStatus.completed);
    const { orders, subscriptions } = await sandbox.report();
    expect(orders).toMatchObject([{ sku: 'SPE_E3', quantity: 4, billingCycle: 'monthly' }]);
    expect(subscriptions).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL' }, { sku: 'SPE_E3', seats: 4, consumed: 0 }]);
    const [, bought] = (await sandbox.graph('/directory/subscriptions')).body.value;
    expect(bought.serviceStatus[0].provisioningStatus).toBe('PendingProvisioning');
  });

  it('holds a purchase for its credit check, and everything else with it', async () => {
    await sandbox.put({ users: 4, commerce: 'admin-center', payment: 'invoice', creditCheck: 'approve' });
    const buy = async () => person.press(await person.open('/purchase/SPE_E3'), words.checkOutNow);
    const placed = await person.press(await buy(), words.placeOrder);
    expect(placed.text).toContain(words.orderStatus.pending);
    const second = await person.press(await buy(), words.placeOrder);
    expect([second.status, alert(second)]).toEqual([409, words.pendingOrder]);
    await sandbox.advance('P2D');
    expect((await sandbox.report()).subscriptions).toMatchObject([{}, { sku: 'SPE_E3', status: 'Enabled' }]);
  });

  it('cancels only what has at most 25 licences', async () => {
    await sandbox.put({ users: 3, seats: 26, commerce: 'admin-center' });
    const refused = await person.follow(await e4(), words.cancelSubscription);
    expect(alert(refused)).toBe(words.tooManyToCancel(26));
    const licenses = await person.follow(refused, words.addRemoveLicenses);
    const short = await person.press(licenses, words.submitChange, { total: '2' });
    expect([short.status, alert(short)]).toEqual([400, words.stillAssigned(3)]);
    await person.press(licenses, words.submitChange, { total: '25' });
    const form = await person.follow(await e4(), words.cancelSubscription);
    const withoutReason = await person.press(form, words.cancelNow);
    expect([withoutReason.status, alert(withoutReason)]).toEqual([400, words.chooseReason]);
    const done = await person.press(form, words.cancelNow, { reason: 'replaced' });
    expect(done.text).toContain(words.status.Suspended);
    await person.press(form, words.cancelNow, { reason: 'replaced' });
    const report = await sandbox.report();
    expect(report.cancellations).toMatchObject([{ sku: 'ENTERPRISEWITHSCAL', by: 'admin-center' }]);
    expect(report.users.unlicensedMoments).toBe(3);
    await sandbox.advance('P89D');
    expect((await person.press(await e4(), words.reactivate)).text).toContain(words.status.Enabled);
  });

  it('does not cancel past a limit that the form did not know of', async () => {
    await sandbox.put({ users: 3, seats: 20, commerce: 'admin-center' });
    const form = await person.follow(await e4(), words.cancelSubscription);
    await sandbox.patch({ seats: 40 });
    const refused = await person.press(form, words.cancelNow, { reason: 'other' });
    expect([refused.status, alert(refused)]).toEqual([409, words.tooManyToCancel(40)]);
    expect((await sandbox.report()).cancellations).toEqual([]);
  });

  it('clears an unpaid balance by paying it', async () => {
    await sandbox.put({ users: 3, blockers: ['UNPAID_BALANCE'], commerce: 'admin-center' });
    await person.press(await e4(), words.payNow);
    expect((await upgradeTab()).text).toContain(words.plansIntro);
  });

  it('does not place an order that became impossible since the cart', async () => {
    await sandbox.put({ users: 3, commerce: 'admin-center' });
    const checkout = await person.press(await cart(), words.goToCheckout);
    await sandbox.patch({ blockers: ['PREPAID'] });
    const refused = await person.press(checkout, words.placeOrder);
    expect(refused.text).not.toContain(words.thanks);
    await sandbox.patch({ blockers: [], seats: 5 });
    expect(alert(await person.press(checkout, words.placeOrder))).toBe(words.tooFew(5));
    expect((await sandbox.report()).orders).toEqual([]);
  });

  it('works for tenants with other commerce too', async () => {
    await sandbox.put({ users: 3, commerce: 'partner-center' });
    await person.press(await person.press(await cart('Microsoft 365 E5'), words.goToCheckout), words.placeOrder);
    await sandbox.advance('PT2M');
    expect((await sandbox.report()).users.holding).toEqual({ SPE_E5: 3 });
  });

  it('labels every field and names every page', async () => {
    await sandbox.put({ users: 3, commerce: 'admin-center' });
    const start = await cart();
    const checkout = await person.press(start, words.goToCheckout);
    const pages = [
      await person.open(),
      start,
      checkout,
      await person.follow(checkout, `${words.change}: ${words.soldTo}`),
      await person.follow(await e4(), words.cancelSubscription),
      await person.open('/purchase/SPE_E5'),
    ];
    for (const { html } of pages) {
      expect(html.match(/<h1>/g)).toHaveLength(1);
      for (const landmark of ['<header>', '<nav aria-label="', '<main id="content">']) expect(html).toContain(landmark);
      for (const [, id] of html.matchAll(/<(?:input|select) id="([^"]+)"/g))
        expect(html).toContain(`<label for="${id}">`);
      expect(html).not.toMatch(/<script|src=|https?:\/\//);
    }
  });
});

describe('the admin center', () => {
  let sandbox: OpenSandbox;
  beforeEach(async () => {
    sandbox = await openSandbox();
  });
  afterEach(() => sandbox.close());

  it('is a page also where there is nothing', async () => {
    const person = visitor(sandbox);
    for (const path of ['/subscriptions/none', '/cart/none/checkout', '/purchase/ENTERPRISEWITHSCAL', '/nowhere']) {
      const page = await person.open(path);
      expect([page.status, page.text]).toEqual([404, expect.stringContaining(en.notHere)]);
    }
    expect((await fetch(`${sandbox.url}/admin-center/`)).status).toBe(404);
  });

  it('can go wrong like everything else', async () => {
    await sandbox.put('litware');
    await sandbox.faults([{ match: { path: '/admin-center/' }, effect: 'status', status: 503, times: 1 }]);
    const person = visitor(sandbox);
    expect([(await person.open()).status, (await person.open()).status]).toEqual([503, 200]);
  });

  it('does not show one tenant in the pages of another', async () => {
    await sandbox.put('litware');
    const other = '11111111-2222-4333-8444-555555555555';
    const [own] = (await sandbox.report()).subscriptions;
    expect((await visitor(sandbox).open(`/subscriptions/${own.commerceId}`, other)).status).toBe(404);
  });
});
