import type { BeforeEnding } from '../../../../src/upgrade/ending/may-end.js';
import type { OldPlanStands } from '../../../../src/upgrade/ending/old-plan.js';
import { orderReviews } from '../../../../src/upgrade/order/reviews.js';
import { product } from '../../../../src/upgrade/plans/plans.js';
import type { OrderStatus, Problem } from '../../../../src/upgrade/ports.js';
import type { Found, Recheck } from '../../../../src/upgrade/run/found.js';
import type { Run } from '../../../../src/upgrade/run/run.js';
import type { Work } from '../../../../src/upgrade/run/shape.js';
import type { Assessment } from '../../../../src/upgrade/tenant/assessment.js';
import type { NewPlan } from '../../../../src/upgrade/tenant/home.js';
import type { Role } from '../../../../src/upgrade/tenant/roles.js';
import { availableForAll } from '../../../support/available-for-all.js';
import {
  aHome,
  allClear,
  aVerification,
  nobodyHolds,
  oldPlanActive,
  oldPlanConverted,
  oldPlanGone,
  oldPlanRunningOut,
  oldPlanUnclear,
  snapshotFound,
  transitionDone,
} from '../../../support/findings.js';
import { nothingForetold } from '../../../support/foretold.js';
import { aFailure, aSubscription, blocked } from '../../../support/runs.js';
import type { Dice } from './dice.js';

/** What the engine may find, by the finding's name. A new one does not compile until it stands here. */

type Of<F extends Found['found']> = Extract<Found, { found: F }>;
type Findings = { [F in Found['found']]: (run: Run, dice: Dice, now: Date) => Of<F> };

export function workOf(left: number, failed = 0): Work {
  const failures = Array.from({ length: failed }, (_, n) => aFailure({ id: `failed-${n}` }));
  return {
    total: 25,
    done: 25 - left,
    failures,
    failuresUnlisted: 0,
    startedAt: null,
    unmapped: {},
    alsoOff: {},
    learnt: [],
  };
}

const notThere: NewPlan = { units: undefined, rows: [], oldEndsAt: null };

/** Reads that tell that somebody would lose something, or that tell nothing. */
const speaksAgainst: Partial<BeforeEnding>[] = [
  { holding: { users: 1, groups: 0, counted: 1 } },
  { holding: { users: 0, groups: 1, counted: 1 } },
  { holding: { ...nobodyHolds, counted: 10 } },
  { holding: { ...nobodyHolds, counted: null } },
  { roles: ['licenseAdministrator'] },
  { newPlans: [notThere] },
  { newPlans: [aHome({ status: 'Suspended' })] },
  { newPlans: [aHome({ isTrial: true })] },
  { newPlans: [aHome({ seats: 10 })] },
  { newPlans: [aHome(), notThere] },
  { newPlans: [] },
  { old: oldPlanUnclear },
];

/** How the old plan may stand. */
export const stands: readonly OldPlanStands[] = [
  oldPlanGone,
  oldPlanActive,
  oldPlanUnclear,
  oldPlanConverted,
  oldPlanRunningOut('2026-03-20T00:00:00.000Z'),
];

const statuses: Record<OrderStatus['is'], OrderStatus> = {
  notFound: { is: 'notFound' },
  underReview: { is: 'underReview', of: 'order' },
  inProgress: { is: 'inProgress' },
  completed: { is: 'completed', commerceId: 'new' },
  declined: { is: 'declined', code: '800069', text: 'declined' },
  unclear: { is: 'unclear', word: 'resting' },
};

const problems: readonly Problem[] = [
  { is: 'busy', retryAfterMs: 1000 },
  { is: 'unreachable' },
  { is: 'unknownOutcome' },
  { is: 'denied', needs: 'LicenseAssignment.ReadWrite.All' },
  { is: 'notFound' },
  { is: 'refused', code: '0', text: 'no' },
  { is: 'underReview', code: '800073', text: 'under review' },
  { is: 'unclear', word: 'resting' },
];

const rolesOfOthers: readonly (readonly Role[])[] = [
  [],
  ['globalReader'],
  ['billingAdministrator'],
  ['userAdministrator'],
];

/** How the commerce may turn an order away. */
const refusals: readonly Problem[] = problems.filter(
  ({ is }) => !['busy', 'unreachable', 'unknownOutcome'].includes(is),
);

