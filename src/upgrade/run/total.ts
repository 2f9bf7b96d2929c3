import type { Money } from '../order/order.js';
import { type PriceList, priceOf } from '../order/price-list.js';
import type { RunRecord } from './shape.js';
import { inCart } from './together.js';

/**
 * What a cart comes to for one billing period, and each of two products in it; undefined where the price list does not
 * tell it of all that is ordered.
 * @param currency ISO 4217
 */
export function totalOf(
  run: Pick<RunRecord, 'cart' | 'plan'>,
  priceList: PriceList,
  currency: string,
): { total?: Money | undefined; apart?: { first: Money | undefined; beside: Money | undefined } } {
  const { cart } = run;
  const sku = inCart(run);
  if (!cart || sku === null) return {};
  const first = priceOf(priceList, { sku, currency, ...cart });
  if (!cart.beside || cart.beside.quantity === 0) return { total: first };
  const { plan, quantity } = cart.beside;
  const beside = priceOf(priceList, { sku: plan, currency, ...cart, quantity });
  const total = first && beside ? { ...first, minor: first.minor + beside.minor } : undefined;
  return { total, apart: { first, beside } };
}
