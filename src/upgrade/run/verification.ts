import { z } from 'zod';
import { alongSchema, nothingAlong } from '../plans/along.js';
import type { Subscription } from '../tenant/facts.js';
import { homeOf, type NewPlan } from '../tenant/home.js';
import { passingSchema } from '../tenant/worth.js';
import { losingSchema } from './losing.js';

/** What was read of the new plan for step 2 of the manual path. */
export const verificationSchema = z.object({
  /** Whether some of its seats last, or were taken though they do not. */
  active: z.boolean(),
  /** Seats that are free and can be used. */
  seats: z.number().int(),
  /** People who hold the old plan and do not hold the new one yet. */
  seatsNeeded: z.number().int(),
  /** Names of services that people depend on and that are not set up. */
  notProvisioned: z.array(z.string()),
  /** Names of side services that are not set up: told, never waited for. */
  pending: z.array(z.string()).default([]),
  /** Seats that will not last, and are not counted. */
  passing: z.array(passingSchema).default([]),
  /** The subscription that missing seats can be added to; null when none is missing or there is none. */
  growable: z.object({ commerceId: z.string(), seats: z.number().int() }).nullable().default(null),
  /** People who would be without Microsoft Teams once they are moved; null where the plan has it, or nothing is ready. */
  losingTeams: z.number().int().nullable().default(null),
  /** Who loses what by the move; null where nothing is lost, or nothing is ready. */
  losing: losingSchema.nullable().default(null),
  /** What goes and comes with the plan. */
  along: alongSchema.default(nothingAlong),
  /** skuPartNumber of what was ordered beside the plan and is not set up yet; left out where there is nothing to wait for. */
  waitsFor: z.string().optional(),
  checkedAt: z.string(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** Whether everything is as step 3 needs it. */
export function isVerified({ active, seats, seatsNeeded, notProvisioned, waitsFor }: Verification): boolean {
  return active && seats >= seatsNeeded && notProvisioned.length === 0 && waitsFor === undefined;
}

export type VerificationSeen = {
  newPlan: NewPlan;
  /** Licences of the old plan that are counted as assigned. */
  assigned: number;
  /** People who hold both plans already: they need no new seat. */
  both: number;
  /** Ids of purchases that were taken though they will not last. */
  accepted: readonly string[];
  /** The purchase that the run uses, by Graph's id, or bought, by the commerce's. */
  own: { subscriptionId: string | null; commerceId: string | null };
  checkedAt: Date;
};

/**
 * What step 2 comes to, by what was read.
 * @see "Step 2: Verify that your subscription has the right number of licenses" in Microsoft's article on Office 365 E4
 */
export function verificationOf(seen: VerificationSeen): Verification {
  const { newPlan, assigned, both, accepted, own, checkedAt } = seen;
  const home = homeOf(newPlan, accepted);
  const seats = Math.max(0, home.seats - home.assigned);
  const seatsNeeded = Math.max(0, assigned - both);
  const { active, missing, pending, passing } = home;
  return {
    active,
    seats,
    seatsNeeded,
    notProvisioned: missing,
    pending,
    passing,
    growable: seats < seatsNeeded ? growable(newPlan, home.passing, own) : null,
    losingTeams: null,
    losing: null,
    along: nothingAlong,
    checkedAt: checkedAt.toISOString(),
  };
}

/** The subscription that missing seats are added to: the one this run uses or bought, else any whose seats last. */
function growable(
  { rows }: NewPlan,
  passing: Verification['passing'],
  own: VerificationSeen['own'],
): Verification['growable'] {
  const lasting = rows.map(({ row }) => row).filter(({ id }) => !passing.some((one) => one.subscriptionId === id));
  const isOwn = ({ id, commerceId }: Subscription): boolean =>
    id === own.subscriptionId || (commerceId !== null && commerceId === own.commerceId);
  const chosen = lasting.find(isOwn) ?? lasting[0];
  return chosen ? { commerceId: chosen.commerceId ?? chosen.id, seats: chosen.seats } : null;
}
