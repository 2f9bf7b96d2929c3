import { z } from 'zod';
import { coverage } from '../plans/plans.js';
import { seatsRefused } from '../plans/ways-on.js';
import type { Refusal } from '../run/refusal.js';
import { type SourceFound, seatsNeeded } from '../tenant/assessment.js';
import { addressSchema } from './address.js';
import { type BesideInCart, besideInCartSchema } from './beside.js';
import { type Payer, payerSchema, usualPayer } from './payer.js';
import { type Payment, paymentSchema } from './payment.js';
import {
  type BillingCycle,
  billingCycleSchema,
  chosenTerm,
  type Term,
  type TermSold,
  termSchema,
  yearAlone,
} from './term.js';

/** Cart, checkout and money. */

export { type Payment, paymentSchema } from './payment.js';
export { type BillingCycle, billingCycleSchema } from './term.js';

/** An amount in minor units (öre, cents) of an ISO 4217 currency. */
const moneySchema = z.object({ minor: z.number().int(), currency: z.string().length(3) });
export type Money = z.infer<typeof moneySchema>;

export const cartSchema = z.object({
  billingCycle: billingCycleSchema,
  /** How long the purchase binds. */
  term: termSchema.default('P1Y'),
  quantity: z.number().int().positive(),
  /** skuPartNumbers of add-ons on the source plan: kept, and removed because the new plan includes them. */
  addOnsKept: z.array(z.string()),
  addOnsRemoved: z.array(z.string()),
  /** A second product in it; left out where there is none. */
  beside: besideInCartSchema.optional(),
  /** What it is of where that is not the plan people go to, and how many licences of it they need. */
  alone: besideInCartSchema.pick({ plan: true, needed: true }).optional(),
});
export type Cart = z.infer<typeof cartSchema>;

export const checkoutSchema = z.object({
  /** null: not on record, or the commerce does not tell; then it is shown and changed where the order is placed. */
  soldTo: addressSchema.nullable(),
  billedTo: addressSchema.nullable(),
  /** null: the commerce does not tell. */
  payment: paymentSchema.nullable(),
  /** Who may pay; empty where the commerce does not tell. */
  payers: z.array(payerSchema).default([]),
  /** The id of whoever pays; null until that is known. */
  payer: z.string().nullable().default(null),
});
export type Checkout = z.infer<typeof checkoutSchema>;

/** A checkout as it begins. @param payers undefined where the commerce does not tell */
export function newCheckout(payers: readonly Payer[] = []): Checkout {
  const untold: Checkout = { soldTo: null, billedTo: null, payment: null, payers: [...payers], payer: null };
  const usual = usualPayer(payers);
  return usual ? paidBy(untold, usual) : untold;
}

/** The checkout with what is on record now: whoever was chosen to pay stays chosen, and pays in the same way, if they still can. */
export function readAgain(checkout: Checkout | null, payers: readonly Payer[]): Checkout {
  const chosen = payers.find(({ id }) => id === checkout?.payer);
  if (!checkout || !chosen) return newCheckout(payers);
  const again = paidBy(newCheckout(payers), chosen);
  const { payment } = checkout;
  return payment !== null && chosen.payments?.includes(payment) ? { ...again, payment } : again;
}

/** Whether anything is not on record of those who may pay, so that it may have been added since. */
export function lacksSomething({ payers }: Checkout): boolean {
  return payers.length === 0 || payers.some(({ soldTo, billedTo, payments }) => !soldTo || !billedTo || !payments);
}

/** The checkout with another payer: sold to and billed to whom it has on record, paid as it pays. */
export function paidBy(checkout: Checkout, payer: Payer): Checkout {
  const { id, soldTo, billedTo, payments } = payer;
  return { ...checkout, payer: id, soldTo, billedTo, payment: payments?.[0] ?? null };
}

/** Whoever pays; undefined until that is known. */
export function payerOf({ payers, payer }: Checkout): Payer | undefined {
  return payers.find(({ id }) => id === payer);
}

/** The ways to pay that there are to choose from; null where nobody tells. */
export function paymentsOf(checkout: Checkout): readonly Payment[] | null {
  return payerOf(checkout)?.payments ?? null;
}

/** Most licences one subscription may have, as the commerce's offers state it. */
export const maximumQuantity = 10_000_000;

/** What bounds the number of licences from below: how many are needed, and how many are there that cannot be removed. */
export type Least = { needed: number; owned: number };

/**
 * What an order of `plan` (a skuPartNumber) must at least come to. An upgrade takes everybody along, and licences cannot
 * be removed meanwhile; of a plan that is bought beside the old one, only those who will newly hold it need a licence.
 * @see "Before you begin" in Microsoft's article on Office 365 E4
 */
export function leastOf(source: Needs, plan: string, path: 'automatic' | 'manual'): Least {
  return path === 'automatic'
    ? { needed: source.assigned, owned: source.seats }
    : { needed: seatsNeeded(source, plan), owned: 0 };
}

