import type { Cards, Message, Note, Rendered, RunContext, Viewer } from '../../src/teams/cards/index.js';
import { blockerIds } from '../../src/upgrade/blockers.js';
import {
  type AdminTask,
  adminTasks,
  type Failure,
  failureSchema,
  noticeSchema,
  type Run,
  type Trouble,
} from '../../src/upgrade/run.js';
import {
  aBlocker,
  aFailure,
  aRun,
  aSource,
  aSubscription,
  at,
  available,
  blocked,
  guided,
  now,
  runIn,
  someWork,
} from '../support/runs.js';

/** Every card there is, with every variant of its words, so that a rule can be checked on all of them. */

export const alex: Viewer = {
  name: 'Alex Wilber',
  language: 'en',
  roles: ['globalAdministrator'],
  timeZone: 'Europe/Stockholm',
  sandbox: true,
};

const later: RunContext = { now: new Date(now.getTime() + 90_000) };

const addOns = ['SHAREPOINTSTORAGE', 'MCOMEETADV'];
const evidences = [
  { is: 'seats', assigned: 27, bought: 25 },
  { is: 'services', names: ['Exchange Online (Plan 2)'] },
  { is: 'issues', titles: ['Some users cannot sign in'] },
  { is: 'subscriptions', count: 2, sku: 'ENTERPRISEWITHSCAL' },
  { is: 'addOns', skus: addOns },
  { is: 'status', status: 'Suspended' },
  { is: 'status', status: 'SomethingNew' },
  { is: 'sku', sku: 'ENTERPRISEWITHSCAL_GOV' },
  { is: 'owner', tenantId: null },
  { is: 'owner', tenantId: 'a-tenant' },
  { is: 'trial' },
  { is: 'commerce', code: '800009', text: 'A long sentence from the commerce that explains what is wrong.' },
  { is: 'commerce', code: '800009', text: '' },
] as const satisfies Parameters<typeof aBlocker>[1][];

export const everyBlockerAtOnce = blocked(
  blockerIds.map((id) =>
    aBlocker(id, {
      is: 'commerce',
      code: '0',
      text: 'A sentence of the commerce, of the length such sentences have, on what is wrong with the subscription.',
    }),
  ),
);

const troubles: Trouble[] = [
  { is: 'orderDeclined', code: '800002', text: 'The credit check did not pass.' },
  { is: 'orderUnsettled', since: at },
  { is: 'denied', needs: 'LicenseAssignment.ReadWrite.All' },
  { is: 'denied', needs: null },
  { is: 'refused', code: '800009', text: '' },
  { is: 'overdue', what: 'transition', since: at },
  { is: 'overdue', what: 'creditCheck', since: at },
  { is: 'overdue', what: 'provisioning', since: at },
  { is: 'overdue', what: 'cancel', since: at },
  { is: 'stillHeld', users: 3, groups: 1 },
  { is: 'unexpected', text: 'A surprise.' },
];

export const everyReason: Failure[] = failureSchema.shape.reason.options.map((reason) => aFailure({ reason }));

const notFound = { notFoundAt: at, nextAt: '2026-03-04T10:31:00Z' };
const typed = 'Something that nobody has written down.';
const taskOf = (task: AdminTask) =>
  ({ is: 'adminTask', task, since: at, nextAt: at, notFoundAt: null, saidDone: false }) as const;

