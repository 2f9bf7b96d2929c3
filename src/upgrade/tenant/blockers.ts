import { z } from 'zod';

/** The reasons the Upgrade tab may be unavailable, and what is known of each. */

export const blockerIds = [
  'MORE_USERS_THAN_LICENSES',
  'NOT_PROVISIONED_OR_UNHEALTHY',
  'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
  'NOT_ELIGIBLE',
  'UNKNOWN_MESSAGE',
  'MULTIPLE_PLANS_SAME_PRODUCT',
  'PREPAID',
  'GOV_OR_NONPROFIT',
  'TEMPORARY_ISSUE',
  'TARGET_NOT_SUPPORTED',
  'HAS_ADDON',
  'UNPAID_BALANCE',
  'NOT_DIRECT_PURCHASE',
  'MISSING_ROLE',
  'SUBSCRIPTION_NOT_ACTIVE',
  'TRIAL',
] as const;
export const blockerIdSchema = z.enum(blockerIds);
export type BlockerId = z.infer<typeof blockerIdSchema>;

/** What was read that shows the blocker. Only what was really read; never a guess. */
const evidenceSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('seats'), assigned: z.number().int(), bought: z.number().int() }),
  /** Names of services that are not provisioned. */
  z.object({ is: z.literal('services'), names: z.array(z.string()) }),
  /** Titles of open service issues. */
  z.object({ is: z.literal('issues'), titles: z.array(z.string()) }),
  z.object({ is: z.literal('subscriptions'), count: z.number().int(), sku: z.string() }),
  z.object({ is: z.literal('addOns'), skus: z.array(z.string()) }),
  z.object({ is: z.literal('status'), status: z.string() }),
  z.object({ is: z.literal('sku'), sku: z.string() }),
  z.object({ is: z.literal('owner'), tenantId: z.string().nullable() }),
  z.object({ is: z.literal('trial') }),
  /** What an admin read on the Upgrade tab; the message as typed, '' when it was chosen from the list. */
  z.object({ is: z.literal('reported'), message: z.string() }),
  /** The commerce's own words. */
  z.object({ is: z.literal('commerce'), code: z.string(), text: z.string() }),
]);

export const blockerSchema = z.object({ id: blockerIdSchema, evidence: evidenceSchema });
export type Blocker = z.infer<typeof blockerSchema>;
