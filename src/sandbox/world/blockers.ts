import { skuNamed } from '../catalogue/skus.js';
import { hour } from '../duration.js';
import { guidFrom } from '../random.js';
import type { Blocker } from '../scenario.js';
import { countingUnlicensed, setLicences } from './holding.js';
import { consumedOf, isUsable, seatsOf, subscriptionsOf, usableSubscriptions } from './seats.js';
import type { Subscription, Tenant } from './state.js';
import { addSubscription, attachedAddOns, setStatus } from './subscriptions.js';

/** Makes exactly these blockers true: those the world can show become true in it, and those left out are undone. */
export function setBlockers(tenant: Tenant, wanted: readonly Blocker[], at: number): void {
  const before = tenant.blockers;
  tenant.blockers = new Set(wanted);
  const act = (blocker: Blocker, how: 'make' | 'undo') => {
    const source = sourceSubscription(tenant);
    if (source) acts[blocker]?.[how](tenant, source, at);
  };
  for (const blocker of before) if (!tenant.blockers.has(blocker)) act(blocker, 'undo');
  for (const blocker of tenant.blockers) if (!before.has(blocker)) act(blocker, 'make');
  if (tenant.scenario.purchaseChannel !== 'direct') buyElsewhere(tenant);
}

/** The purchase that an upgrade would start from: the oldest of the source plan that was not removed. */
export function sourceSubscription(tenant: Tenant): Subscription | undefined {
  const rows = subscriptionsOf(tenant, skuNamed(tenant.scenario.source).skuId);
  return rows.find(isUsable) ?? rows.find(({ status }) => status !== 'Deleted');
}

type Act = (tenant: Tenant, source: Subscription, at: number) => void;

/** How a blocker comes about and goes away in the world; null where only commerce knows of it. */
const acts: Readonly<Record<Blocker, { readonly make: Act; readonly undo: Act } | null>> = {
  MORE_USERS_THAN_LICENSES: {
    make(tenant, source) {
      const surplus = seatsOf(tenant, source.skuId) - consumedOf(tenant, source.skuId);
      if (surplus >= 0) setSeats(source, Math.max(source.seats - surplus - 3, 0));
    },
    undo(tenant, source) {
      const missing = consumedOf(tenant, source.skuId) - seatsOf(tenant, source.skuId);
      if (missing > 0) setSeats(source, source.seats + missing);
    },
  },
  NOT_PROVISIONED_OR_UNHEALTHY: {
    make: (_, source) => setStuck(source, ['EXCHANGE_S_ENTERPRISE']),
    undo: (_, source) => setStuck(source, []),
  },
  MULTIPLE_PLANS_SAME_PRODUCT: {
    make(tenant, source) {
      const second = Math.floor(source.seats / 4);
      setSeats(source, source.seats - second);
      addSubscription(tenant, { ...freshCopy(source), seats: second, createdAt: source.createdAt });
    },
    undo(tenant, source) {
      for (const other of usableSubscriptions(tenant, source.skuId)) {
        if (other === source) continue;
        setSeats(source, source.seats + other.seats);
        setStatus(other, 'Deleted');
      }
    },
  },
  HAS_ADDON: {
    make(tenant, source) {
      if (attachedAddOns(tenant, source).length === 0) attachStorage(tenant, source);
    },
    undo(tenant, source, at) {
      for (const addOn of attachedAddOns(tenant, source)) removeAddOn(tenant, addOn, at);
    },
  },
  NOT_DIRECT_PURCHASE: {
    make: buyElsewhere,
    undo(tenant) {
      tenant.scenario = { ...tenant.scenario, purchaseChannel: 'direct' };
      for (const subscription of tenant.subscriptions) subscription.ownerTenantId = null;
    },
  },
  SUBSCRIPTION_NOT_ACTIVE: {
    make: (tenant, source) => countingUnlicensed(tenant, () => setStatus(source, 'Suspended')),
    undo(_, source) {
      if (source.status === 'Suspended') setStatus(source, 'Enabled');
    },
  },
  TRIAL: {
    make: (_, source) => setTrial(source, true),
    undo: (_, source) => setTrial(source, false),
  },
  TEMPORARY_ISSUE: {
    make(tenant, _, at) {
      tenant.temporaryIssueUntil = at + hour;
    },
    undo(tenant) {
      tenant.temporaryIssueUntil = 0;
    },
  },
  OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING: null,
  NOT_ELIGIBLE: null,
  UNKNOWN_MESSAGE: null,
  PREPAID: null,
  GOV_OR_NONPROFIT: null,
  TARGET_NOT_SUPPORTED: null,
  UNPAID_BALANCE: null,
  MISSING_ROLE: null,
};

export function setSeats(subscription: Subscription, seats: number): void {
  subscription.seats = seats;
  subscription.version += 1;
}

function setTrial(subscription: Subscription, isTrial: boolean): void {
  subscription.isTrial = isTrial;
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
    const isSource = subscription.skuId === skuNamed(tenant.scenario.source).skuId;
    if (isSource || subscription.isLegacy) subscription.ownerTenantId = guidFrom('another partner');
  }
}
