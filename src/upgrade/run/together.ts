import { canByApi } from '../order/commerce-forms.js';
import type { Offer } from '../order/offer.js';
import { isSourcePlan } from '../plans/plans.js';
import { isWithoutTeams, teamsBeside } from '../plans/suites.js';
import type { RunRecord } from './shape.js';
import { sourceOf } from './source-of.js';
import { targetsOf } from './targets.js';

/** What a run buys in one order: the plan whose turn it is and, where the commerce takes two, what goes with it. */

/** A second product for the cart, and how many licences of it are needed. `offer`: how it is sold; undefined where nobody tells. */
export type BesideFound = { plan: string; needed: number; offer: Offer | undefined };

/**
 * skuPartNumber of what may go into the same order as the plan whose turn it is: the other one of two plans, where the
 * tenant has none of it, or Microsoft Teams for a suite that lacks it. undefined where that is nothing.
 */
export function besideOf(run: RunRecord): string | undefined {
  const { commerce, plan, split, seatsToBuy } = run;
  if (!canByApi[commerce].buySeveral || plan === null || seatsToBuy !== null) return undefined;
  const source = sourceOf(run);
  if (split) {
    const other = targetsOf(run).find((sku) => sku !== plan);
    const isOwned = source.owned.some(({ sku }) => sku === other);
    return split.bought.length > 0 || isOwned ? undefined : other;
  }
  // From Office 365 E4 nothing comes along, so that Teams would reach nobody.
  const needsTeams = isWithoutTeams(run.lacks ?? []) && !isSourcePlan(source.sku);
  return needsTeams ? teamsBeside(plan) : undefined;
}

/** The one offer of two products in one order: what both are sold for; undefined where they are not sold alike. */
export function offerOfBoth(one: Offer | null | undefined, other: Offer | undefined): Offer | undefined {
  if (one?.is !== 'sold' || other?.is !== 'sold') return undefined;
  const terms = one.terms.flatMap(({ term, cycles }) => {
    const same = other.terms.find((sold) => sold.term === term);
    const shared = cycles.filter((cycle) => same?.cycles.includes(cycle));
    return shared.length > 0 ? [{ term, cycles: shared }] : [];
  });
  if (terms.length === 0) return undefined;
  return { is: 'sold', terms, attestation: one.attestation || other.attestation };
}

/** skuPartNumber of what the cart is of: mostly the plan people go to. */
export function inCart({ cart, plan }: Pick<RunRecord, 'cart' | 'plan'>): string | null {
  return cart?.alone?.plan ?? plan;
}

/** skuPartNumbers of what was ordered beside the plans that people go to, and how many licences of each. */
export function boughtBeside(run: Pick<RunRecord, 'plan' | 'split' | 'order' | 'earlierOrders'>) {
  const targets = targetsOf(run);
  return [...run.earlierOrders, ...(run.order ? [run.order] : [])]
    .filter(({ kind, plan, outcome }) => kind === 'purchase' && outcome === 'completed' && !targets.includes(plan))
    .map(({ plan, quantity }) => ({ plan, quantity }));
}
