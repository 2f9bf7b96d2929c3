import type { ApiResponse } from '../http/message.js';
import type { Basket, Tenant } from '../world/state.js';
import { newId } from '../world/time.js';
import { notFoundPage } from './not-found-page.js';
import { type PageCall, type PageRun, redirect } from './page-call.js';
import { soldTo } from './sold-to.js';

/** Most licences that one order may be for. */
export const mostLicenses = 10_000;

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

/** Finds the basket of the path. */
export function withBasket(run: (call: PageCall, basket: Basket) => ApiResponse): PageRun {
  return (call) => {
    const basket = call.tenant.baskets.get((call.parameters.token ?? '').toLowerCase());
    return basket ? run(call, basket) : notFoundPage(call);
  };
}

/** Finds the basket of the path while it can still be changed; one that was ordered leads to its order. */
export function withOpenBasket(run: (call: PageCall, basket: Basket) => ApiResponse): PageRun {
  return withBasket((call, basket) =>
    basket.orderId === null ? run(call, basket) : redirect(call, basketPath(basket, '/order')),
  );
}
