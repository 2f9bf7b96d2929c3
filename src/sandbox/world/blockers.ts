import { skuNamed } from '../catalogue/skus.js';
import { guidFrom } from '../random.js';
import type { Blocker } from '../scenario.js';
import { countingUnlicensed, setLicences } from './holding.js';
import { consumedOf, isUsable, seatsOf, subscriptionsOf, usableSubscriptions } from './seats.js';
import type { Subscription, Tenant } from './state.js';
import { addSubscription, attachedAddOns, setStatus } from './subscriptions.js';

const hour = 3_600_000;

/** Makes exactly these blockers true: those the world can show become true in it, and those left out are undone. */
export function setBlockers(tenant: Tenant, wanted: readonly Blocker[], at: number): void {
  const before = tenant.blockers;
  tenant.blockers = new Set(wanted);
  for (const blocker of before) if (!tenant.blockers.has(blocker)) undo(tenant, blocker, at);
  for (const blocker of tenant.blockers) if (!before.has(blocker)) make(tenant, blocker, at);
  if (tenant.scenario.purchaseChannel !== 'direct') buyElsewhere(tenant);
}

/** The purchase that an upgrade would start from: the oldest of the source plan that was not removed. */
export function sourceSubscription(tenant: Tenant): Subscription | undefined {
  const rows = subscriptionsOf(tenant, skuNamed(tenant.scenario.source).skuId);
  return rows.find(isUsable) ?? rows.find(({ status }) => status !== 'Deleted');
}

function make(tenant: Tenant, blocker: Blocker, at: number): void {
  const source = sourceSubscription(tenant);
  if (!source) return;
  switch (blocker) {
    case 'MORE_USERS_THAN_LICENSES': {
      const people = consumedOf(tenant, source.skuId);
      const surplus = seatsOf(tenant, source.skuId) - people;
      if (surplus >= 0) setSeats(source, Math.max(source.seats - surplus - 3, 0));
      break;
    }
    case 'NOT_PROVISIONED_OR_UNHEALTHY':
      setStuck(source, ['EXCHANGE_S_ENTERPRISE']);
      break;
    case 'MULTIPLE_PLANS_SAME_PRODUCT': {
      const second = Math.floor(source.seats / 4);
      setSeats(source, source.seats - second);
      addSubscription(tenant, { ...freshCopy(source), seats: second, createdAt: source.createdAt });
      break;
    }
    case 'HAS_ADDON':
      if (attachedAddOns(tenant, source).length === 0) attachStorage(tenant, source);
      break;
    case 'NOT_DIRECT_PURCHASE':
      buyElsewhere(tenant);
      break;
    case 'SUBSCRIPTION_NOT_ACTIVE':
      countingUnlicensed(tenant, () => setStatus(source, 'Suspended'));
      break;
    case 'TRIAL':
      source.isTrial = true;
      source.version += 1;
      break;
    case 'TEMPORARY_ISSUE':
      tenant.temporaryIssueUntil = at + hour;
      break;
    case 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING':
    case 'NOT_ELIGIBLE':
    case 'UNKNOWN_MESSAGE':
    case 'PREPAID':
    case 'GOV_OR_NONPROFIT':
    case 'TARGET_NOT_SUPPORTED':
    case 'UNPAID_BALANCE':
    case 'MISSING_ROLE':
      break;
    default: {
      blocker satisfies never;
    }
  }
}

function undo(tenant: Tenant, blocker: Blocker, at: number): void {
  const source = sourceSubscription(tenant);
  if (!source) return;
  switch (blocker) {
    case 'MORE_USERS_THAN_LICENSES': {
      const missing = consumedOf(tenant, source.skuId) - seatsOf(tenant, source.skuId);
      if (missing > 0) setSeats(source, source.seats + missing);
      break;
    }
    case 'NOT_PROVISIONED_OR_UNHEALTHY':
      setStuck(source, []);
      break;
    case 'MULTIPLE_PLANS_SAME_PRODUCT':
      for (const other of usableSubscriptions(tenant, source.skuId)) {
        if (other === source) continue;
        setSeats(source, source.seats + other.seats);
        setStatus(other, 'Deleted');
      }
      break;
    case 'HAS_ADDON':
      for (const addOn of attachedAddOns(tenant, source)) removeAddOn(tenant, addOn, at);
      break;
    case 'NOT_DIRECT_PURCHASE':
      tenant.scenario = { ...tenant.scenario, purchaseChannel: 'direct' };
      for (const subscription of tenant.subscriptions) subscription.ownerTenantId = null;
      break;
    case 'SUBSCRIPTION_NOT_ACTIVE':
      if (source.status === 'Suspended') setStatus(source, 'Enabled');
      break;
    case 'TRIAL':
      source.isTrial = false;
      source.version += 1;
      break;
    case 'TEMPORARY_ISSUE':
      tenant.temporaryIssueUntil = 0;
      break;
    case 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING':
    case 'NOT_ELIGIBLE':
    case 'UNKNOWN_MESSAGE':
    case 'PREPAID':
    case 'GOV_OR_NONPROFIT':
    case 'TARGET_NOT_SUPPORTED':
    case 'UNPAID_BALANCE':
    case 'MISSING_ROLE':
      break;
    default: {
      blocker satisfies never;
    }
  }
}

export function setSeats(subscription: Subscription, seats: number): void {
  subscription.seats = seats;
  subscription.version += 1;
}

function setStuck(subscription: Subscription, plans: readonly string[]): void {
  subscription.stuckPlans = plans;
  subscription.version += 1;
}

function freshCopy({ skuId, orderId, isLegacy, termDuration, billingCycle }: Subscription) {
  return { skuId, orderId, isLegacy, termDuration, billingCycle };
}

function attachStorage(tenant: Tenant, source: Subscription): void {
  const { skuId } = skuNamed('SHAREPOINTSTORAGE');
  addSubscription(tenant, {
    skuId,
    seats: 10,
    createdAt: source.createdAt,
    orderId: source.orderId,
    isLegacy: true,
    parentId: source.commerceId,
  });
}

/** Takes an add-on away, from the people who hold it too. */
export function removeAddOn(tenant: Tenant, addOn: Subscription, at: number): void {
  for (const user of tenant.users) {
    const kept = user.licences.filter(({ skuId }) => skuId !== addOn.skuId);
    if (kept.length !== user.licences.length) setLicences(tenant, user, kept, at);
  }
  setStatus(addOn, 'Deleted');
}

function buyElsewhere(tenant: Tenant): void {
  for (const subscription of tenant.subscriptions) {
    if (subscription.isLegacy) subscription.ownerTenantId = guidFrom('another partner');
  }
}
