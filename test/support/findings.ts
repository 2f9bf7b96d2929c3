import type { BeforeEnding } from '../../src/upgrade/ending/may-end.js';
import type { OldPlanStands } from '../../src/upgrade/ending/old-plan.js';
import type { TransitionSeen } from '../../src/upgrade/ending/transition-over.js';
import type { Holding } from '../../src/upgrade/licences/holding.js';
import type { Found, SnapshotTaken } from '../../src/upgrade/run/found.js';
import type { Verification } from '../../src/upgrade/run/verification.js';
import type { SkuUnits, Subscription } from '../../src/upgrade/tenant/facts.js';
import type { NewPlan } from '../../src/upgrade/tenant/home.js';
import type { Terms } from '../../src/upgrade/tenant/terms.js';
import { aSubscription, someUnits } from '../upgrade/tenant-facts.js';
import { nothingForetold } from './foretold.js';

/** What the engine finds of a tenant of 25 people when all is well, to be varied. */

export const nobodyHolds: Holding = { users: 0, groups: 0, counted: 0 };

/** Microsoft 365 E5 with 25 people in 25 paid seats, set up. */
export function aHome(row: Partial<Subscription> = {}, units: Partial<SkuUnits> = {}, terms?: Terms): NewPlan {
  return {
    units: someUnits({ sku: 'SPE_E5', assigned: 25, enabled: 25, ...units }),
    rows: [{ row: aSubscription({ sku: 'SPE_E5', seats: 25, ...row }), terms }],
    oldEndsAt: '2026-09-01T00:00:00.000Z',
  };
}

const nothing: OldPlanStands = { active: [], runningOut: [], ended: [], converted: [], unclear: [] };
export const oldPlanActive: OldPlanStands = { ...nothing, active: [aSubscription()] };
export const oldPlanGone: OldPlanStands = { ...nothing, ended: ['sub-ENTERPRISEWITHSCAL'] };
export const oldPlanUnclear: OldPlanStands = { ...nothing, unclear: ['sub-ENTERPRISEWITHSCAL'] };
export const oldPlanConverted: OldPlanStands = { ...nothing, converted: ['sub-ENTERPRISEWITHSCAL'] };

/** @param until when the old plan, which is not renewed, runs out (ISO) */
export function oldPlanRunningOut(until: string | null): OldPlanStands {
  return { ...nothing, runningOut: [{ id: 'sub-ENTERPRISEWITHSCAL', until }] };
}

export function snapshotFound(
  taken: Partial<SnapshotTaken> = {},
  counted: number | null = 25,
): Extract<Found, { found: 'snapshot' }> {
  const usual = {
    generation: 0,
    pages: 1,
    people: 25,
    withSwitchedOff: 3,
    withoutLocation: 0,
    first: [],
    ...nothingForetold,
  };
  return { found: 'snapshot', taken: { ...usual, ...taken }, counted };
}

/** Everything that ending the old plan hangs on, nothing against it. */
export function allClear(change: Partial<BeforeEnding> = {}): Omit<BeforeEnding, 'confirmedAt'> {
  return { old: oldPlanActive, newPlan: aHome(), holding: nobodyHolds, roles: ['globalAdministrator'], ...change };
}

/** Microsoft's own upgrade, done. */
export function transitionDone(change: Partial<TransitionSeen> = {}): TransitionSeen {
  const done = { old: oldPlanGone, newPlan: aHome(), counted: 0, holding: nobodyHolds };
  return { ...done, groups: 0, direct: null, carriedOut: false, ...change };
}

/** What step 2 shows when all is right. */
export function aVerification(change: Partial<Verification> = {}): Verification {
  return {
    active: true,
    seats: 25,
    seatsNeeded: 25,
    notProvisioned: [],
    pending: [],
    passing: [],
    growable: null,
    losingTeams: null,
    losing: null,
    along: { from: [], to: [] },
    checkedAt: '2026-03-02T08:00:00.000Z',
    ...change,
  };
}
