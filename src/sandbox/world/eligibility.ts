import { type Sku, skuNamed, targetSkus } from '../catalogue/skus.js';
import type { Blocker } from '../scenario.js';
import { hasPendingOrder } from './orders.js';
import { consumedOf, isUsable, seatsOf, usableSubscriptions } from './seats.js';
import { isProvisioned } from './service-status.js';
import type { Subscription, Tenant } from './state.js';
import { attachedAddOns } from './subscriptions.js';

/** A reason against a change of plan: `code` and `description` are Partner Center's. */
export interface Obstacle {
  readonly blocker: Blocker;
  readonly code: number;
  readonly description: string;
}

const notActive = 'Subscription cannot be transitioned because the source subscription state is not active.';

/** What commerce knows and the directory does not show, in the order it is told. */
const sayings: Readonly<Partial<Record<Blocker, Omit<Obstacle, 'blocker'>>>> = {
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

/** Plans that this purchase may be changed to. */
export function targetsOf({ scenario }: Tenant, { skuId }: Subscription): Sku[] {
  const source = skuNamed(scenario.source);
  return source.skuId === skuId ? targetSkus.filter((name) => name !== scenario.source).map(skuNamed) : [];
}

/** Why this purchase cannot be changed to that plan at `now`; empty when it can. */
export function obstaclesTo(
  tenant: Tenant,
  source: Subscription,
  target: Sku,
  movesPeople: boolean,
  now: number,
): Obstacle[] {
  const { blockers, scenario } = tenant;
  const obstacles: Obstacle[] = [];
  const add = (when: boolean, blocker: Blocker, code: number, description: string) => {
    if (when) obstacles.push({ blocker, code, description });
  };
  const isOpen = tenant.transitions.some((transition) => transition.isOpen);
  add(source.status !== 'Enabled', 'SUBSCRIPTION_NOT_ACTIVE', 2, notActive);
  add(source.isTrial, 'TRIAL', 0, "Trial subscriptions can't be upgraded");
  add(
    !isProvisioned(source, now),
    'NOT_PROVISIONED_OR_UNHEALTHY',
    9,
    'Subscription cannot be transitioned because it is not provisioned yet.',
  );
  add(
    isOpen || hasPendingOrder(tenant) || blockers.has('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'),
    'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    4,
    "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
  );
  add(
    isUsable(source) && consumedOf(tenant, source.skuId) > seatsOf(tenant, source.skuId),
    'MORE_USERS_THAN_LICENSES',
    0,
    "You can't upgrade subscriptions now because you have more users than licenses.",
  );
  add(
    movesPeople && usableSubscriptions(tenant, source.skuId).length > 1,
    'MULTIPLE_PLANS_SAME_PRODUCT',
    3,
    'Subscription cannot be transitioned because conflicting subscriptions for license transfer exist.',
  );
  add(
    blockers.has('HAS_ADDON') && attachedAddOns(tenant, source).length > 0,
    'HAS_ADDON',
    6,
    'Subscription cannot be transitioned because it has add-ons.',
  );
  add(
    now < tenant.temporaryIssueUntil,
    'TEMPORARY_ISSUE',
    0,
    'The subscription that you want to upgrade from has a temporary issue',
  );
  for (const blocker of blockers) {
    const saying = sayings[blocker];
    if (saying) obstacles.push({ blocker, ...saying });
  }
  add(
    blockers.has('TARGET_NOT_SUPPORTED') || scenario.unsupportedTargets.includes(target.skuPartNumber),
    'TARGET_NOT_SUPPORTED',
    8,
    "The plan that you want to upgrade to isn't a supported option",
  );
  return obstacles;
}
