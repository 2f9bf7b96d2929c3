import { type Sku, skuNamed } from '../catalogue/skus.js';
import { transitionsOf } from '../catalogue/transitions.js';
import type { Blocker } from '../scenario.js';
import { openTransition } from './open-transition.js';
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

/** What is to be judged. */
interface Change {
  readonly tenant: Tenant;
  readonly source: Subscription;
  readonly movesPeople: boolean;
  readonly now: number;
}

/** What can be seen in the world, in the order it is told. */
const seen: readonly (Obstacle & { readonly isThere: (change: Change) => boolean })[] = [
  {
    blocker: 'SUBSCRIPTION_NOT_ACTIVE',
    code: 2,
    description: 'Subscription cannot be transitioned because the source subscription state is not active.',
    isThere: ({ source }) => source.status !== 'Enabled',
  },
  {
    blocker: 'TRIAL',
    code: 0,
    description: "Trial subscriptions can't be upgraded",
    isThere: ({ source }) => source.isTrial,
  },
  {
    blocker: 'NOT_PROVISIONED_OR_UNHEALTHY',
    code: 9,
    description: 'Subscription cannot be transitioned because it is not provisioned yet.',
    isThere: ({ source, now }) => !isProvisioned(source, now),
  },
  {
    blocker: 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
    code: 4,
    description:
      "You can't upgrade plans because another plan is in the process of being upgraded or is pending a credit check.",
    isThere: ({ tenant }) =>
      openTransition(tenant) !== undefined ||
      hasPendingOrder(tenant) ||
      tenant.blockers.has('OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING'),
  },
  {
    blocker: 'MORE_USERS_THAN_LICENSES',
    code: 0,
    description: "You can't upgrade subscriptions now because you have more users than licenses.",
    isThere: ({ tenant, source }) =>
      isUsable(source) && consumedOf(tenant, source.skuId) > seatsOf(tenant, source.skuId),
  },
  {
    blocker: 'MULTIPLE_PLANS_SAME_PRODUCT',
    code: 3,
    description: 'Subscription cannot be transitioned because conflicting subscriptions for license transfer exist.',
    isThere: ({ tenant, source, movesPeople }) => movesPeople && usableSubscriptions(tenant, source.skuId).length > 1,
  },
  {
    blocker: 'HAS_ADDON',
    code: 6,
    description: 'Subscription cannot be transitioned because it has add-ons.',
    isThere: ({ tenant, source }) => tenant.blockers.has('HAS_ADDON') && attachedAddOns(tenant, source).length > 0,
  },
  {
    blocker: 'TEMPORARY_ISSUE',
    code: 0,
    description: 'The subscription that you want to upgrade from has a temporary issue',
    isThere: ({ tenant, now }) => now < tenant.temporaryIssueUntil,
  },
];

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
  const mayChange = [scenario.source, ...scenario.sources.map(({ sku }) => sku)];
  const name = mayChange.find((one) => skuNamed(one).skuId === skuId);
  return name === undefined ? [] : transitionsOf(name).map(skuNamed);
}

const notSupported: Obstacle = {
  blocker: 'TARGET_NOT_SUPPORTED',
  code: 8,
  description: "The plan that you want to upgrade to isn't a supported option",
};

/** Why this purchase cannot be changed to that plan at `now`; empty when it can. */
export function obstaclesTo(
  tenant: Tenant,
  source: Subscription,
  target: Sku,
  movesPeople: boolean,
  now: number,
): Obstacle[] {
  const { blockers, scenario } = tenant;
  const isUnsupported =
    blockers.has('TARGET_NOT_SUPPORTED') || scenario.unsupportedTargets.includes(target.skuPartNumber);
  return [
    ...seen.filter(({ isThere }) => isThere({ tenant, source, movesPeople, now })),
    ...[...blockers].flatMap((blocker) => {
      const saying = sayings[blocker];
      return saying ? [{ blocker, ...saying }] : [];
    }),
    ...(isUnsupported ? [notSupported] : []),
  ];
}
