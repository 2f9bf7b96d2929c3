import type { Sku } from '../catalogue/skus.js';
import type { Blocker } from '../scenario.js';
import { hasPendingOrder } from './orders.js';
import { consumedOf, isUsable, seatsOf, usableSubscriptions } from './seats.js';
import { isProvisioned } from './service-status.js';
import type { Subscription, Tenant } from './state.js';
import { attachedAddOns } from './subscriptions.js';

export interface EligibilityError {
  readonly code: number;
  readonly description: string;
}

const notActive = 'Subscription cannot be transitioned because the source subscription state is not active.';

/** What commerce knows and the directory does not show, in the order it is told. */
const sayings: Readonly<Partial<Record<Blocker, EligibilityError>>> = {
  NOT_ELIGIBLE: { code: 7, description: 'Subscription does not have any transition paths.' },
  UNKNOWN_MESSAGE: {
    code: 0,
    description: 'This offer is being reviewed under policy ZX-41; transitions are held until the review closes.',
  },
  PREPAID: { code: 0, description: 'You have a prepaid plan' },
  GOV_OR_NONPROFIT: { code: 0, description: 'You have a government or non-profit plan' },
  UNPAID_BALANCE: { code: 0, description: 'Your subscription has an unpaid balance' },
  MISSING_ROLE: {
    code: 13,
    description: 'The granular delegated admin relationship lacks a role needed to transition the subscription.',
  },
};

/** Why this purchase cannot be changed to that plan at `now`; empty when it can. */
export function transitionErrors(
  tenant: Tenant,
  source: Subscription,
  target: Sku,
  movesPeople: boolean,
  now: number,
): EligibilityError[] {
  const { blockers, scenario } = tenant;
  const errors: EligibilityError[] = [];
  const add = (when: boolean, code: number, description: string) => {
    if (when) errors.push({ code, description });
  };
  const isOpen = tenant.transitions.some((transition) => transition.isOpen);
  add(source.status !== 'Enabled', 2, notActive);
  add(source.isTrial, 0, "Trial subscriptions can't be upgraded");
  add(!isProvisioned(source, now), 9, 'Subscription cannot be transitioned because it is not provisioned yet.');
  add(
    isOpen || hasPendingOrder(tenant) || blockers.has('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'),
    4,
    "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
  );
  add(
    isUsable(source) && consumedOf(tenant, source.skuId) > seatsOf(tenant, source.skuId),
    0,
    "You can't upgrade subscriptions now because you have more users than licenses.",
  );
  add(
    movesPeople && usableSubscriptions(tenant, source.skuId).length > 1,
    3,
    'Subscription cannot be transitioned because conflicting subscriptions for license transfer exist.',
  );
  add(
    blockers.has('HAS_ADDON') && attachedAddOns(tenant, source).length > 0,
    6,
    'Subscription cannot be transitioned because it has add-ons.',
  );
  add(now < tenant.temporaryIssueUntil, 0, 'The subscription that you want to upgrade from has a temporary issue');
  for (const blocker of blockers) {
    const saying = sayings[blocker];
    if (saying) errors.push(saying);
  }
  add(
    blockers.has('TARGET_NOT_SUPPORTED') || scenario.unsupportedTargets.includes(target.skuPartNumber),
    8,
    "The plan that you want to upgrade to isn't a supported option",
  );
  return errors;
}
