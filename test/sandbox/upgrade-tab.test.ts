import { afterAll, beforeAll, describe, expect, it } from '@jest/globals';
import { en } from '../../src/sandbox/admin-center/words-en.js';
import { sv } from '../../src/sandbox/admin-center/words-sv.js';
import { type Blocker, blockerIds } from '../../src/sandbox/scenario.js';
import { visitor } from './pages.js';
import { type OpenSandbox, openSandbox } from './support.js';

const messages: Readonly<Record<Blocker, readonly [string, string]>> = {
  MORE_USERS_THAN_LICENSES: [
    "You can't upgrade subscriptions now because you have more users than licenses.",
    'Du kan inte uppgradera prenumerationer nu eftersom du har fler användare än licenser.',
  ],
  NOT_PROVISIONED_OR_UNHEALTHY: [
    "You can't upgrade subscriptions right now because this subscription isn't fully set up or the service isn't available.",
    'Du kan inte uppgradera prenumerationer just nu eftersom den här prenumerationen inte är helt konfigurerad eller tjänsten inte är tillgänglig.',
  ],
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: [
    "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
    'Du kan inte uppgradera abonnemang eftersom ett annat abonnemang håller på att uppgraderas eller väntar på kreditkontroll.',
  ],
  NOT_ELIGIBLE: [
    'Currently, this subscription is not eligible to upgrade.',
    'För närvarande går det inte att uppgradera den här prenumerationen.',
  ],
  UNKNOWN_MESSAGE: ['This offer is being reviewed under policy ZX-41', 'Erbjudandet granskas enligt policy ZX-41'],
  MULTIPLE_PLANS_SAME_PRODUCT: [
    'You have two or more plans for the same product',
    'Du har två eller fler abonnemang för samma produkt',
  ],
  PREPAID: ['You have a prepaid plan', 'Du har ett förbetalt abonnemang'],
  GOV_OR_NONPROFIT: [
    'You have a government or non-profit plan',
    'Du har ett abonnemang för myndigheter eller ideell verksamhet',
  ],
  TEMPORARY_ISSUE: [
    'The subscription that you want to upgrade from has a temporary issue',
    'Det har blivit ett tillfälligt problem med prenumerationen som du vill uppgradera från',
  ],
  TARGET_NOT_SUPPORTED: [
    "The plan that you want to upgrade to isn't a supported option",
    'Abonnemanget som du vill uppgradera till stöds inte',
  ],
  HAS_ADDON: ['Your subscription has an Add-on', 'Din prenumeration har ett tillägg'],
  UNPAID_BALANCE: ['Your subscription has an unpaid balance', 'Prenumerationen har ett obetaldt saldo'],
  NOT_DIRECT_PURCHASE: [
    "This subscription wasn't bought directly from Microsoft.",
    'Den här prenumerationen är inte köpt direkt från Microsoft.',
  ],
  MISSING_ROLE: ['You must be a Global or Billing admin', 'Du måste vara global administratör eller'],
  SUBSCRIPTION_NOT_ACTIVE: ["This subscription isn't active.", 'Den här prenumerationen är inte aktiv.'],
  TRIAL: ['This is a trial subscription.', 'Det här är en utvärderingsversion.'],
};

describe('the Upgrade tab', () => {
  let sandbox: OpenSandbox;
  beforeAll(async () => {
    sandbox = await openSandbox();
  });
  afterAll(() => sandbox.close());

  const tab = async (lang: 'en' | 'sv') => {
    const [source] = (await sandbox.report()).subscriptions;
    return visitor(sandbox, lang).open(`/subscriptions/${source.commerceId}/upgrade`);
  };
  const others = (blocker: string, index: 0 | 1) =>
    blockerIds.filter((id) => id !== blocker).map((id) => messages[id][index]);

  it.each(blockerIds)('says %s in the words of the page, and offers no plan', async (blocker) => {
    await sandbox.put({ users: 12, commerce: 'admin-center', blockers: [blocker] });
    for (const [lang, index, words] of [
      ['en', 0, en],
      ['sv', 1, sv],
    ] as const) {
      const { text } = await tab(lang);
      expect(text).toContain(messages[blocker][index]);
      for (const other of others(blocker, index)) expect(text).not.toContain(other);
      expect(text).not.toContain(words.plansIntro);
    }
  });

  it('says everything that stands in the way when it is more than one thing', async () => {
    await sandbox.put('fabrikam');
    const { text } = await tab('en');
    for (const id of ['MORE_USERS_THAN_LICENSES', 'UNPAID_BALANCE'] as const) expect(text).toContain(messages[id][0]);
  });

  it('shows the five plans, less those that commerce does not offer', async () => {
    await sandbox.put({ users: 3, commerce: 'admin-center', unsupportedTargets: ['SPE_E3'] });
    const { text } = await tab('en');
    const plans = ['Office 365 E3', 'Office 365 E5', 'Microsoft 365 E3', 'Microsoft 365 E5'];
    expect(plans.filter((plan) => text.includes(plan))).toEqual(['Office 365 E3', 'Office 365 E5', 'Microsoft 365 E5']);
  });

  it('does not offer to upgrade a plan that is new already', async () => {
    await sandbox.put({ users: 3, commerce: 'admin-center', owned: [{ sku: 'ENTERPRISEPREMIUM', seats: 2 }] });
    const [, owned] = (await sandbox.report()).subscriptions;
    const { text } = await visitor(sandbox).open(`/subscriptions/${owned.commerceId}/upgrade`);
    expect(text).toContain(messages.NOT_ELIGIBLE[0]);
  });
});
