import { byFit } from '../plans/by-fit.js';
import { product } from '../plans/plans.js';
import { isWayOn, seatsRefused, waysOn } from '../plans/ways-on.js';
import type { SourceFound } from './assessment.js';
import type { Blocker, BlockerId } from './blockers.js';
import { blockerFromCommerce, isConflict } from './commerce-findings.js';
import type { CommerceEligibility, CommerceFinding } from './facts.js';

/** What the commerce's answer comes to: plans it offers, plans it refuses with why, and what stands against them all. */
export type CommerceAnswer = {
  plans: string[];
  refused: { plan: string; blocker: Blocker }[];
  /** One of a kind for each plan of which it is said. */
  blockers: Blocker[];
};

/**
 * Reads the commerce's eligibility answer. A finding that hits every plan is a blocker; one that hits only some refuses
 * those plans. When nothing is offered, everything found stands against the upgrade.
 * @param seen blockers seen through Graph, which explain findings that could mean several things.
 */
export function commerceAnswer(
  commerce: CommerceEligibility,
  source: SourceFound,
  seen: readonly Blocker[],
): CommerceAnswer {
  if (commerce.is !== 'known') return { plans: [], refused: [], blockers: [] };
  const verdicts = plansAsked(commerce, source).map((plan) => {
    const target = commerce.targets.find((one) => one.sku === plan);
    if (!target) return { plan, blockers: [notListed(plan)] };
    if (target.eligible) return { plan, blockers: [] };
    const blockers = target.findings.map((finding) => toBlocker(finding, source, seen));
    return { plan, blockers: blockers.length > 0 ? blockers : [unexplained(source)] };
  });

  const plans = verdicts.filter((one) => one.blockers.length === 0).map((one) => one.plan);
  if (plans.length > 0) {
    const refused = verdicts.flatMap(({ plan, blockers }) => (blockers[0] ? [{ plan, blocker: blockers[0] }] : []));
    return { plans, refused, blockers: [] };
  }
  const listed = verdicts.filter(({ plan }) => commerce.targets.some((one) => one.sku === plan));
  const found = listed.flatMap((one) => one.blockers);
  const common = found.filter(({ id }) => listed.every((one) => one.blockers.some((blocker) => blocker.id === id)));
  const standing = common.length > 0 ? common : found;
  return { plans: [], refused: [], blockers: standing.length > 0 ? standing : [unexplained(source)] };
}

/**
 * The plans there is an answer to: those Microsoft names as ways on, whether the commerce lists them or not; where it
 * names none, those that the commerce lists and people can be moved to.
 */
function plansAsked(
  { targets }: Extract<CommerceEligibility, { is: 'known' }>,
  source: SourceFound,
): readonly string[] {
  const { sku, assigned } = source;
  const usual = waysOn(sku, assigned, source);
  if (!product(sku) || product(sku)?.waysOn) return usual;
  // Of a Business plan only so many seats are sold, whatever the commerce lists.
  const isSold = (one: string) => isWayOn(one, sku) && seatsRefused(one, assigned) === undefined;
  return byFit([...new Set(targets.map((one) => one.sku).filter(isSold))], source);
}

function toBlocker(finding: CommerceFinding, source: SourceFound, seen: readonly Blocker[]): Blocker {
  const told = blockerFromCommerce(finding);
  // "Conflicting services" is how the commerce says that the product is there twice, once that has been seen.
  const twice = seen.some((one) => one.id === 'MULTIPLE_PLANS_SAME_PRODUCT');
  const id: BlockerId = isConflict(finding) && twice ? 'MULTIPLE_PLANS_SAME_PRODUCT' : told;
  if (id === 'HAS_ADDON' && source.addOns.length > 0) return { id, evidence: { is: 'addOns', skus: source.addOns } };
  return { id, evidence: { is: 'commerce', code: finding.code, text: finding.text } };
}

/** The plan is not in the commerce's list: the tab would not show it. */
function notListed(plan: string): Blocker {
  return { id: 'TARGET_NOT_SUPPORTED', evidence: { is: 'sku', sku: plan } };
}

/** The commerce refuses without a word. */
function unexplained(source: SourceFound): Blocker {
  return { id: 'NOT_ELIGIBLE', evidence: { is: 'sku', sku: source.sku } };
}
