import type { Blocker } from '../scenario.js';

type Message = { readonly en: string; readonly sv: string };

/**
 * What the Upgrade tab says where the plans would be, in Microsoft's words where an article has them.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan#why-cant-i-change-plans
 */
export const blockerMessages: Readonly<Record<Blocker, Message>> = {
  MORE_USERS_THAN_LICENSES: {
    en: "You can't upgrade subscriptions now because you have more users than licenses.",
    sv: 'Du kan inte uppgradera prenumerationer nu eftersom du har fler användare än licenser.',
  },
  NOT_PROVISIONED_OR_UNHEALTHY: {
    en: "You can't upgrade subscriptions right now because this subscription isn't fully set up or the service isn't available.",
    sv: 'Du kan inte uppgradera prenumerationer just nu eftersom den här prenumerationen inte är helt konfigurerad eller tjänsten inte är tillgänglig.',
  },
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: {
    en: "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
    sv: 'Du kan inte uppgradera abonnemang eftersom ett annat abonnemang håller på att uppgraderas eller väntar på kreditkontroll.',
  },
  NOT_ELIGIBLE: {
    en: 'Currently, this subscription is not eligible to upgrade.',
    sv: 'För närvarande går det inte att uppgradera den här prenumerationen.',
  },
  // The article has no words for this one: that is the point of it.
  UNKNOWN_MESSAGE: {
    en: 'This offer is being reviewed under policy ZX-41; transitions are held until the review closes.',
    sv: 'Erbjudandet granskas enligt policy ZX-41. Övergångar är pausade tills granskningen är klar.',
  },
  MULTIPLE_PLANS_SAME_PRODUCT: {
    en: 'You have two or more plans for the same product',
    sv: 'Du har två eller fler abonnemang för samma produkt',
  },
  PREPAID: { en: 'You have a prepaid plan', sv: 'Du har ett förbetalt abonnemang' },
  GOV_OR_NONPROFIT: {
    en: 'You have a government or non-profit plan',
    sv: 'Du har ett abonnemang för myndigheter eller ideell verksamhet',
  },
  TEMPORARY_ISSUE: {
    en: 'The subscription that you want to upgrade from has a temporary issue',
    sv: 'Det har blivit ett tillfälligt problem med prenumerationen som du vill uppgradera från',
  },
  TARGET_NOT_SUPPORTED: {
    en: "The plan that you want to upgrade to isn't a supported option",
    sv: 'Abonnemanget som du vill uppgradera till stöds inte',
  },
  HAS_ADDON: { en: 'Your subscription has an Add-on', sv: 'Din prenumeration har ett tillägg' },
  // Misspelt in Microsoft's own Swedish article, and so in what an admin reads out.
  UNPAID_BALANCE: {
    en: 'Your subscription has an unpaid balance',
    sv: 'Prenumerationen har ett obetaldt saldo',
  },
  NOT_DIRECT_PURCHASE: {
    en: "This subscription wasn't bought directly from Microsoft. Contact your Microsoft account representative or partner.",
    sv: 'Den här prenumerationen är inte köpt direkt från Microsoft. Kontakta din Microsoft-kontorepresentant eller partner.',
  },
  MISSING_ROLE: {
    en: 'You must be a Global or Billing admin to upgrade this subscription.',
    sv: 'Du måste vara global administratör eller faktureringsadministratör för att uppgradera den här prenumerationen.',
  },
  SUBSCRIPTION_NOT_ACTIVE: {
    en: "This subscription isn't active. Reactivate it before you upgrade.",
    sv: 'Den här prenumerationen är inte aktiv. Återaktivera den innan du uppgraderar.',
  },
  TRIAL: {
    en: 'This is a trial subscription. Buy it before you upgrade.',
    sv: 'Det här är en utvärderingsversion. Köp den innan du uppgraderar.',
  },
};
