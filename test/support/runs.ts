import type { Address } from '../../src/upgrade/order/address.js';
import { newCheckout } from '../../src/upgrade/order/order.js';
import type { Payer } from '../../src/upgrade/order/payer.js';
import type { AdminTask } from '../../src/upgrade/run/admin-tasks.js';
import { ordering } from '../../src/upgrade/run/entering.js';
import type { Run, RunState } from '../../src/upgrade/run/run.js';
import type { Schedule } from '../../src/upgrade/run/schedule.js';
import type { Failure, OrderRecord, Work } from '../../src/upgrade/run/shape.js';
import type { Assessment, SourceFound } from '../../src/upgrade/tenant/assessment.js';
import type { Blocker, BlockerId } from '../../src/upgrade/tenant/blockers.js';
import type { Subscription } from '../../src/upgrade/tenant/facts.js';
import { aVerification } from './findings.js';
import { nothingForetold } from './foretold.js';

/** Builders of runs in any state, for tests. Every value may be replaced. */

export const now = new Date('2026-03-04T09:30:00Z');
export const at = now.toISOString();

export function aSubscription(more: Partial<Subscription> = {}): Subscription {
  return {
    id: '5c9d7b1e-0000-4000-8000-000000000001',
    commerceId: 'c0ffee00-0000-4000-8000-000000000001',
    sku: 'ENTERPRISEWITHSCAL',
    skuId: '1392051d-0cb9-4b7a-88d5-621fee5e8711',
    status: 'Enabled',
    seats: 25,
    isTrial: false,
    nextLifecycleAt: '2026-09-30T00:00:00Z',
    ownerTenantId: null,
    services: [],
    ...more,
  };
}

export function aSource(more: Partial<SourceFound> = {}): SourceFound {
  return {
    sku: 'ENTERPRISEWITHSCAL',
    skuId: '1392051d-0cb9-4b7a-88d5-621fee5e8711',
    subscriptions: [aSubscription()],
    seats: 25,
    assigned: 25,
    addOns: [],
    owned: [],
    alreadyHold: {},
    otherPurchases: [],
    ...more,
  };
}

export function available(more: Partial<Extract<Assessment, { is: 'available' }>> = {}): Assessment {
  return {
    is: 'available',
    readAt: at,
    source: aSource(),
    plans: ['ENTERPRISEPREMIUM', 'SPE_E5', 'SPE_E5_NOPSTNCONF', 'ENTERPRISEPACK', 'SPE_E3'],
    refused: [],
    warnings: [],
    ...more,
  };
}

export function blocked(blockers: Blocker[], source: SourceFound = aSource()): Assessment {
  return { is: 'blocked', readAt: at, source, blockers, warnings: [] };
}

export function aBlocker(id: BlockerId, evidence: Blocker['evidence'] = { is: 'trial' }): Blocker {
  return { id, evidence };
}

function anAddress(more: Partial<Address> = {}): Address {
  return {
    companyName: 'Contoso AB',
    firstName: 'Alex',
    lastName: 'Wilber',
    email: 'alex@contoso.example',
    phoneNumber: '+46 8 123 456 78',
    addressLine1: 'Storgatan 1',
    addressLine2: '',
    city: 'Stockholm',
    state: '',
    postalCode: '111 22',
    country: 'SE',
    ...more,
  };
}

export function anOrder(more: Partial<OrderRecord> = {}): OrderRecord {
  return {
    kind: 'upgrade',
    key: '0d0d0d0d-0000-4000-8000-000000000001',
    plan: 'ENTERPRISEPREMIUM',
    quantity: 25,
    billingCycle: 'monthly',
    term: 'P1Y',
    payment: 'card',
    payer: null,
    attested: false,
    placedAt: at,
    placedBy: { id: 'alex', name: 'Alex Wilber' },
    sourceCommerceId: 'c0ffee00-0000-4000-8000-000000000001',
    cartId: null,
    cartExpired: false,
    price: null,
    commerceId: null,
    outcome: 'open',
    ...more,
  };
}

export function aFailure(more: Partial<Failure> = {}): Failure {
  return {
    id: 'adele',
    name: 'Adele Vance',
    of: 'user',
    reason: 'usageLocation',
    text: 'License assignment cannot be done for user with invalid usage location.',
    ...more,
  };
}

export function someWork(more: Partial<Work> = {}): Work {
  return {
    total: 25,
    done: 10,
    failures: [],
    failuresUnlisted: 0,
    startedAt: at,
    unmapped: {},
    alsoOff: {},
    learnt: [],
    ...more,
  };
}

