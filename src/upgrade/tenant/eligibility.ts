import type { Assessment, SourceFound } from './assessment.js';
import { blockerIds } from './blockers.js';
import { blockersSeen, warningsSeen } from './blockers-seen.js';
import { commerceAnswer } from './commerce-answer.js';
import type { TenantFacts } from './facts.js';
import { findSource, isUsable } from './find-source.js';

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

  const warnings = warningsSeen(facts, source);
  const seen = blockersSeen(source);
  const said = commerceAnswer(facts.commerce, source, seen);
  const blockers = blockerIds.flatMap((id) => {
    const one = seen.find((blocker) => blocker.id === id) ?? said.blockers.find((blocker) => blocker.id === id);
    return one ? [one] : [];
  });
  if (blockers.length > 0) return { is: 'blocked', readAt, source, blockers, warnings };
  if (facts.commerce.is === 'unknown') return { is: 'askTheAdmin', readAt, source, warnings };
  return { is: 'available', readAt, source, plans: said.plans, refused: said.refused, warnings };
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
