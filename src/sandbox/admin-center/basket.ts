import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import type { Basket, Tenant } from '../world/state.js';
import { newId } from '../world/time.js';
import { notFoundPage } from './not-found-page.js';
import { type PageCall, type PageRun, redirect } from './page-call.js';
import { soldTo } from './sold-to.js';

/** Puts a plan into a basket of its own. The token in its address is what the order is placed under, once. */
export function fillBasket(
  tenant: Tenant,
  wanted: Pick<Basket, 'sourceId' | 'skuId' | 'quantity' | 'billingCycle'>,
): Basket {
  const basket: Basket = {
    token: newId(tenant, 'basket'),
    ...wanted,
    payment: tenant.scenario.payment,
    billedTo: soldTo(tenant),
    orderId: null,
  };
  tenant.baskets.set(basket.token, basket);
  return basket;
}

export function basketPath({ token }: Basket, rest = ''): string {
  return `/cart/${token}${rest}`;
}

/** For pages of the basket of the path. */
export const withBasket = finding(
  ({ tenant, parameters: { token = '' } }: PageCall) => tenant.baskets.get(token.toLowerCase()),
  notFoundPage,
);

/** Finds the basket of the path while it can still be changed; one that was ordered leads to its order. */
export function withOpenBasket(run: (call: PageCall, basket: Basket) => ApiResponse): PageRun {
  return withBasket((call, basket) =>
    basket.orderId === null ? run(call, basket) : redirect(call, basketPath(basket, '/order')),
  );
}
