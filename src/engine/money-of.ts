import { currencyOf, invoiceThreshold, type PriceList, priceOf } from '../upgrade/order/price-list.js';
import type { Run } from '../upgrade/run/run.js';

/** The cart's total, and the least total that may be paid by invoice, where a price list tells. */
export function moneyOf({ cart, plan, organization, assessment }: Run, priceList: PriceList | undefined) {
  const currency = organization.country ? currencyOf(organization.country) : undefined;
  if (!priceList || !currency) return {};
  return {
    total: cart && plan ? priceOf(priceList, { sku: plan, currency, ...cart }) : undefined,
    present:
      cart && 'source' in assessment
        ? priceOf(priceList, { ...cart, sku: assessment.source.sku, currency, quantity: assessment.source.seats })
        : undefined,
    invoiceFrom: invoiceThreshold(priceList, currency),
  };
}
