import { z } from 'zod';
import { blockerSchema } from './blockers.js';
import { subscriptionSchema } from './facts.js';
import { passingReasons } from './worth.js';

/** What was found of the source plan in the tenant. */
const sourceFoundSchema = z.object({
  sku: z.string(),
  skuId: z.string(),
  /** Every purchase of the source plan that is not deleted. */
  subscriptions: z.array(subscriptionSchema).min(1),
  /** Seats bought over all of them that can be assigned (enabled and in grace). */
  seats: z.number().int(),
  /** Licences assigned to people. */
  assigned: z.number().int(),
  /** skuPartNumbers of the add-ons the tenant owns. */
  addOns: z.array(z.string()),
  /** What the tenant owns already and people can be moved to. */
  owned: z.array(
    z.object({
      subscriptionId: z.string(),
      sku: z.string(),
      seats: z.number().int(),
      free: z.number().int(),
      /** Why its seats will not last, and until when they do (ISO; null where nobody tells); left out where they last. */
      because: z.enum(passingReasons).optional(),
      until: z.string().nullable().optional(),
      /**
       * Names of the source plan's services that it has not; left out for the plans Microsoft names as ways on, which
       * are compared with it everywhere.
       */
      lacks: z.array(z.string()).optional(),
    }),
  ),
  /** How many who hold the source plan hold a target plan too, by skuPartNumber: they need no new seat. */
  alreadyHold: z.record(z.string(), z.number().int().nonnegative()).default({}),
  /** skuPartNumbers of the plans that the commerce can order; left out where only asking for one tells. */
  sold: z.array(z.string()).optional(),
  /** skuPartNumbers of plans that a price list tells the price of, the cheapest first; left out where there is none. */
  byPrice: z.array(z.string()).optional(),
  /** Names of the source plan's services that nobody has switched on; left out where that is not known. */
  unused: z.array(z.string()).optional(),
  /** Graph ids of all purchases but the source plan's, sorted; null where they were not written down. */
  otherPurchases: z.array(z.string()).nullable().default(null),
});
export type SourceFound = z.infer<typeof sourceFoundSchema>;

/**
 * Seats of a plan (a skuPartNumber) that a move to it needs: one for everyone who will newly hold it. Whoever holds both
 * plans has theirs.
 */
export function seatsNeeded(
  { assigned, alreadyHold }: Pick<SourceFound, 'assigned' | 'alreadyHold'>,
  plan: string,
): number {
  return Math.max(0, assigned - (alreadyHold[plan] ?? 0));
}

/** Seats of a plan (a skuPartNumber) that the tenant has bought beside the plan that is left. */
export function seatsOwned({ owned }: Pick<SourceFound, 'owned'>, plan: string): number {
  return owned.reduce((sum, { sku, seats }) => sum + (sku === plan ? seats : 0), 0);
}

/** What may be in the way, and closes no road: titles of open service incidents. */
const warningSchema = z.object({ is: z.literal('incident'), titles: z.array(z.string()) });
export type Warning = z.infer<typeof warningSchema>;
const warnings = z.array(warningSchema).default([]);

/** The answer to "can I use the Upgrade tab?". */
export const assessmentSchema = z.discriminatedUnion('is', [
  /** The tenant has no subscription of the source plan. */
  z.object({ is: z.literal('noSource'), readAt: z.string() }),
  /** Bought through a partner or volume licensing: somebody else must upgrade it. */
  z.object({
    is: z.literal('notDirect'),
    readAt: z.string(),
    source: sourceFoundSchema,
    ownerTenantId: z.string().nullable(),
  }),
  /** The tab works; `plans` are offered, `refused` are not, each with why. */
  z.object({
    is: z.literal('available'),
    readAt: z.string(),
    source: sourceFoundSchema,
    plans: z.array(z.string()),
    refused: z.array(z.object({ plan: z.string(), blocker: blockerSchema })),
    warnings,
  }),
  z.object({
    is: z.literal('blocked'),
    readAt: z.string(),
    source: sourceFoundSchema,
    blockers: z.array(blockerSchema).min(1),
    warnings,
  }),
  /** No blocker seen, but only the admin can see the tab. */
  z.object({ is: z.literal('askTheAdmin'), readAt: z.string(), source: sourceFoundSchema, warnings }),
]);
export type Assessment = z.infer<typeof assessmentSchema>;

/** The same, where it was read since which services nobody has switched on; undefined: it was not. */
export function withUnused(assessment: Assessment, unused: readonly string[] | undefined): Assessment {
  if (assessment.is === 'noSource' || unused === undefined) return assessment;
  return { ...assessment, source: { ...assessment.source, unused: [...unused] } };
}
