import { isCoveredBy, skuWithId } from '../catalogue/skus.js';
import { removeAddOn } from './blockers.js';
import { convertInPlace } from './convert-in-place.js';
import { setLicences } from './holding.js';
import { movedLicences } from './moved-licences.js';
import { placeOrder } from './orders.js';
import { consumedOf, isUsable, seatsOf, takesSeat } from './seats.js';
import type { Group, Licence, Subscription, Tenant, Transition, TransitionEvent, User } from './state.js';
import { addSubscription, attachedAddOns, endSubscription, provisioningMs, setStatus } from './subscriptions.js';
import { newId, schedule } from './time.js';

/** Commerce sets up a plan it moves people to ahead of the rest. */
const conversionShare = 1 / 20;
const longestConversionMs = 120_000;
const beforeMovingMs = 10_000;
const stepMs = 1000;
const peopleAStep = 33;
const graceLookMs = 10_000;

interface NewTransition {
  readonly source: Subscription;
  readonly toSkuId: string;
  readonly quantity: number;
  readonly billingCycle: string;
  readonly termDuration: string;
  readonly movesPeople: boolean;
  readonly key: string;
  readonly at: number;
}

/**
 * Starts changing a subscription to another plan: an order, a credit check if there is one, the conversion, then the
 * move of everybody, about 30 ms a person. At the end the old subscription is gone. Services that were switched off
 * are switched on again, as Microsoft's own upgrade does.
 */
export function startTransition(tenant: Tenant, wanted: NewTransition): Transition {
  const { source, toSkuId, at, movesPeople } = wanted;
  const id = newId(tenant, 'operation');
  const toId = keepsSubscription(tenant, movesPeople) ? source.commerceId : newId(tenant, 'commerce');
  const events: TransitionEvent[] = [{ name: 'Conversion', status: 'Started', at, errors: [] }];
  const started: { transition?: Transition } = {};
  const order = placeOrder(tenant, {
    alternateId: id,
    key: wanted.key,
    lines: [
      {
        skuId: toSkuId,
        quantity: wanted.quantity,
        billingCycle: wanted.billingCycle,
        termDuration: wanted.termDuration,
      },
    ],
    at,
    onAccepted: (_, accepted) => {
      const due = accepted + Math.min(provisioningMs(tenant) * conversionShare, longestConversionMs);
      schedule(tenant, due, (when) => {
        if (started.transition) convert(tenant, started.transition, when);
      });
    },
    onDeclined: ({ word }, declined) => {
      if (!started.transition) return;
      started.transition.isOpen = false;
      if (word !== 'cancelled') return;
      const description = 'Risk check failed: the order was declined after the credit check.';
      log(started.transition, 'Conversion', 'Failed', declined, [{ code: '800069', description }]);
    },
  });
  const transition: Transition = {
    id,
    fromId: source.commerceId,
    toSkuId,
    toId,
    quantity: wanted.quantity,
    billingCycle: wanted.billingCycle,
    termDuration: wanted.termDuration,
    movesPeople,
    orderId: order.id,
    events,
    isOpen: true,
  };
  started.transition = transition;
  tenant.transitions.push(transition);
  schedule(tenant, at + stepMs, (due) => {
    if (events.length === 1) log(transition, 'Conversion', 'InProgress', due);
  });
  return transition;
}

function log(
  transition: Transition,
  name: TransitionEvent['name'],
  status: TransitionEvent['status'],
  at: number,
  errors: TransitionEvent['errors'] = [],
): void {
  transition.events.push({ name, status, at, errors });
}

/** Only a subscription whose people come along can become another one. */
function keepsSubscription({ scenario }: Tenant, movesPeople: boolean): boolean {
  return scenario.keepsSubscription && movesPeople;
}

function convert(tenant: Tenant, transition: Transition, at: number): void {
  if (transition.toId === transition.fromId) {
    become(tenant, transition, at);
    return;
  }
  addSubscription(tenant, {
    skuId: transition.toSkuId,
    commerceId: transition.toId,
    seats: transition.quantity,
    createdAt: at,
    orderId: transition.orderId,
    isLegacy: false,
    termDuration: transition.termDuration,
    billingCycle: transition.billingCycle,
  });
  converted(tenant, transition, at);
  if (!transition.movesPeople) {
    transition.isOpen = false;
    return;
  }
  log(transition, 'SeatReassignment', 'Started', at);
  schedule(tenant, at + beforeMovingMs, (due) => {
    log(transition, 'SeatReassignment', 'InProgress', due);
    moveSome(tenant, transition, due);
  });
}

