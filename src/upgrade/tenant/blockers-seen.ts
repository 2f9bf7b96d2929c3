import { product } from '../plans/plans.js';
import type { SourceFound, Warning } from './assessment.js';
import type { Blocker } from './blockers.js';
import type { TenantFacts } from './facts.js';
import { isUsable } from './find-source.js';
import { issuesWith } from './service-health.js';

/** The blockers that what was read through Microsoft Graph shows by itself, each with the figures that show it. */
export function blockersSeen(source: SourceFound): Blocker[] {
  const usable = source.subscriptions.filter(isUsable);
  const enabled = source.subscriptions.filter((one) => one.status === 'Enabled');
  const blockers: Blocker[] = [];

  // A suspended plan has no usable seats at all: that is the blocker then, not that they are too few.
  if (usable.length > 0 && source.assigned > source.seats) {
    blockers.push({
      id: 'MORE_USERS_THAN_LICENSES',
      evidence: { is: 'seats', assigned: source.assigned, bought: source.seats },
    });
  }

  if (enabled.length > 1) {
    const evidence = { is: 'subscriptions', count: enabled.length, sku: source.sku } as const;
    blockers.push({ id: 'MULTIPLE_PLANS_SAME_PRODUCT', evidence });
  }
  // What the catalogue lacks is a variant of E4: nothing else that it lacks is ever upgraded from.
  if (product(source.sku)?.market !== 'commercial') {
    blockers.push({ id: 'GOV_OR_NONPROFIT', evidence: { is: 'sku', sku: source.sku } });
  }
  const best = source.subscriptions[0];
  const inactive = source.subscriptions.find((one) => !isUsable(one));
  // One that has ended beside one that works matters where its seats are missing.
  const lacking = best && best.status !== 'Enabled' ? best : source.assigned > source.seats ? inactive : undefined;
  if (lacking) {
    blockers.push({ id: 'SUBSCRIPTION_NOT_ACTIVE', evidence: { is: 'status', status: lacking.status } });
  }
  if (source.subscriptions.some((one) => one.isTrial && (one.status === 'Enabled' || enabled.length === 0))) {
    blockers.push({ id: 'TRIAL', evidence: { is: 'trial' } });
  }
  return blockers;
}

/**
 * What is open at Microsoft and may be in the way, without closing any road: an incident with a service of the plan.
 * Whether the tab works in spite of it, the commerce or the tab itself tells.
 * @see https://learn.microsoft.com/microsoft-365/commerce/subscriptions/upgrade-to-different-plan (read 2024-12-05)
 */
export function warningsSeen(facts: TenantFacts, source: SourceFound): Warning[] {
  const services = source.subscriptions.filter(isUsable).flatMap((one) => one.services);
  const titles = issuesWith(services, facts.serviceIssues ?? []).map((one) => one.title);
  return titles.length > 0 ? [{ is: 'incident', titles }] : [];
}
