import { catalogue, type Product } from './catalogue.js';
import { givesLess } from './core-services.js';
import { difference, isSourcePlan, product, sourceSku } from './plans.js';

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
  const [from, to] = [leftPlan(source), product(target)];
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
 * The plans that are offered from a plan, by skuPartNumber: those Microsoft names, as it names them; else the plans of
 * the same kind and the other editions of this one, those first that take least from people; of these the cheapest where
 * prices are known, then the smallest, then by name.
 * @param seats how many seats are needed; plans that are not sold so are left out
 * @param byPrice skuPartNumbers of plans whose price is known, the cheapest first
 */
export function waysOn(source: string, seats: number, byPrice: readonly string[] = []): readonly string[] {
  const from = leftPlan(source);
  if (!from) return [];
  if (from.waysOn) return from.waysOn;
  return catalogue.products
    .filter((to) => isWayOn(to.sku, source) && seatsFit(to, seats) && isBeside(to, from))
    .map((to) => ({ to, taken: takenBy(to, from), price: placeIn(byPrice, to.sku) }))
    .sort((a, b) => lessTaken(a.taken, b.taken) || a.price - b.price || smallerFirst(a.to, b.to))
    .slice(0, mostOffered)
    .map(({ to }) => to.sku);
}

/**
 * Why the first of some plans, in the order in which {@link waysOn} has them, is the first; undefined where Microsoft
 * names them itself, and where there is none to choose from.
 */
export function whyFirst(
  plans: readonly string[],
  source: string,
  byPrice: readonly string[] = [],
): 'keepsAllCheapest' | 'keepsAll' | 'takesLeast' | undefined {
  const from = leftPlan(source);
  const [first, ...others] = plans.flatMap((sku) => product(sku) ?? []);
  if (!from || from.waysOn || !first || others.length === 0) return undefined;
  const keepsAll = (to: Product): boolean => lessTaken(takenBy(to, from), nothingTaken) === 0;
  if (!keepsAll(first))
    return others.some((to) => lessTaken(takenBy(first, from), takenBy(to, from)) < 0) ? 'takesLeast' : undefined;
  const isPriced = ({ sku }: Product): boolean => byPrice.includes(sku);
  const isCheapest = isPriced(first) && others.some((to) => keepsAll(to) && isPriced(to));
  return isCheapest ? 'keepsAllCheapest' : 'keepsAll';
}

/**
 * Names of the old plan's services that a plan has in no tier: to be read before it is chosen.
 * @returns null for plans that Microsoft itself names as ways on, which are compared with the old one everywhere
 */
export function lacksBeside(plan: string, source: string): string[] | null {
  return leftPlan(source)?.waysOn ? null : difference(plan, source).lost.map(({ name }) => name);
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

/** E4 as it was sold to governments, schools and non-profits leads where E4 does: the catalogue has no row of its own for it. */
const leftPlan = (sku: string): Product | undefined =>
  product(sku) ?? (isSourcePlan(sku) ? product(sourceSku) : undefined);

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

type Taken = { depended: number; known: number };
const nothingTaken: Taken = { depended: 0, known: 0 };

const lessTaken = (one: Taken, other: Taken): number => one.depended - other.depended || one.known - other.known;

/** What has no known price stands after what has one. */
function placeIn(byPrice: readonly string[], sku: string): number {
  const place = byPrice.indexOf(sku);
  return place === -1 ? byPrice.length : place;
}

function smallerFirst(one: Product, other: Product): number {
  return one.services.length - other.services.length || one.displayName.localeCompare(other.displayName, 'en');
}

/** How much people lose: kinds of service they depend on, then services an admin knows by name. */
function takenBy(to: Product, from: Product): Taken {
  const { lost, lowered } = difference(to.sku, from.sku);
  return {
    depended: givesLess(to.services, from.services).length,
    known: [...lost, ...lowered.map((one) => one.from)].filter(({ prominent }) => prominent).length,
  };
}