function converted(tenant: Tenant, transition: Transition, at: number): void {
  const order = tenant.orders.find(({ id }) => id === transition.orderId);
  for (const line of order?.lines ?? []) line.subscriptionId = transition.toId;
  log(transition, 'Conversion', 'Completed', at);
}

/** The subscription and its people become the new plan's at once, and nothing ends. */
function become(tenant: Tenant, transition: Transition, at: number): void {
  const source = sourceOf(tenant, transition);
  const fromSkuId = source.skuId;
  convertInPlace(tenant, source, transition, at);
  converted(tenant, transition, at);
  for (const group of tenant.groups.values()) swapGroup(group, fromSkuId, transition.toSkuId);
  for (const addOn of attachedAddOns(tenant, source)) moveAddOn(tenant, addOn, transition, at);
  for (const status of ['Started', 'InProgress', 'Completed'] as const) log(transition, 'SeatReassignment', status, at);
  transition.isOpen = false;
}

function sourceOf(tenant: Tenant, { id, fromId }: Transition): Subscription {
  const source = tenant.subscriptions.find(({ commerceId }) => commerceId === fromId);
  if (!source) throw new Error(`the subscription that transition ${id} started from is gone`);
  return source;
}

function moveSome(tenant: Tenant, transition: Transition, at: number): void {
  const source = sourceOf(tenant, transition);
  const movesGroups = tenant.scenario.groupsAfterTransition === 'moved';
  const isMoved = ({ skuId, groupId }: Licence) => skuId === source.skuId && (movesGroups || groupId === null);
  const holders = tenant.users.filter(({ licences }) => licences.some(isMoved));
  const some = holders.slice(0, peopleAStep);
  const without = some.filter((user) => !move(tenant, user, isMoved, transition.toSkuId, at));
  if (without.length > 0) {
    const description = `${without.length} or more people have no license of the new subscription.`;
    log(transition, 'SeatReassignment', 'Failed', at, [{ code: 12, description }]);
    transition.isOpen = false;
  } else if (holders.length > some.length) {
    schedule(tenant, at + stepMs, (due) => moveSome(tenant, transition, due));
  } else {
    finish(tenant, transition, source, at);
  }
}

/** Moves one person in one step, all services of the new plan switched on; false when there is no seat. */
function move(
  tenant: Tenant,
  user: User,
  isMoved: (licence: Licence) => boolean,
  toSkuId: string,
  at: number,
): boolean {
  const alreadyHolds = user.licences.some((licence) => licence.skuId === toSkuId && takesSeat(licence));
  if (!alreadyHolds && consumedOf(tenant, toSkuId) >= seatsOf(tenant, toSkuId)) return false;
  setLicences(tenant, user, movedLicences(user, isMoved, toSkuId, at), at);
  return true;
}

function finish(tenant: Tenant, transition: Transition, source: Subscription, at: number): void {
  const groups = tenant.scenario.groupsAfterTransition;
  if (groups === 'moved')
    for (const group of tenant.groups.values()) swapGroup(group, source.skuId, transition.toSkuId);
  for (const addOn of attachedAddOns(tenant, source)) moveAddOn(tenant, addOn, transition, at);
  if (groups === 'leftInGrace') endWhenNobodyHolds(tenant, source, at);
  else if (isUsable(source)) endSubscription(tenant, source, 'Deleted', 'transition', at);
  log(transition, 'SeatReassignment', 'Completed', at);
  transition.isOpen = false;
}

/** The subscription runs out, and is there, in grace, until the last group has left it. */
function endWhenNobodyHolds(tenant: Tenant, source: Subscription, at: number): void {
  if (source.status === 'Enabled') setStatus(source, 'Warning');
  if (consumedOf(tenant, source.skuId) > 0) {
    schedule(tenant, at + graceLookMs, (due) => endWhenNobodyHolds(tenant, source, due));
  } else if (isUsable(source)) {
    endSubscription(tenant, source, 'Deleted', 'transition', at);
  }
}

function swapGroup(group: Group, fromSkuId: string, toSkuId: string): void {
  if (!group.licences.some(({ skuId }) => skuId === fromSkuId)) return;
  group.licences = [
    ...group.licences.filter(({ skuId }) => skuId !== fromSkuId && skuId !== toSkuId),
    { skuId: toSkuId, disabledPlans: [] },
  ];
}

function moveAddOn(tenant: Tenant, addOn: Subscription, transition: Transition, at: number): void {
  const sku = skuWithId(addOn.skuId);
  const target = skuWithId(transition.toSkuId);
  if (sku && target && isCoveredBy(sku, target)) {
    removeAddOn(tenant, addOn, at);
    return;
  }
  addOn.parentId = transition.toId;
  addOn.version += 1;
}
