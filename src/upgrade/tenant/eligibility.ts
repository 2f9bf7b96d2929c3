import { z } from 'zod';
import { blockerIds, blockerSchema } from './blockers.js';
import { blockersSeen } from './blockers-seen.js';
import { commerceAnswer } from './commerce-answer.js';
import { subscriptionSchema, type TenantFacts } from './facts.js';
import { findSource, isUsable } from './find-source.js';

/** What was found of the source plan in the tenant. */
export const sourceFoundSchema = z.object({
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
  /** skuPartNumbers and seats of target plans the tenant owns already. */
  owned: z.array(
    z.object({ subscriptionId: z.string(), sku: z.string(), seats: z.number().int(), free: z.number().int() }),
  ),
});
export type SourceFound = z.infer<typeof sourceFoundSchema>;

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
  }),
  z.object({
    is: z.literal('blocked'),
    readAt: z.string(),
    source: sourceFoundSchema,
    blockers: z.array(blockerSchema).min(1),
  }),
  /** No blocker seen, but only the admin can see the tab. */
  z.object({ is: z.literal('askTheAdmin'), readAt: z.string(), source: sourceFoundSchema }),
]);
export type Assessment = z.infer<typeof assessmentSchema>;

/**
 * Answers "can I use the Upgrade tab, and if not, exactly why" from what was read of the tenant. Every blocker is
 * named once, with what shows it.
 * @see "Find out if you can use the Upgrade tab to upgrade to a new plan" in Microsoft's article on Office 365 E4
 */
export function assess(facts: TenantFacts): Assessment {
  const readAt = facts.readAt.toISOString();
  const source = findSource(facts);
  if (!source) return { is: 'noSource', readAt };

  const seller = foreignSeller(source, facts.partnerTenantId);
  if (seller) return { is: 'notDirect', readAt, source, ownerTenantId: seller };
  if (facts.commerce.is === 'notSoldHere') return { is: 'notDirect', readAt, source, ownerTenantId: null };

  const offered = facts.commerce.is === 'known' && facts.commerce.targets.some((target) => target.eligible);
  // Microsoft's own answer outweighs a reading of the service health page, where some incident is open most days.
  const seen = blockersSeen(facts, source).filter((blocker) => !(offered && blocker.evidence.is === 'issues'));
  const said = commerceAnswer(facts.commerce, source, seen);
  const blockers = blockerIds.flatMap((id) => {
    const one = seen.find((blocker) => blocker.id === id) ?? said.blockers.find((blocker) => blocker.id === id);
    return one ? [one] : [];
  });
  if (blockers.length > 0) return { is: 'blocked', readAt, source, blockers };
  if (facts.commerce.is === 'unknown') return { is: 'askTheAdmin', readAt, source };
  return { is: 'available', readAt, source, plans: said.plans, refused: said.refused };
}

/** The partner that sold the source plan, when it is another than the one that runs the bot. */
function foreignSeller(source: SourceFound, partnerTenantId: string | undefined): string | undefined {
  const usable = source.subscriptions.filter(isUsable);
  const looked = usable.length > 0 ? usable : source.subscriptions;
  const ours = partnerTenantId?.toLowerCase();
  for (const { ownerTenantId } of looked) {
    if (ownerTenantId && ownerTenantId.toLowerCase() !== ours) return ownerTenantId;
  }
  return undefined;
}
