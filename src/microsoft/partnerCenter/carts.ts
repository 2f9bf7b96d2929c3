import { z } from 'zod';
import { displayName } from '../../upgrade/plans/plans.js';
import { hasProblem, type OrderRequest, PortError, type Problem, type Said } from '../../upgrade/ports.js';
import type { Fault } from '../problem.js';
import { plainWord } from '../words.js';
import type { Catalogue } from './catalogue.js';
import type { PartnerCenter } from './client.js';
import { codeSchema, wordSchema } from './code.js';
import { derivedGuid } from './derived-guid.js';
import { problemOfFault } from './refusals.js';

const lineSchema = z.object({
  id: z.union([z.string(), z.number()]).nullish(),
  catalogItemId: z.string().nullish(),
  error: z.object({ errorCode: codeSchema, errorDescription: z.string().nullish() }).nullish(),
});

const cartSchema = z.object({
  id: z.string(),
  status: wordSchema,
  expirationTimestamp: z.string().nullish(),
  lineItems: z.array(lineSchema).nullish(),
});
export type Cart = z.infer<typeof cartSchema>;

/** What buying beside the old plan needs. */
export type Shop = { center: PartnerCenter; catalogue: Catalogue };

const doing = 'making a cart';

/**
 * Makes a cart with one line, or with two where a second product is ordered. Asked again for the same order it is the
 * same cart; for an order whose cart has expired it is a new one.
 * @returns the cart's id; `refused`: what the second line was refused with, which is in no cart then
 * @throws PortError `refused` when the first line is refused: Partner Center says so inside a success
 * @see https://learn.microsoft.com/partner-center/developer/create-a-cart
 */
export async function makeCart(
  shop: Shop,
  order: OrderRequest,
): Promise<{ cartId: string; refused?: Said | undefined }> {
  const { beside, ...alone } = order;
  if (!beside) return makeAlone(shop, alone, 'cart');
  const first = await lineOf(shop, order, order, 0);
  const second = await lineOf(shop, order, beside, 1).catch(refusedLine);
  if ('code' in second) return { ...(await makeAlone(shop, alone, 'alone')), refused: second };
  const cart = await post(shop, order, [first, second], 'cart');
  const refused = refusedLines(cart);
  const ofFirst = refused.find(({ id }) => String(id) !== String(second.id));
  if (ofFirst) throw refusal(ofFirst);
  const [ofSecond] = refused;
  if (!ofSecond) return { cartId: cart.id };
  // With a line that cannot be bought none of a cart can be.
  const { fault } = ofSecond;
  return { ...(await makeAlone(shop, alone, 'alone')), refused: saidOf(problemOfLine(fault), fault) };
}

/** @param what tells this cart from others of the same order */
async function makeAlone(shop: Shop, order: OrderRequest, what: 'cart' | 'alone'): Promise<{ cartId: string }> {
  const cart = await post(shop, order, [await lineOf(shop, order, order, 0)], what);
  const [refused] = refusedLines(cart);
  if (refused) throw refusal(refused);
  return { cartId: cart.id };
}

async function lineOf(
  { catalogue }: Shop,
  order: OrderRequest,
  wanted: { plan: string; quantity: number },
  id: number,
) {
  const { tenantId: customer, term, billingCycle, attested } = order;
  const { plan, quantity } = wanted;
  const item = await catalogue.itemFor(customer, plan, term, billingCycle);
  if (!item) {
    const text = `Partner Center does not sell ${displayName(plan)} to this customer for ${term}, billed ${billingCycle}`;
    throw new PortError({ is: 'refused', code: 'planNotSold', text }, doing);
  }
  const { catalogItemId, attestation } = item;
  // What nobody was asked for is not attested in their name.
  const ofLine = attested && attestation ? { attestationAccepted: true } : {};
  return { id, catalogItemId, quantity, billingCycle, termDuration: term, ...ofLine };
}

function post({ center }: Shop, order: OrderRequest, lineItems: readonly unknown[], what: string): Promise<Cart> {
  const { tenantId: customer, attested, key, cartId = '' } = order;
  const body = { ...(attested ? { PartnerOnRecordAttestationAccepted: true } : {}), lineItems };
  const requestId = derivedGuid(key, what, cartId);
  return center.change({ customer, method: 'POST', path: '/carts', body, requestId, doing }, cartSchema);
}

function refusedLine(error: unknown): Said {
  if (hasProblem(error, 'refused')) return error.problem;
  throw error;
}

type RefusedLine = { id: unknown; fault: Fault };

/** The lines that are refused, each with what for; a line that has no id is not taken for the second of two. */
function refusedLines({ lineItems }: Cart): RefusedLine[] {
  return (lineItems ?? []).flatMap(({ id, error }) =>
    error ? [{ id, fault: { code: error.errorCode, text: error.errorDescription ?? '' } }] : [],
  );
}

const refusal = ({ fault }: RefusedLine): PortError => new PortError(problemOfLine(fault), doing);

/** What is kept of a refusal of one of two products, whatever it means otherwise. */
export function saidOf(problem: Problem, { code, text }: Fault): Said {
  return problem.is === 'refused' && problem.remedy ? { code, text, remedy: problem.remedy } : { code, text };
}

const notAttested: readonly string[] = ['10012', 'attestationnotaccepted'];

/** @see https://learn.microsoft.com/partner-center/developer/cart-resources (CartErrorCode, read 2023-08-23) */
function problemOfLine(fault: Fault): Problem {
  const { code, text } = fault;
  return notAttested.includes(plainWord(code))
    ? { is: 'refused', code, text, remedy: 'attestation' }
    : problemOfFault(fault);
}

/**
 * Whether a cart was submitted; `untold` by answers from before it had a status. undefined for a word that is not known.
 * @see https://learn.microsoft.com/partner-center/developer/cart-resources (status, read 2023-08-23)
 */
export function cartStands({ status }: Cart): 'open' | 'submitted' | 'untold' | undefined {
  return cartMeanings.get(plainWord(status));
}

const cartMeanings: ReadonlyMap<string, 'open' | 'submitted' | 'untold'> = new Map([
  ['active', 'open'],
  ['ordered', 'submitted'],
  ['', 'untold'],
]);

/** A cart as it is; undefined when it is not there. @throws PortError */
export async function readCart(center: PartnerCenter, customer: string, cartId: string): Promise<Cart | undefined> {
  try {
    return await center.get(
      { customer, path: `/carts/${encodeURIComponent(cartId)}`, doing: 'reading the cart' },
      cartSchema,
    );
  } catch (error) {
    if (hasProblem(error, 'notFound')) return undefined;
    throw error;
  }
}
