import { PortError } from '../../upgrade/ports.js';
import { plainWord } from '../words.js';

/**
 * What the words of Microsoft.Billing's enumerations mean here, by their plain letters.
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/get (2024-04-01, read 2024-04)
 */

/** A purchase goes on, is not active but may be again, or has ended. */
export type PurchaseMeaning = 'active' | 'inactive' | 'ended';

/** BillingSubscriptionStatus. `Other` and `Unknown` are in it too, and say nothing. */
const purchases: ReadonlyMap<string, PurchaseMeaning> = new Map([
  ['active', 'active'],
  ['autorenew', 'active'],
  ['expiring', 'active'],
  ['warned', 'active'],
  ['suspended', 'inactive'],
  ['expired', 'inactive'],
  ['failed', 'inactive'],
  ['disabled', 'ended'],
  ['deleted', 'ended'],
  ['cancelled', 'ended'],
  ['canceled', 'ended'],
]);

/** What a status means; undefined when it is left out, or says nothing that is documented. */
export function purchaseMeaning(word: string): PurchaseMeaning | undefined {
  return purchases.get(plainWord(word));
}

/** @throws PortError `unclear` when the status says nothing that is documented; one that is left out is let pass */
export function requireClear(status: string, doing: string): void {
  if (status !== '' && !purchaseMeaning(status)) throw new PortError({ is: 'unclear', word: status }, doing);
}

/** BillingSubscriptionOperationStatus: in which no other change is taken. A word that is not known is one of them. */
const free: readonly string[] = ['', 'none', 'other'];
export function isLockedWord(word: string): boolean {
  return !free.includes(plainWord(word));
}

/** BillingSubscriptionAutoRenewState. */
const renewals: ReadonlyMap<string, boolean> = new Map([
  ['on', true],
  ['off', false],
]);
export function renewalMeaning(word: string): boolean | null {
  return renewals.get(plainWord(word)) ?? null;
}

/** Cancellation of SystemOverrides: whether a purchase can be ended at once; null where that is not told. */
const cancellations: ReadonlyMap<string, boolean> = new Map([
  ['allowed', true],
  ['notallowed', false],
]);
export function cancellationMeaning(word: string): boolean | null {
  return cancellations.get(plainWord(word)) ?? null;
}

/** How far a purchase that was ordered is. */
export type ProvisioningMeaning = 'done' | 'underWay' | 'failed';

/**
 * BillingProvisioningState.
 * @see https://learn.microsoft.com/dotnet/api/azure.resourcemanager.billing.models.billingprovisioningstate
 */
const provisioning: ReadonlyMap<string, ProvisioningMeaning> = new Map([
  ['succeeded', 'done'],
  ['new', 'underWay'],
  ['pending', 'underWay'],
  ['creating', 'underWay'],
  ['created', 'underWay'],
  ['provisioning', 'underWay'],
  ['pendingbilling', 'underWay'],
  ['confirmedbilling', 'underWay'],
  ['failed', 'failed'],
  ['canceled', 'failed'],
  ['cancelled', 'failed'],
  ['expired', 'failed'],
]);

/** @returns undefined for a word that is not documented */
export function provisioningMeaning(word: string): ProvisioningMeaning | undefined {
  return provisioning.get(plainWord(word));
}