/** A run of Contoso, assessed with the tab available, unless told otherwise. */
export function aRun(more: Partial<Run> = {}): Run {
  return {
    id: 'run-1',
    tenantId: 'contoso',
    revision: 7,
    commerce: 'partner-center',
    openedAt: at,
    openedBy: { id: 'alex', name: 'Alex Wilber' },
    organization: { displayName: 'Contoso', country: 'SE' },
    assessment: available(),
    path: null,
    plan: null,
    lacks: null,
    along: { from: [], to: [] },
    losingTeams: null,
    losing: null,
    cart: null,
    checkout: null,
    offer: null,
    attested: null,
    attestationAsked: false,
    wanted: null,
    order: null,
    earlierOrders: [],
    seatsToBuy: null,
    growing: null,
    useSubscriptionId: null,
    accepted: [],
    termsOfOld: null,
    toldAt: null,
    snapshot: null,
    decided: null,
    reassign: null,
    located: null,
    pilot: null,
    restore: null,
    undo: null,
    schedule: null,
    handovers: [],
    cancelled: [],
    cancelSent: false,
    followers: ['alex'],
    left: [],
    state: { is: 'assessed' },
    notices: [],
    noticeSeq: 0,
    holdup: null,
    attempts: 0,
    turns: [],
    audit: [],
    ...more,
  };
}

/** A beginning two days ahead, at ten in the evening in Stockholm. */
export function aSchedule(more: Partial<Schedule> = {}): Schedule {
  return {
    at: '2026-03-06T21:00:00.000Z',
    timeZone: 'Europe/Stockholm',
    by: { id: 'alex', name: 'Alex Wilber' },
    reminded: false,
    missed: false,
    nextAt: '2026-03-06T20:00:00.000Z',
    ...more,
  };
}

const waiting = { since: at, nextAt: '2026-03-04T09:31:00Z' };
const chosen = { plan: 'ENTERPRISEPREMIUM', path: 'automatic' } as const;
const cart = {
  billingCycle: 'monthly',
  term: 'P1Y',
  quantity: 25,
  addOnsKept: [],
  addOnsRemoved: [],
} satisfies Run['cart'];

/** Somebody who may pay for an order; of a billing account unless told otherwise. */
export function aPayer(more: Partial<Payer> = {}): Payer {
  return {
    id: 'PROF-1/SECT-1',
    name: 'Contoso',
    soldTo: anAddress(),
    billedTo: anAddress(),
    payments: ['card', 'invoice'],
    paysNow: true,
    ...more,
  };
}
const partner = aPayer({ id: 'partner', name: null, payments: ['invoice'] });
const checkout = newCheckout([partner]) satisfies Run['checkout'];

/** A checkout on a billing account. */
export function onAccount(payers: Payer[] = [aPayer()]): Run {
  const more = { commerce: 'billing-account', path: 'manual', checkout: newCheckout(payers) } as const;
  return { ...runIn.checkout(), ...more };
}

const snapshot = {
  pages: 1,
  people: 25,
  withSwitchedOff: 3,
  takenAt: at,
  generation: 0,
  withoutLocation: 0,
  first: [],
  ...nothingForetold,
};
const ordered = { ...chosen, cart, checkout, order: anOrder(), snapshot };
const byHand = {
  plan: 'ENTERPRISEPREMIUM',
  path: 'manual',
  order: anOrder({ kind: 'purchase', outcome: 'completed' }),
} as const;

/** A run that waits for an admin to do a task in the admin center. */
export function guided(task: AdminTask, more: Partial<Run> = {}, state: Partial<TaskState> = {}): Run {
  const path = task === 'buy' || task === 'cancel' ? 'manual' : 'automatic';
  const moved = task === 'cancel' ? { reassign: someWork({ done: 25 }) } : {};
  return aRun({
    commerce: 'admin-center',
    plan: 'ENTERPRISEPREMIUM',
    path,
    cart,
    snapshot,
    ...moved,
    state: { is: 'adminTask', task, ...waiting, notFoundAt: null, saidDone: false, others: [], ...state },
    ...more,
  });
}
type TaskState = Extract<RunState, { is: 'adminTask' }>;

/** Alex decided just now that licences be changed. */
export const decided = { by: { id: 'alex', name: 'Alex Wilber' }, at, needs: 'assign' } as const;