/** @param from names of statuses, each as often as it is to be drawn beside the others */
export function orderFound({ order }: Run, dice: Dice, from: readonly OrderStatus['is'][]): Of<'order'> {
  const status = statusOf(dice, from);
  // What was refused is not asked for any more.
  const isOfTwo = order?.beside && order.beside.refusal === null;
  return { found: 'order', status: isOfTwo ? { ...status, beside: statusOf(dice, from) } : status };
}

function statusOf(dice: Dice, from: readonly OrderStatus['is'][]): OrderStatus {
  const status = statuses[dice.one(from)];
  return status.is === 'underReview' ? { ...status, of: dice.one(['order', 'order', ...orderReviews]) } : status;
}

export function beforeEndingFound(dice: Dice, clearInTen: number): Of<'beforeEnding'> {
  const isClear = !dice.once(10 / (10 - clearInTen));
  return { found: 'beforeEnding', seen: allClear(isClear ? {} : dice.one(speaksAgainst)) };
}

export function verificationFound(run: Run, dice: Dice, now: Date, rightInTen: number): Of<'verification'> {
  const isRight = !dice.once(10 / (10 - rightInTen));
  const wrong = dice.one([
    { active: false },
    { active: false, passing: [{ subscriptionId: 'owned-1', seats: 40, because: 'trial' as const, until: null }] },
    { notProvisioned: ['Exchange Online'] },
    { seats: 10, growable: run.commerce === 'admin-center' ? null : { commerceId: 'com-9', seats: 10 } },
    { seats: 10 },
  ]);
  const about = run.split ? { plan: isRight ? run.split.rest : dice.one([run.split.plan, run.split.rest]) } : {};
  return {
    found: 'verification',
    ...about,
    seen: aVerification({ ...(isRight ? {} : wrong), checkedAt: now.toISOString() }),
  };
}

export function timeFound(dice: Dice, fineInTen: number): Of<'time'> {
  const fine: Recheck = { assessment: availableForAll(), roles: ['globalAdministrator'], ready: true };
  if (!dice.once(10 / (10 - fineInTen))) return { found: 'time', recheck: fine };
  const more: Assessment = availableForAll();
  if (more.is === 'available') more.source = { ...more.source, assigned: 40, seats: 40 };
  return dice.one<Of<'time'>>([
    { found: 'time' },
    { found: 'time', recheck: { ...fine, roles: ['globalReader'] } },
    { found: 'time', recheck: { ...fine, ready: false } },
    { found: 'time', recheck: { ...fine, assessment: blocked([{ id: 'TRIAL', evidence: { is: 'trial' } }]) } },
    { found: 'time', recheck: { ...fine, assessment: more } },
  ]);
}

export function reassignedFound(dice: Dice, nobodyInTen: number): Of<'reassigned'> {
  if (!dice.once(10 / (10 - nobodyInTen))) return { found: 'reassigned', work: workOf(0), holding: nobodyHolds };
  return dice.one<Of<'reassigned'>>([
    { found: 'reassigned', work: workOf(3, 2), holding: { users: 3, groups: 0, counted: 3 } },
    { found: 'reassigned', work: workOf(0), holding: { users: 0, groups: 1, counted: 0 } },
    { found: 'reassigned', work: workOf(0), holding: { ...nobodyHolds, counted: 10 } },
    { found: 'reassigned', work: workOf(0), holding: { ...nobodyHolds, counted: null } },
  ]);
}

export function transitionFound(dice: Dice, doneInTen: number): Of<'transition'> {
  if (!dice.once(10 / (10 - doneInTen))) return { found: 'transition', seen: transitionDone() };
  return dice.one<Of<'transition'>>([
    { found: 'transition', seen: transitionDone({ counted: 20, holding: null, old: oldPlanActive }) },
    { found: 'transition', seen: transitionDone({ counted: 40, holding: null, old: oldPlanActive }) },
    { found: 'transition', seen: transitionDone({ counted: null, holding: { users: 2, groups: 0, counted: null } }) },
    { found: 'transition', seen: transitionDone({ old: oldPlanUnclear }) },
    { found: 'transition', seen: transitionDone({ newPlan: notThere }) },
  ]);
}

const aPurchase = (sku: string) => aSubscription({ id: `bought-${sku}`, sku, skuId: product(sku)?.skuId ?? sku });

const somePeople = ['adele', 'megan'].map((id) => ({ id, name: id, signIn: `${id}@contoso.com` }));

