import { en } from '../../src/sandbox/admin-center/words-en.js';
import { visitor } from '../sandbox/pages.js';
import type { Json } from '../support/card-json.js';
import type { TeamsPerson } from '../support/teams-client.js';
import type { Step, TestApp } from '../support/test-app.js';

/** The main path of every practice tenant, from the first word to the end. */

export type Conversation = {
  about: string;
  scenario: string | Json;
  /** Talks to the bot; resolves when the end is reached. */
  talk(app: TestApp, alex: TeamsPerson): Promise<void>;
};

export const conversations: readonly Conversation[] = [
  { about: 'contoso, upgraded on the tab', scenario: 'contoso', talk: automatic },
  { about: 'woodgrove, upgraded though everything goes wrong once', scenario: 'woodgrove', talk: automatic },
  { about: 'tailspin, upgraded after a credit check', scenario: 'tailspin', talk: withCreditCheck },
  { about: 'northwind, upgraded manually', scenario: 'northwind', talk: manual },
  {
    about: 'a billing account, upgraded manually',
    scenario: { commerce: 'billing-account', users: 12, owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 3, users: 1 }] },
    talk: manual,
  },
  {
    about: 'a billing account that pays by invoice',
    scenario: { commerce: 'billing-account', users: 6, payment: 'invoice' },
    talk: manual,
  },
  {
    about: 'groups that hand out licences, moved by their groups',
    scenario: { users: 8, groups: [{ name: 'Sales', users: 4, alsoDirect: 1 }], withoutUsageLocation: 1 },
    talk: manualWithFailures,
  },
  ...['partner-center', 'billing-account'].map((commerce) => ({
    about: `licences added to a subscription that is there (${commerce})`,
    scenario: { commerce, users: 6, owned: [{ sku: 'SPE_E5', seats: 4, users: 0 }] },
    talk: withMoreSeats,
  })),
  { about: 'litware, upgraded manually by hand', scenario: 'litware', talk: byHand },
  { about: 'fabrikam, looked at', scenario: 'fabrikam', talk: (_, alex) => lookAt(alex, 'upgrade-blocked') },
  { about: 'wingtip, looked at', scenario: 'wingtip', talk: (_, alex) => lookAt(alex, 'not-direct') },
];

async function lookAt(alex: TeamsPerson, card: string): Promise<void> {
  await alex.install();
  await alex.say('hello');
  await alex.say('upgrade');
  await alex.waitFor(({ id }) => id === card);
}

async function toCheckout(alex: TeamsPerson): Promise<void> {
  await alex.install();
  await alex.say('upgrade');
  await alex.click('choosePlan', { plan: 'SPE_E5' });
  await alex.click('acknowledge');
  await alex.click('updateCart', { billingCycle: 'annual' });
  await alex.click('goToCheckout');
  await alex.click('changeSoldTo', { soldTo_city: 'Springfield' });
}

async function finished(app: TestApp, alex: TeamsPerson, step?: Step): Promise<void> {
  await app.until(alex, (card) => card.id === 'completed' && card.how === 'message', step);
}

async function automatic(app: TestApp, alex: TeamsPerson): Promise<void> {
  await toCheckout(alex);
  await alex.click('placeOrder');
  await finished(app, alex);
}

async function withCreditCheck(app: TestApp, alex: TeamsPerson): Promise<void> {
  await toCheckout(alex);
  await alex.click('placeOrder');
  await app.until(alex, (card) => card.id === 'credit-check' && card.how === 'message', 'PT1S');
  await app.sandbox.advance('P5D');
  await finished(app, alex);
}

async function withMoreSeats(app: TestApp, alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: 'SPE_E5' });
  await alex.click('acknowledge');
  await alex.click('useSubscription');
  await alex.waitFor(({ verbs }) => verbs.includes('buyMore'));
  await alex.click('buyMore');
  await alex.click('goToCheckout', { quantity: '2' });
  await alex.click('placeOrder');
  await app.until(alex, (card) => card.id === 'manual-reassign', 'PT30S');
}

async function bought(app: TestApp, alex: TeamsPerson): Promise<void> {
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: 'SPE_E5' });
  await alex.click('acknowledge');
  await alex.click('buyNew');
  await alex.click('goToCheckout');
  await alex.click('placeOrder');
  await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT10M');
}

async function cancelled(app: TestApp, alex: TeamsPerson): Promise<void> {
  await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT1M');
  await alex.click('cancelOld');
  await finished(app, alex, 'PT2M');
}

async function manual(app: TestApp, alex: TeamsPerson): Promise<void> {
  await bought(app, alex);
  await alex.click('reassign', { pilot: '0' });
  await cancelled(app, alex);
}

async function manualWithFailures(app: TestApp, alex: TeamsPerson): Promise<void> {
  await bought(app, alex);
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, (card) => card.verbs.includes('retryFailed') && card.how === 'message', 'PT10S');
  await app.sandbox.patch(app.tenant, { restoreUsageLocations: true });
  await alex.say('retry failed');
  await cancelled(app, alex);
}

async function byHand(app: TestApp, alex: TeamsPerson): Promise<void> {
  const admin = visitor({ url: app.sandboxUrl });
  await alex.say('upgrade');
  await alex.click('upgradeManually');
  await alex.click('choosePlan', { plan: 'SPE_E3' });
  await alex.click('acknowledge');
  await alex.click('buyNew');
  const purchase = await admin.open('/purchase/SPE_E3', app.tenant);
  const checkout = await admin.press(purchase, en.checkOutNow, { quantity: '25' });
  await admin.press(checkout, en.placeOrder);
  await app.until(alex, (card) => card.id === 'manual-reassign' && card.how === 'message', 'PT10M');
  await alex.click('reassign', { pilot: '0' });
  await app.until(alex, (card) => card.id === 'manual-cancel' && card.how === 'message', 'PT1M');
  await alex.click('cancelOld');
  const e4 = await admin.follow(await admin.open('/', app.tenant), 'Office 365 E4');
  await admin.press(await admin.follow(e4, en.cancelSubscription), en.cancelNow, { reason: 'replaced' });
  await finished(app, alex, 'PT2M');
}
