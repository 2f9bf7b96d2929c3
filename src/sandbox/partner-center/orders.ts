import type { ApiCall, ApiRoute } from '../api.js';
import { catalogItemIdOf, skuWithId } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import type { Order, Tenant } from '../world/state.js';
import { catalogueLinks } from './catalogue-links.js';
import { collection, partnerError, selfLink } from './partner-error.js';
import { partnerTime } from './times.js';

export const orderRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: '/orders', run: list },
  { method: 'GET', path: '/orders/:order', run: get },
];

function list({ tenant, path }: ApiCall): ApiResponse {
  return collection(
    tenant.orders.map((order) => orderResource(tenant, order)),
    path,
  );
}

function get({ tenant, parameters }: ApiCall): ApiResponse {
  const found = tenant.orders.find(({ id }) => id === (parameters.order ?? '').toLowerCase());
  return found ? { status: 200, body: orderResource(tenant, found) } : partnerError(404, '20000', 'Order ID not found');
}

/** An order as Partner Center shows it; its lines name a subscription once there is one. */
export function orderResource(tenant: Tenant, order: Order): Record<string, unknown> {
  const uri = `/customers/${tenant.id}/orders/${order.id}`;
  return {
    id: order.id,
    alternateId: order.alternateId,
    referenceCustomerId: tenant.id,
    billingCycle: order.lines[0]?.billingCycle ?? 'none',
    currencyCode: tenant.scenario.currency,
    transactionType: 'UserPurchase',
    creationDate: partnerTime(order.at),
    status: order.word,
    lineItems: order.lines.map((line, lineItemNumber) => {
      const sku = skuWithId(line.skuId);
      const offerId = sku ? catalogItemIdOf(sku) : line.skuId;
      return {
        lineItemNumber,
        offerId,
        ...(line.subscriptionId === null ? {} : { subscriptionId: line.subscriptionId }),
        termDuration: line.termDuration,
        transactionType: 'New',
        friendlyName: sku?.displayName ?? line.skuId,
        quantity: line.quantity,
        links: catalogueLinks(offerId, tenant.scenario.country),
      };
    }),
    links: {
      ...selfLink(uri),
      provisioningStatus: { uri: `${uri}/provisioningstatus`, method: 'GET', headers: [] },
      patchOperation: { uri, method: 'PATCH', headers: [] },
    },
    client: {},
    attributes: { objectType: 'Order' },
  };
}