const findings: Findings = {
  snapshot: (_run, dice) =>
    dice.one([
      snapshotFound(),
      snapshotFound({ withSwitchedOff: 0, withoutLocation: 0, first: [] }),
      snapshotFound({ people: 24 }),
      snapshotFound({ withoutLocation: 2, unlocated: somePeople, mayLocate: true }),
      snapshotFound({}, null),
    ]),
  snapshotRefreshed: (run) => ({
    found: 'snapshotRefreshed',
    taken: {
      generation: (run.snapshot?.generation ?? 0) + 1,
      pages: 1,
      people: 26,
      withSwitchedOff: 3,
      withoutLocation: 0,
      first: [],
      ...nothingForetold,
    },
  }),
  cart: ({ order }, dice) => ({
    found: 'cart',
    cartId: 'c',
    refused: order?.beside && dice.once(3) ? { code: '10003', text: 'no' } : undefined,
  }),
  decider: (_run, dice) => ({
    found: 'decider',
    roles: dice.once(3) ? dice.one(rolesOfOthers) : ['globalAdministrator'],
  }),
  sending: () => ({ found: 'sending' }),
  order: (run, dice) => orderFound(run, dice, Object.keys(statuses) as OrderStatus['is'][]),
  turnedAway: (_run, dice) => ({ found: 'turnedAway', problem: dice.one(refusals) }),
  notTaken: (_run, dice) => ({ found: 'notTaken', retryAfterMs: dice.one([undefined, 60_000]) }),
  transition: (_run, dice) => transitionFound(dice, 3),
  pilot: () => ({ found: 'pilot', only: ['adele', 'megan'], names: ['Adele Vance', 'Megan Bowen'] }),
  progress: (_run, dice) => ({ found: 'progress', work: dice.one([workOf(10), workOf(20, 2)]) }),
  restored: (_run, dice) => ({ found: 'restored', work: dice.one([workOf(0), workOf(1, 1)]), left: null }),
  verification: (run, dice, now) => verificationFound(run, dice, now, 3),
  reassigned: (_run, dice) => reassignedFound(dice, 3),
  beforeEnding: (_run, dice) => beforeEndingFound(dice, 4),
  oldPlan: (_run, dice) => ({
    found: 'oldPlan',
    stands: dice.one(stands),
  }),
  purchases: (run, dice) => ({
    found: 'purchases',
    listed: dice.one([
      [],
      [aPurchase(run.plan ?? 'SPE_E5')],
      [aPurchase('Microsoft_365_E5_(no_Teams)')],
      [aPurchase('STANDARDPACK')],
      [{ ...aPurchase('Microsoft_365_E3_(no_Teams)'), isTrial: true }, aPurchase('VISIOCLIENT')],
    ]),
  }),
  orderedByHand: (run) => ({ found: 'orderedByHand', plan: run.plan ?? 'SPE_E5' }),
  notDoneYet: () => ({ found: 'notDoneYet' }),
  assessment: (_run, dice) => ({
    found: 'assessment',
    assessment: dice.one([availableForAll(), blocked([{ id: 'TRIAL', evidence: { is: 'trial' } }])]),
  }),
  permission: (_run, dice) => ({ found: 'permission', granted: !dice.once(3) }),
  latecomers: (run) => ({
    found: 'latecomers',
    pages: (run.snapshot?.pages ?? 0) + 1,
    people: (run.snapshot?.people ?? 0) + 2,
    withSwitchedOff: run.snapshot?.withSwitchedOff ?? 0,
  }),
  located: (run, dice) => ({
    found: 'located',
    set: dice.once(4) ? [] : ['adele'],
    kept: dice.once(4) ? ['lee'] : [],
    refused: run.state.is === 'locating' && dice.once(3) ? [{ id: 'megan', text: 'no' }] : [],
  }),
  mayNotLocate: () => ({ found: 'mayNotLocate' }),
  oldPlanEnded: () => ({ found: 'oldPlanEnded' }),
  undone: (_run, dice) => ({ found: 'undone', work: dice.one([workOf(0), workOf(2, 2)]) }),
  soon: () => ({ found: 'soon' }),
  time: (_run, dice) => timeFound(dice, 5),
  timeUnclear: () => ({ found: 'timeUnclear' }),
  problem: (_run, dice) => ({ found: 'problem', problem: dice.one(problems) }),
  defect: () => ({ found: 'defect', text: 'a defect' }),
  changesWait: (_run, dice) => ({ found: 'changesWait', how: dice.one(['busy', 'silent'] as const) }),
};

export const findingNames = Object.keys(findings) as Found['found'][];

export function findingOf(name: Found['found'], run: Run, dice: Dice, now: Date): Found {
  return findings[name](run, dice, now);
}
