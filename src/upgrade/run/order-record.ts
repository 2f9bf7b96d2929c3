import { z } from 'zod';
import { besideOrderedSchema } from '../order/beside.js';
import { billingCycleSchema, type Money, paymentSchema } from '../order/order.js';
import { termSchema } from '../order/term.js';
import { actorSchema } from '../tenant/roles.js';

/** The order as it was fixed before it was sent. */
export const orderRecordSchema = z.object({
  kind: z.enum(['upgrade', 'purchase', 'seats']),
  key: z.string(),
  plan: z.string(),
  /** Licences ordered; for `seats`, how many the subscription is to have afterwards. */
  quantity: z.number().int(),
  billingCycle: billingCycleSchema,
  term: termSchema.default('P1Y'),
  /** null: as the payer pays. */
  payment: paymentSchema.nullable(),
  /** The commerce's id of whoever pays; null where there is nobody to choose from. */
  payer: z.string().nullable().default(null),
  /** Somebody has attested what Microsoft asks for. */
  attested: z.boolean().default(false),
  placedAt: z.string(),
  placedBy: actorSchema,
  /** The subscription that is upgraded or, for `seats`, that grows. */
  sourceCommerceId: z.string(),
  cartId: z.string().nullable(),
  /** The cart has expired, and another is to be made. */
  cartExpired: z.boolean().default(false),
  /** What it came to when it was confirmed, by the price list; null where that does not tell. */
  price: z.object({ minor: z.number().int(), currency: z.string() }).nullable().default(null),
  /** What is ordered beside `plan` from the same cart; left out where that is nothing. */
  beside: besideOrderedSchema.optional(),
  /** The new subscription's id at the commerce, once known. */
  commerceId: z.string().nullable(),
  /**
   * `declined` frees the run to order again with a new key, and so does `lapsed`: it was not taken while its
   * confirmation held.
   */
  outcome: z.enum(['open', 'completed', 'declined', 'lapsed']),
});
export type OrderRecord = z.infer<typeof orderRecordSchema>;

/** An order of each product by itself, the first one first: what came of them is written down so. */
export function apart(order: OrderRecord): OrderRecord[] {
  const { beside, ...first } = order;
  if (!beside) return [order];
  const { plan, quantity, price } = beside;
  return [first, { ...first, plan, quantity, price }];
}

/** What all of an order came to when it was confirmed; null where that is not known of each product. */
export function priceOfAll({ price, beside }: OrderRecord): Money | null {
  if (!beside || !price) return price;
  if (beside.price?.currency !== price.currency) return null;
  return { ...price, minor: price.minor + beside.price.minor };
}
