import { describe, expect, it } from '@jest/globals';
import type { BlockerId } from '../../../src/upgrade/tenant/blockers.js';
import { blockerFromCommerce, isConflict } from '../../../src/upgrade/tenant/commerce-findings.js';

const documentedCodes: [number: string, pascal: string, BlockerId][] = [
  ['1', 'DelegatedAdminPermissionsDisabled', 'MISSING_ROLE'],
  ['2', 'SubscriptionStatusNotActive', 'SUBSCRIPTION_NOT_ACTIVE'],
  ['3', 'ConflictingServiceTypes', 'TARGET_NOT_SUPPORTED'],
  ['4', 'ConcurrencyConflicts', 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'],
  ['5', 'UserContextRequired', 'MISSING_ROLE'],
  ['6', 'SubscriptionAddOnsPresent', 'HAS_ADDON'],
  ['7', 'SubscriptionDoesNotHaveAnyUpgradePaths', 'NOT_ELIGIBLE'],
  ['8', 'SubscriptionTargetOfferNotFound', 'TARGET_NOT_SUPPORTED'],
  ['9', 'SubscriptionNotProvisioned', 'NOT_PROVISIONED_OR_UNHEALTHY'],
  ['10', 'OfferDoesNotSupportBillingCycle', 'TARGET_NOT_SUPPORTED'],
  ['13', 'InsufficientGranularAdminPermissions', 'MISSING_ROLE'],
];
const snake = (pascal: string) => pascal.replace(/(?<!^)[A-Z]/g, (letter) => `_${letter}`).toLowerCase();

describe('a blocker by the code of the commerce', () => {
  it.each(documentedCodes)('reads %s and %s as %s', (number, pascal, id) => {
    for (const code of [number, pascal, snake(pascal)])
      expect(blockerFromCommerce({ code, text: 'Refused.' })).toBe(id);
  });

  it('tells the two meanings of 11 apart by the text', () => {
    const read = (text: string) => blockerFromCommerce({ code: '11', text });
    expect(read('Insufficient granular admin permissions.')).toBe('MISSING_ROLE');
    expect(read('Conversions not found.')).toBe('NOT_ELIGIBLE');
    expect(blockerFromCommerce({ code: '2', text: 'Not active: no permission.' })).toBe('SUBSCRIPTION_NOT_ACTIVE');
  });

  it('reads the names that share the number 11', () => {
    expect(blockerFromCommerce({ code: 'conversions_not_found', text: '' })).toBe('NOT_ELIGIBLE');
    expect(blockerFromCommerce({ code: 'insufficient_granular_admin_permissions', text: '' })).toBe('MISSING_ROLE');
  });

  it('hears from the text that a conflict is with another subscription', () => {
    const text = 'Conflicting subscriptions for license transfer exist.';
    expect(blockerFromCommerce({ code: '3', text })).toBe('MULTIPLE_PLANS_SAME_PRODUCT');
  });

  it('hears a conflict by its number and by its name, however that is written, and by nothing else', () => {
    const codes = ['3', 'ConflictingServiceTypes', 'conflicting_service_types'];
    for (const code of codes) expect(isConflict({ code, text: '' })).toBe(true);
    for (const code of ['', '13', '4', 'other'])
      expect(isConflict({ code, text: 'Conflicting services.' })).toBe(false);
  });

  it.each(['', '0', '99', 'other', 'constructor', '__proto__', 'toString'])('does not know the code %j', (code) => {
    expect(blockerFromCommerce({ code, text: 'Something else.' })).toBe('UNKNOWN_MESSAGE');
  });
});

const documentedMessages: [BlockerId, string][] = [
  ['MORE_USERS_THAN_LICENSES', "You can't upgrade subscriptions now because you have more users than licenses."],
  ['MORE_USERS_THAN_LICENSES', 'Du kan inte uppgradera prenumerationer nu eftersom du har fler användare än licenser.'],
  [
    'NOT_PROVISIONED_OR_UNHEALTHY',
    "You can't upgrade subscriptions right now because this subscription isn't fully set up or the service isn't available.",
  ],
  [
    'NOT_PROVISIONED_OR_UNHEALTHY',
    'Du kan inte uppgradera prenumerationer just nu eftersom den här prenumerationen inte är helt konfigurerad eller tjänsten inte är tillgänglig.',
  ],
  ['NOT_PROVISIONED_OR_UNHEALTHY', 'AzureAD subscription mapping is required'],
  [
    'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
  ],
  [
    'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    "You can't upgrade plans because another plan is being changed or a credit check is pending.",
  ],
  [
    'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    'Du kan inte uppgradera abonnemang eftersom ett annat abonnemang håller på att uppgraderas eller väntar på kreditkontroll.',
  ],
  ['NOT_ELIGIBLE', 'Currently, this subscription is not eligible to upgrade.'],
  ['NOT_ELIGIBLE', 'För närvarande går det inte att uppgradera den här prenumerationen.'],
  ['UNKNOWN_MESSAGE', "I see a different message than what's listed here."],
  ['UNKNOWN_MESSAGE', 'Jag ser ett annat meddelande än de som anges här.'],
  ['MULTIPLE_PLANS_SAME_PRODUCT', 'You have two or more plans for the same product'],
  ['MULTIPLE_PLANS_SAME_PRODUCT', 'Du har två eller fler abonnemang för samma produkt'],
  ['PREPAID', 'You have a prepaid plan'],
  ['PREPAID', 'Du har ett förbetalt abonnemang'],
  ['GOV_OR_NONPROFIT', 'You have a government or non-profit plan'],
  ['GOV_OR_NONPROFIT', 'Du har ett abonnemang för myndigheter eller ideell verksamhet'],
  ['TEMPORARY_ISSUE', 'The subscription that you want to upgrade from has a temporary issue'],
  ['TEMPORARY_ISSUE', 'Det har blivit ett tillfälligt problem med prenumerationen som du vill uppgradera från'],
  ['TARGET_NOT_SUPPORTED', "The plan that you want to upgrade to isn't a supported option"],
  ['TARGET_NOT_SUPPORTED', 'Abonnemanget som du vill uppgradera till stöds inte'],
  ['HAS_ADDON', 'Your subscription has an Add-on'],
  ['HAS_ADDON', 'Din prenumeration har ett tillägg'],
  ['UNPAID_BALANCE', 'Your subscription has an unpaid balance'],
  ['UNPAID_BALANCE', 'Prenumerationen har ett obetaldt saldo'],
  ['SUBSCRIPTION_NOT_ACTIVE', 'Subscription cannot be upgraded because the source subscription state is not active.'],
  ['TRIAL', "Trial subscriptions can't be upgraded"],
  ['MISSING_ROLE', 'Delegated admin permissions are disabled.'],
  ['MISSING_ROLE', 'Insufficient privileges to complete the operation.'],
];

describe('a blocker by the words of the commerce', () => {
  it.each(documentedMessages)('hears %s in "%s"', (id, text) => {
    for (const said of [
      text,
      text.toUpperCase(),
      text.replaceAll("'", '’'),
      text.replaceAll("'", '´'),
      text.replaceAll('-', '\u2010'),
      text.replaceAll('-', '\u2011'),
      `  ${text.replaceAll(' ', '\n ')}`,
    ]) {
      expect(blockerFromCommerce({ code: '0', text: said })).toBe(id);
    }
  });

  it('hears the words whatever unknown code comes with them', () => {
    expect(blockerFromCommerce({ code: '4711', text: 'You have a prepaid plan' })).toBe('PREPAID');
  });
});