type Needs = Pick<SourceFound, 'assigned' | 'seats' | 'alreadyHold'>;

/** The fewest licences that may be ordered. */
export function minimumQuantity({ needed, owned }: Least): number {
  return Math.max(needed, owned, 1);
}

/**
 * A first cart for `plan` (a skuPartNumber): a year billed monthly where that is sold, as few licences as allowed,
 * add-ons sorted.
 * @param sold the terms that are sold
 * @param beside what may be bought in the same order, and how many licences of it are needed
 */
export function newCart(
  { addOns }: Pick<SourceFound, 'addOns'>,
  plan: string,
  least: Least,
  sold: readonly TermSold[] = yearAlone,
  beside?: Pick<BesideInCart, 'plan' | 'needed'> | undefined,
): Cart {
  const included = (addOn: string) => coverage(addOn, plan) === 'full';
  return {
    ...(chosenTerm(usual, {}, sold) ?? usual),
    quantity: minimumQuantity(least),
    addOnsKept: addOns.filter((one) => !included(one)),
    addOnsRemoved: addOns.filter(included),
    ...(beside ? { beside: { plan: beside.plan, needed: beside.needed, quantity: beside.needed } } : {}),
  };
}

const usual = { billingCycle: 'monthly', term: 'P1Y' } as const;

export type CartChange = {
  billingCycle?: BillingCycle | undefined;
  term?: Term | undefined;
  quantity?: number | undefined;
  /** Of the second product in it; 0 leaves that out. */
  quantityBeside?: number | undefined;
};

/**
 * The cart with another billing cycle, term or quantity, or why it cannot be ordered so. Where only one of cycle and
 * term is named, the other follows it to what is sold.
 * @param sold the terms that are sold
 * @param ordered what is ordered (a skuPartNumber), and how many seats of it there are beside the order: as many as are
 * wanted may not be sold
 */
export function changeCart(
  cart: Cart,
  change: CartChange,
  least: Least,
  sold: readonly TermSold[] = yearAlone,
  ordered?: { plan: string; beside: number },
): { ok: true; cart: Cart } | { ok: false; refusal: Refusal } {
  const { quantity = cart.quantity } = change;
  const beside = cart.beside && { ...cart.beside, quantity: change.quantityBeside ?? cart.beside.quantity };
  const refusal = quantityRefusal(quantity, least) ?? limitOf(quantity, ordered) ?? (beside && besideRefusal(beside));
  if (refusal) return { ok: false, refusal };
  const bound = chosenTerm(cart, change, sold);
  if (!bound) {
    const { term = cart.term, billingCycle = cart.billingCycle } = change;
    return { ok: false, refusal: { why: 'termNotSold', term, billingCycle } };
  }
  return { ok: true, cart: { ...cart, ...bound, quantity, ...(beside ? { beside } : {}) } };
}

/** It is ordered for everyone who needs it, or left out. */
function besideRefusal({ plan, quantity, needed }: BesideInCart): Refusal | undefined {
  if (quantity === 0) return undefined;
  return quantityRefusal(quantity, { needed, owned: 0 }) ?? limitOf(quantity, { plan, beside: 0 });
}

function limitOf(quantity: number, ordered: { plan: string; beside: number } | undefined): Refusal | undefined {
  if (!ordered) return undefined;
  const { plan, beside } = ordered;
  const seats = quantity + beside;
  const limit = seatsRefused(plan, seats);
  return limit && { ...limit, plan, seats };
}

function quantityRefusal(quantity: number, { needed, owned }: Least): Refusal | undefined {
  if (!Number.isInteger(quantity)) return { why: 'quantityNotANumber' };
  if (quantity < needed) return { why: 'quantityBelowAssigned', quantity, assigned: needed };
  if (quantity < owned) return { why: 'quantityBelowOwned', quantity, owned };
  if (quantity < 1) return { why: 'quantityNotANumber' };
  if (quantity > maximumQuantity) return { why: 'quantityTooLarge', maximum: maximumQuantity };
  return undefined;
}

/**
 * Whether an order may be paid by invoice: its total reaches the threshold. True when either is not known, since then
 * only the place where the order is placed can tell.
 */
export function invoiceAllowed(total: Money | undefined, threshold: Money | undefined): boolean {
  if (!total || !threshold || total.currency !== threshold.currency) return true;
  return total.minor >= threshold.minor;
}

/**
 * Whether Microsoft may check the customer's credit before it carries out the order: for an invoice, and for orders
 * above an amount that it does not publish (`above`, when somebody knows it). What is not known is not ruled out.
 * @param payment null where nobody tells
 * @see "Will a credit check be required?" in Microsoft's article on Office 365 E4
 */
export function mayNeedCreditCheck(
  payment: Payment | null,
  total: Money | undefined,
  above: Money | undefined,
): boolean {
  if (payment !== 'card') return true;
  if (!total || !above || total.currency !== above.currency) return true;
  return total.minor > above.minor;
}