/** Runs with something more to say than the plain one of their state. */
const variants: Record<string, Run> = {
  'every blocker': aRun({ assessment: everyBlockerAtOnce }),
  'every evidence': aRun({
    assessment: blocked(evidences.map((evidence) => aBlocker('NOT_ELIGIBLE', evidence))),
  }),
  'blocked, without an API to buy': aRun({
    commerce: 'admin-center',
    assessment: blocked([aBlocker('NOT_ELIGIBLE')]),
  }),
  'few blockers': aRun({ assessment: blocked([aBlocker('NOT_PROVISIONED_OR_UNHEALTHY', { is: 'trial' })]) }),
  'every reported message': aRun({
    commerce: 'admin-center',
    assessment: blocked(blockerIds.map((id) => aBlocker(id, { is: 'reported', message: '' }))),
  }),
  'a message of their own': aRun({
    commerce: 'admin-center',
    assessment: blocked([aBlocker('UNKNOWN_MESSAGE', { is: 'reported', message: typed })]),
  }),
  'the tab lists plans, as told': aRun({ commerce: 'admin-center' }),
  'before you begin, guided': { ...runIn.beforeYouBegin(), commerce: 'admin-center' },
  'reading who has what, guided': {
    ...guided('openTab'),
    state: { is: 'preparing', since: at, nextAt: at, before: 'guide' },
  },
  ...Object.fromEntries(adminTasks.map((task) => [`guided: ${task}`, guided(task)])),
  ...Object.fromEntries(adminTasks.map((task) => [`not found: ${task}`, guided(task, {}, notFound)])),
  ...Object.fromEntries(adminTasks.map((task) => [`said done: ${task}`, guided(task, {}, { saidDone: true })])),
  'guided: the tab under a billing account': guided('openTab', { commerce: 'billing-account' }),
  'guided: cart with add-ons': guided('cart', {
    cart: { billingCycle: 'monthly', quantity: 30, addOnsKept: ['SHAREPOINTSTORAGE'], addOnsRemoved: ['MCOMEETADV'] },
  }),
  'guided: buy with add-ons': guided('buy', { assessment: available({ source: aSource({ addOns }) }) }),
  'guided: buy one more': guided('buy', { seatsToBuy: 1 }, notFound),
  'guided: cancel several with many licenses': guided(
    'cancel',
    {
      assessment: available({
        source: aSource({
          addOns,
          subscriptions: [aSubscription({ seats: 300 }), aSubscription({ id: 'other', seats: 60 })],
        }),
      }),
    },
    notFound,
  ),
  'guided: checking before canceling': { ...runIn.cancelling(), commerce: 'admin-center' },
  'stopped while guided': {
    ...guided('placeOrder'),
    state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
  },
  'trouble while guided': {
    ...guided('placeOrder'),
    state: { is: 'needsAttention', since: at, trouble: { is: 'denied', needs: null }, resume: taskOf('placeOrder') },
  },
  'paused while guided': { ...guided('buy'), state: { is: 'paused', since: at, resume: taskOf('buy') } },
  'ask the admin': aRun({
    commerce: 'admin-center',
    assessment: {
      is: 'askTheAdmin',
      readAt: at,
      source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'SPE_E5', seats: 40, free: 30 }] }),
    },
  }),
  'add-ons and a refused plan': aRun({
    assessment: available({
      source: aSource({ addOns }),
      plans: ['ENTERPRISEPREMIUM'],
      refused: [{ plan: 'ENTERPRISEPACK', blocker: aBlocker('TARGET_NOT_SUPPORTED') }],
    }),
  }),
  'plans with add-ons': { ...runIn.choosingPlan(), assessment: available({ source: aSource({ addOns }) }) },
  'before you begin, by hand': { ...runIn.beforeYouBegin(), path: 'manual' },
  'cart with add-ons': {
    ...runIn.cart(),
    cart: { billingCycle: 'annual', quantity: 30, addOnsKept: ['SHAREPOINTSTORAGE'], addOnsRemoved: ['MCOMEETADV'] },
  },
  'cart by hand': { ...runIn.cart(), path: 'manual', assessment: available({ source: aSource({ addOns }) }) },
  'cart for the missing seats': { ...runIn.cart(), path: 'manual', seatsToBuy: 5 },
  'checkout without addresses': {
    ...runIn.checkout(),
    path: 'manual',
    commerce: 'admin-center',
    checkout: { soldTo: null, billedTo: null, payment: 'invoice' },
  },
  'checkout by hand': { ...runIn.checkout(), path: 'manual' },
  'nothing owned fits': {
    ...runIn.manualBuy(),
    commerce: 'admin-center',
    assessment: available({
      source: aSource({ owned: [{ subscriptionId: 'owned-1', sku: 'ENTERPRISEPREMIUM', seats: 5, free: 1 }] }),
    }),
  },
  'credit check by hand': { ...runIn.creditCheck(), path: 'manual' },
  'nothing verified yet': { ...runIn.manualVerify(), state: { is: 'manualVerify', since: at, nextAt: at, seen: null } },
  'all verified': {
    ...runIn.manualVerify(),
    state: {
      is: 'manualVerify',
      since: at,
      nextAt: at,
      seen: { active: false, seats: 25, seatsNeeded: 25, notProvisioned: [], checkedAt: at },
    },
  },
  'every failure': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5, failures: everyReason, failuresUnlisted: 3 }),
  },
  'a failed group': {
    ...runIn.manualReassign(),
    reassign: someWork({ done: 5, failures: [aFailure({ of: 'group', name: 'Sales' })] }),
  },
  'cancel by hand': {
    ...runIn.manualCancel(),
    commerce: 'admin-center',
    assessment: available({ source: aSource({ addOns, subscriptions: [aSubscription({ nextLifecycleAt: null })] }) }),
  },
  'a pause while the credit is checked': {
    ...runIn.creditCheck(),
    state: { is: 'paused', since: at, resume: { is: 'creditCheck', since: at, nextAt: at, latestEnd: at } },
  },
  'the old plan kept': {
    ...runIn.manualCancel(),
    reassign: someWork({ done: 24, failures: [aFailure()], unmapped: { MCOVOICECONF: 2 } }),
    state: { is: 'completed', at, oldPlanKept: true },
  },
  'the old plan canceled': {
    ...runIn.manualCancel(),
    order: null,
    assessment: available({ source: aSource({ addOns }) }),
    state: { is: 'completed', at, oldPlanKept: false },
  },
  'not all restored': {
    ...runIn.completed(),
    restore: someWork({ total: 3, done: 2, failures: [aFailure()] }),
  },
  'stopped after buying': {
    ...runIn.manualCancel(),
    state: { is: 'stopped', at, by: { id: 'alex', name: 'Alex Wilber' } },
  },
  'no run would be opened': aRun({ assessment: { is: 'noSource', readAt: at } }),
  'trouble while canceling': {
    ...runIn.needsAttention(),
    reassign: someWork({ failures: [aFailure()] }),
    state: {
      is: 'needsAttention',
      since: at,
      trouble: { is: 'refused', code: '1', text: 'No.' },
      resume: {
        is: 'cancelling',
        since: at,
        nextAt: at,
        confirmedBy: { id: 'alex', name: 'Alex Wilber' },
        sent: true,
      },
    },
  },
  'trouble after buying': { ...runIn.needsAttention(), useSubscriptionId: 'owned-1' },
};

