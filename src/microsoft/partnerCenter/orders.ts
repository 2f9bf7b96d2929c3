import { z } from 'zod';
import type { PartnerCenter } from './client.js';
import { wordSchema } from './code.js';

export const orderSchema = z.object({
  id: z.string(),
  /** The transition's operation or the cart that the order came from. */
  alternateId: z.string().nullish(),
  status: wordSchema,
  creationDate: z.string().nullish(),
  lineItems: z
    .array(
      z.object({ offerId: z.string().nullish(), subscriptionId: z.string().nullish(), quantity: z.number().nullish() }),
    )
    .nullish(),
});
export type Order = z.infer<typeof orderSchema>;

// Its clock and ours may differ by minutes.
const clockSlackMs = 5 * 60_000;

/** Whether something that Partner Center dates may belong to an order placed then; undated things may. */
export function notBefore(timestamp: string | null | undefined, placedAt: Date): boolean {
  const at = Date.parse(timestamp ?? '');
  return Number.isNaN(at) || at >= placedAt.getTime() - clockSlackMs;
}

export type OrderSought = {
  /** The operation or cart it came from. */
  alternateId: string | undefined;
  catalogItemIds: readonly string[];
  quantity: number;
  placedAt: Date;
};

/**
 * Finds an order among the customer's: by what it came from, else by what was ordered, how many and when.
 * Orders may take 15 minutes to show up.
 * @see https://learn.microsoft.com/partner-center/developer/get-all-of-a-customer-s-orders
 */
export async function findOrder(
  center: PartnerCenter,
  customer: string,
  sought: OrderSought,
): Promise<Order | undefined> {
  const orders = await center.list(
    { customer, path: '/orders', doing: 'reading the orders of the customer' },
    orderSchema,
  );
  const byOrigin = orders.find(
    (order) => sought.alternateId !== undefined && sameId(order.alternateId, sought.alternateId),
  );
  return byOrigin ?? orders.find((order) => isWhatWasOrdered(order, sought));
}

function isWhatWasOrdered(order: Order, sought: OrderSought): boolean {
  const line = order.lineItems?.find((item) => sought.catalogItemIds.some((id) => sameId(item.offerId, id)));
  return line?.quantity === sought.quantity && notBefore(order.creationDate, sought.placedAt);
}

export function sameId(one: string | null | undefined, other: string): boolean {
  return one?.trim().toLowerCase() === other.trim().toLowerCase();
}
