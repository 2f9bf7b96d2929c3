import { sourceSku } from '../plans/plans.js';
import type { SourceFound } from './assessment.js';
import type { Blocker } from './blockers.js';
import type { TenantFacts } from './facts.js';
import { isUsable } from './find-source.js';
import { issuesWith, notProvisioned } from './service-health.js';

/** The blockers that what was read through Microsoft Graph shows by itself, each with the figures that show it. */
export function blockersSeen(facts: TenantFacts, source: SourceFound): Blocker[] {
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

  const services = usable.flatMap((one) => one.services);
  const missing = notProvisioned(services);
  const issues = issuesWith(services, facts.serviceIssues ?? []);
  if (missing.length > 0) {
    blockers.push({ id: 'NOT_PROVISIONED_OR_UNHEALTHY', evidence: { is: 'services', names: missing } });
  } else if (issues.length > 0) {
    const titles = issues.map((one) => one.title);
    blockers.push({ id: 'NOT_PROVISIONED_OR_UNHEALTHY', evidence: { is: 'issues', titles } });
  }

  if (enabled.length > 1) {
    const evidence = { is: 'subscriptions', count: enabled.length, sku: source.sku } as const;
    blockers.push({ id: 'MULTIPLE_PLANS_SAME_PRODUCT', evidence });
  }
  if (source.sku !== sourceSku) {
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