/** A plausible run for every state, on the path where the state belongs. */
export const runIn: Record<RunState['is'], () => Run> = {
  assessed: () => aRun(),
  choosingPlan: () => aRun({ path: 'manual', state: { is: 'choosingPlan' } }),
  beforeYouBegin: () => aRun({ ...chosen, state: { is: 'beforeYouBegin' } }),
  manualBuy: () =>
    aRun({
      path: 'manual',
      plan: 'ENTERPRISEPREMIUM',
      state: { is: 'manualBuy' },
      assessment: available({
        source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 40, free: 30 }] }),
      }),
    }),
  cart: () => aRun({ ...chosen, cart, state: { is: 'cart' } }),
  checkout: () => aRun({ ...chosen, cart, checkout, state: { is: 'checkout' } }),
  preparing: () => aRun({ ...ordered, snapshot: null, state: { is: 'preparing', ...waiting, before: 'order' } }),
  ordering: () => aRun({ ...ordered, state: { ...ordering(now), ...waiting, sent: true, sends: 1 } }),
  creditCheck: () =>
    aRun({ ...ordered, state: { is: 'creditCheck', of: 'order', ...waiting, latestEnd: '2026-03-06T09:30:00Z' } }),
  transition: () =>
    aRun({ ...ordered, state: { is: 'transition', ...waiting, moved: 5, total: 25, groupsSince: null } }),
  restoring: () =>
    aRun({
      ...ordered,
      restore: someWork({ total: 3, done: 1 }),
      decided: { ...decided, needs: 'steer' },
      state: { is: 'restoring', ...waiting, oldPlan: { is: 'ended' }, groups: false, tries: 0 },
    }),
  reassigning: () =>
    aRun({
      ...byHand,
      snapshot,
      reassign: someWork(),
      decided,
      state: { is: 'reassigning', ...waiting, pilot: 0, onlyFailed: false, only: [] },
    }),
  locating: () =>
    aRun({
      ...byHand,
      snapshot,
      decided,
      state: { is: 'locating', ...waiting, country: 'SE', people: ['adele', 'megan'], again: false },
    }),
  undoing: () =>
    aRun({
      ...byHand,
      snapshot,
      reassign: someWork(),
      undo: someWork(),
      decided,
      state: { is: 'undoing', ...waiting },
    }),
  scheduled: () => aRun({ ...ordered, schedule: aSchedule(), state: { is: 'scheduled', since: at, begins: 'order' } }),
  cancelling: () =>
    aRun({
      ...byHand,
      snapshot,
      reassign: someWork({ done: 25 }),
      cancelSent: true,
      state: {
        is: 'cancelling',
        ...waiting,
        confirmedBy: { id: 'alex', name: 'Alex Wilber' },
        clearSince: null,
        sent: true,
      },
    }),
  manualVerify: () =>
    aRun({
      ...byHand,
      state: {
        is: 'manualVerify',
        ...waiting,
        since: '2026-03-04T07:30:00.000Z',
        seen: aVerification({ seats: 20, notProvisioned: ['TEAMS1'], checkedAt: at }),
      },
    }),
  manualReassign: () => aRun({ ...byHand, snapshot, state: { is: 'manualReassign' } }),
  manualCancel: () => aRun({ ...byHand, snapshot, reassign: someWork({ done: 25 }), state: { is: 'manualCancel' } }),
  paused: () =>
    aRun({
      ...byHand,
      snapshot,
      reassign: someWork(),
      decided,
      state: {
        is: 'paused',
        since: at,
        resume: { is: 'reassigning', ...waiting, pilot: 0, onlyFailed: false, only: [] },
      },
    }),
  needsAttention: () =>
    aRun({
      ...ordered,
      order: anOrder({ outcome: 'declined' }),
      state: {
        is: 'needsAttention',
        since: at,
        trouble: { is: 'orderDeclined', code: '800002', text: 'The credit check did not pass.' },
        resume: { is: 'checkout' },
      },
    }),
  kept: () =>
    aRun({
      ...byHand,
      snapshot,
      reassign: someWork({ done: 25 }),
      state: { is: 'kept', ...waiting, renewsAt: '2026-09-01T00:00:00.000Z' },
    }),
  completed: () =>
    aRun({
      ...ordered,
      order: anOrder({ outcome: 'completed' }),
      restore: someWork({ total: 3, done: 3 }),
      state: { is: 'completed', at, oldPlanKept: false },
    }),
  adminTask: () => guided('openTab'),
  stopped: () => aRun({ state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } } }),
  handedOver: () =>
    aRun({
      assessment: { is: 'notDirect', readAt: at, source: aSource(), ownerTenantId: 'partner-tenant' },
      state: { is: 'handedOver', at },
    }),
};