const notes: Note[] = [
  ...(['stale', 'notNow', 'notAcknowledged', 'notConfirmed', 'quantityNotANumber', 'nothingChanged'] as const).map(
    (why) => ({ why }),
  ),
  ...(['unknownSubscription', 'notByApi', 'tooLateToStop'] as const).map((why) => ({ why })),
  ...(['stillLooking', 'unreachable', 'notKept', 'rolesUnknown', 'badInput'] as const).map((why) => ({ why })),
  { why: 'unknownPlan', plan: 'NO_SUCH' },
  { why: 'planNotOffered', plan: 'ENTERPRISEPACK', blocker: 'TARGET_NOT_SUPPORTED' },
  { why: 'quantityBelowAssigned', quantity: 3, assigned: 25 },
  { why: 'quantityBelowOwned', quantity: 3, owned: 25 },
  { why: 'quantityTooLarge', maximum: 10_000_000 },
  ...(['missing', 'tooLong', 'invalid'] as const).map(
    (problem): Note => ({ why: 'addressField', field: 'city', problem }),
  ),
  { why: 'addressField', field: 'unheardOf', problem: 'invalid' },
  { why: 'invoiceBelowThreshold', thresholdMinor: 1_000_000, currency: 'SEK' },
  { why: 'tooManyForPilot', people: 25 },
  { why: 'stillHeld', people: 4 },
  { why: 'doneBy', name: 'Megan Bowen' },
  { why: 'missingRole', permission: 'buy' },
  { why: 'denied', needs: undefined },
  { why: 'denied', needs: 'User.Read.All' },
];

