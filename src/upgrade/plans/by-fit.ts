import type { Product, Service } from './catalogue.js';
import { givesLess } from './core-services.js';
import { difference, leftProduct, product } from './plans.js';

/** The order in which plans are offered: what fits people best comes first. */

/** The plan that is left, with what is known of how it is used and of what others cost. */
export type Leaving = {
  /** skuPartNumber of the plan. */
  sku: string;
  /** skuPartNumbers of plans whose price is known, the cheapest first. */
  byPrice?: readonly string[] | undefined;
  /** Names of its services that nobody has switched on; left out where that is not known: they all count as used. */
  unused?: readonly string[] | undefined;
};

/**
 * Plans (skuPartNumbers) with those first that take least of what people have switched on; of these the cheapest where
 * prices are known, then the smallest, then by name. Where Microsoft itself names the ways on, they stay as it names them
 * but for what they take. A plan that the catalogue lacks comes last.
 */
export function byFit(plans: readonly string[], leaving: Leaving): string[] {
  const from = leftProduct(leaving.sku);
  if (!from) return [...plans];
  const order = from.waysOn ? asGiven : cheapestFirst;
  return plans
    .map((sku) => ({ sku, to: product(sku), price: placeIn(leaving.byPrice, sku) }))
    .map((one) => ({ ...one, taken: one.to ? takenBy(one.to, from, leaving.unused) : everything }))
    .sort((one, other) => lessTaken(one.taken, other.taken) || order(one, other))
    .map(({ sku }) => sku);
}

/** Why a plan is the first: what it keeps is all that the old one has, or all of it that people have switched on. */
export type WhyFirst = 'keepsAllCheapest' | 'keepsAll' | 'keepsUsedCheapest' | 'keepsUsed' | 'takesLeast';

/**
 * Why the first of some plans, in the order of {@link byFit}, is the first; undefined where Microsoft names them itself,
 * and where there is none to choose from.
 */
export function whyFirst(plans: readonly string[], { sku, byPrice = [], unused }: Leaving): WhyFirst | undefined {
  const from = leftProduct(sku);
  const [first, ...others] = plans.flatMap((one) => product(one) ?? []);
  if (!from || from.waysOn || !first || others.length === 0) return undefined;
  const taken = (to: Product) => takenBy(to, from, unused);
  const keepsAll = (to: Product) => isNothing(takenBy(to, from));
  const keepsUsed = (to: Product) => isNothing(taken(to));
  if (!keepsUsed(first)) return others.some((to) => lessTaken(taken(first), taken(to)) < 0) ? 'takesLeast' : undefined;
  const [why, keeps] = keepsAll(first) ? (['keepsAll', keepsAll] as const) : (['keepsUsed', keepsUsed] as const);
  const isPriced = (one: Product) => byPrice.includes(one.sku);
  const isCheapest = isPriced(first) && others.some((to) => keeps(to) && isPriced(to));
  return isCheapest ? `${why}Cheapest` : why;
}

/** Whether a plan takes nothing at all that people have switched on, not even what no admin knows by name. */
export function keepsEverythingUsed(plan: string, { sku, unused = [] }: Leaving): boolean {
  const from = leftProduct(sku);
  return from !== undefined && lossesOf(plan, from).every(({ name }) => unused.includes(name));
}

/** What some of these plans lack or have less of and nobody has switched on, of what an admin knows by name. */
export function unusedLosses(plans: readonly string[], { sku, unused = [] }: Leaving): Service[] {
  const from = leftProduct(sku);
  const lost = plans.flatMap((plan) => (from ? knownLosses(plan, from) : []));
  const missed = lost.filter(({ name }) => unused.includes(name));
  return [...new Map(missed.map((service) => [service.name, service])).values()];
}

/** How much people lose: kinds of service they depend on, then services an admin knows by name. */
type Taken = { depended: number; known: number };
const everything: Taken = { depended: Number.MAX_SAFE_INTEGER, known: Number.MAX_SAFE_INTEGER };

const lessTaken = (one: Taken, other: Taken): number => one.depended - other.depended || one.known - other.known;
const isNothing = ({ depended, known }: Taken): boolean => depended + known === 0;

function takenBy(to: Product, from: Product, unused: readonly string[] = []): Taken {
  const isUsed = ({ name }: Service): boolean => !unused.includes(name);
  return {
    depended: givesLess(to.services, from.services.filter(isUsed)).length,
    known: knownLosses(to.sku, from).filter(isUsed).length,
  };
}

function knownLosses(plan: string, from: Product): Service[] {
  return lossesOf(plan, from).filter(({ prominent }) => prominent);
}

/** The catalogue never changes while the process lives, and every card that offers plans asks for the same few pairs. */
const known = new WeakMap<Product, Map<string, readonly Service[]>>();

function lossesOf(plan: string, from: Product): readonly Service[] {
  const ofThis = known.get(from) ?? new Map<string, readonly Service[]>();
  known.set(from, ofThis);
  const before = ofThis.get(plan);
  if (before) return before;
  const { lost, lowered } = difference(plan, from.sku);
  const losses = [...lost, ...lowered.map((one) => one.from)];
  // A name that nobody knows may be anybody's: only the catalogue's are kept.
  if (product(plan)?.sku === plan) ofThis.set(plan, losses);
  return losses;
}

type Placed = { sku: string; to: Product | undefined; price: number };

/** The sort is stable. */
const asGiven = (): number => 0;

function cheapestFirst(one: Placed, other: Placed): number {
  return one.price - other.price || smallerFirst(one, other) || one.sku.localeCompare(other.sku, 'en');
}

function smallerFirst({ to: one }: Placed, { to: other }: Placed): number {
  if (!one || !other) return 0;
  return one.services.length - other.services.length || one.displayName.localeCompare(other.displayName, 'en');
}

/** What has no known price stands after what has one. */
function placeIn(byPrice: readonly string[] = [], sku: string): number {
  const place = byPrice.indexOf(sku);
  return place === -1 ? byPrice.length : place;
}
