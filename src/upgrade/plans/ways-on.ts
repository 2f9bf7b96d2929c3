import { byFit, type Leaving } from './by-fit.js';
import { catalogue, type Product } from './catalogue.js';
import { difference, leftProduct, product } from './plans.js';

/**
 * Which plans people can be moved to from another one. What the commerce offers counts before it; this is what holds
 * where nobody else says, and what may be asked for at all.
 */

/** Why a plan is no way on from another. */
export type NoWayOn =
  | { why: 'samePlan' }
  | { why: 'unknownPlan' }
  /** It is sold to others: to schools, say. */
  | { why: 'otherMarket' }
  | { why: 'retired' };

/** Plans offered side by side, at most: more than a phone shows. The others can be named. */
const mostOffered = 8;

/**
 * Why people cannot be moved between two plans (each a skuPartNumber); undefined where they can. Where Microsoft itself
 * names the ways on, no other is one.
 */
export function whyNoWayOn(target: string, source: string): NoWayOn | undefined {
  const [from, to] = [leftProduct(source), product(target)];
  if (from && from === to) return { why: 'samePlan' };
  if (from?.kind !== 'suite' || to?.kind !== 'suite') return { why: 'unknownPlan' };
  if (from.waysOn) return from.waysOn.includes(to.sku) ? undefined : { why: 'unknownPlan' };
  if (from.market !== to.market) return { why: 'otherMarket' };
  return to.retired ? { why: 'retired' } : undefined;
}

/** Whether people can be moved from the one plan to the other (each a skuPartNumber). */
export function isWayOn(target: string, source: string): boolean {
  return whyNoWayOn(target, source) === undefined;
}

/**
 * The plans that are offered from a plan, by skuPartNumber: those Microsoft names; else the plans of the same kind and the
 * other editions of this one. What fits people best comes first.
 * @param seats how many seats are needed; plans that are not sold so are left out
 * @param known how the plan is used and what others cost, as far as that is known
 */
export function waysOn(source: string, seats: number, known: Omit<Leaving, 'sku'> = {}): readonly string[] {
  const from = leftProduct(source);
  if (!from) return [];
  const leaving = { ...known, sku: source };
  if (from.waysOn) return byFit(from.waysOn, leaving);
  const there = catalogue.products.filter((to) => isWayOn(to.sku, source) && seatsFit(to, seats) && isBeside(to, from));
  return byFit(
    there.map(({ sku }) => sku),
    leaving,
  ).slice(0, mostOffered);
}

/**
 * Names of the old plan's services that a plan has in no tier: to be read before it is chosen.
 * @returns null for plans that Microsoft itself names as ways on, which are compared with the old one everywhere
 */
export function lacksBeside(plan: string, source: string): string[] | null {
  return leftProduct(source)?.waysOn ? null : difference(plan, source).lost.map(({ name }) => name);
}

/** How many seats of a plan (a skuPartNumber) a customer may have, or must; undefined where as many as are wanted are sold. */
export function seatsRefused(
  sku: string,
  seats: number,
): { why: 'tooManySeats'; most: number } | { why: 'tooFewSeats'; least: number } | undefined {
  const { seatsUpTo, seatsFrom } = product(sku) ?? {};
  if (seatsUpTo !== undefined && seats > seatsUpTo) return { why: 'tooManySeats', most: seatsUpTo };
  return seatsFrom !== undefined && seats < seatsFrom ? { why: 'tooFewSeats', least: seatsFrom } : undefined;
}

const seatsFit = ({ sku }: Product, seats: number): boolean => seatsRefused(sku, seats) === undefined;

/** How a plan has Microsoft Teams: in it, or bought beside it as one of two products. */
const withTeams = ({ teams }: Product): string => teams ?? 'included';

/** The plan itself and no special edition of it, apart from how it has Microsoft Teams. */
function isMain(plan: Product): boolean {
  const parent = plan.editionOf === undefined ? undefined : product(plan.editionOf);
  return parent === undefined || (parent.editionOf === undefined && withTeams(parent) !== withTeams(plan));
}

/** Whether a plan is offered to whoever has the other: it has Teams in the same way, or is another edition of it. */
function isBeside(to: Product, from: Product): boolean {
  if (to.editionOf === from.sku || from.editionOf === to.sku) return true;
  return isMain(to) && withTeams(to) === withTeams(from);
}