const messages: Message[] = [
  ...(['unknownAction', 'foreignRun', 'noRun', 'notKept', 'tooManyTurns', 'busy', 'stillLooking'] as const).map(
    (text) => ({ text }),
  ),
  ...(['unreachable', 'rolesUnknown', 'noAnswer', 'languageChanged', 'languageUnknown'] as const).map((text) => ({
    text,
  })),
  ...(['tenantNotAllowed', 'identityMissing', 'notPersonal', 'badInput', 'scenarioUnknown'] as const).map((text) => ({
    text,
  })),
  { text: 'denied', tenantId: 't', needs: undefined },
  { text: 'denied', tenantId: 't', needs: 'User.Read.All' },
  { text: 'scenarioChosen', displayName: 'Contoso' },
  { text: 'clockMoved', now },
  { text: 'failed', id: 'e-17' },
];

const prices = {
  prices: [{ sku: 'ENTERPRISEPREMIUM', currency: 'SEK', monthly: 412.5, annual: 4455 }],
  invoiceFrom: [],
};

export function everyCard(cards: Cards, viewer: Viewer): [name: string, rendered: Rendered][] {
  const all: [string, Rendered][] = [];
  for (const [state, make] of Object.entries(runIn)) {
    all.push([state, cards.run(make(), viewer, later)]);
    all.push([`${state} with prices`, cards.run(make(), viewer, { ...later, prices })]);
  }
  for (const [name, run] of Object.entries(variants)) all.push([name, cards.run(run, viewer, later)]);
  for (const trouble of troubles) {
    const run: Run = {
      ...runIn.needsAttention(),
      state: { is: 'needsAttention', since: at, trouble, resume: { is: 'checkout' } },
    };
    all.push([`trouble ${trouble.is}`, cards.run(run, viewer, later)]);
  }
  for (const note of notes) all.push([`note ${note.why}`, cards.run(runIn.cart(), viewer, { ...later, note })]);
  for (const notice of noticeSchema.shape.what.options)
    all.push([`notice ${notice}`, cards.run(runIn.completed(), viewer, { ...later, notice })]);
  for (const message of messages) all.push([`message ${message.text}`, cards.notice(viewer, message)]);
  for (const permission of ['see', 'buy', 'assign', 'steer'] as const)
    all.push([
      `refused ${permission}`,
      cards.refused(viewer, { permission, people: [{ name: 'Megan Bowen', role: 'billingAdministrator' }] }),
    ]);
  all.push(['refused, nobody named', cards.refused(viewer, { permission: 'see', people: [] })]);
  all.push(['plans', cards.plans(runIn.assessed(), viewer, later)]);
  all.push(['welcome', cards.welcome(viewer, {})]);
  all.push(['welcome back', cards.welcome(viewer, { organization: 'Contoso', open: runIn.cart() })]);
  all.push(['help', cards.help(viewer)]);
  all.push([
    'scenarios',
    cards.scenarios(viewer, [
      { name: 'contoso', displayName: 'Contoso', line: { en: 'Everything works', sv: 'Allt fungerar' }, users: 25 },
    ]),
  ]);
  all.push(['history', cards.history(viewer, [runIn.completed(), runIn.stopped(), runIn.handedOver(), aRun()])]);
  all.push(['no history', cards.history(viewer, [])]);
  const known = {
    question: 'About E5',
    answer: 'Something that nobody has written down.',
    link: 'https://learn.microsoft.com/x',
  };
  all.push(['answer', cards.answer(viewer, [known])]);
  all.push(['two answers', cards.answer(viewer, [known, { ...known, question: 'About E3' }])]);
  all.push(['no source', cards.assessment({ is: 'noSource', readAt: at }, viewer)]);
  return all;
}

type Element = Record<string, unknown>;

/** Every object inside a card, itself included. Fallbacks are left out: they repeat what they stand in for. */
export function elementsOf(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Element;
  return [
    element,
    ...Object.entries(element)
      .filter(([key]) => key !== 'fallback')
      .flatMap(([, child]) => elementsOf(child)),
  ];
}

export const executesOf = (card: unknown): Element[] =>
  elementsOf(card).filter((element) => element.type === 'Action.Execute');
export const verbsOf = (card: unknown): string[] => executesOf(card).map((action) => String(action.verb));
export const inputsOf = (card: unknown): Element[] =>
  elementsOf(card).filter((element) => String(element.type).startsWith('Input.'));
