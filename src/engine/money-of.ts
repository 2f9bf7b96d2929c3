import { currencyOf, invoiceThreshold, type PriceList, priceOf } from '../upgrade/order/price-list.js';
import type { Asked } from '../upgrade/run/definition.js';
import type { Run } from '../upgrade/run/run.js';
import { totalOf } from '../upgrade/run/total.js';

type Known = Pick<Asked, 'total' | 'apart' | 'present' | 'invoiceFrom'>;

/** The cart's total, what each of two products in it comes to, and the least total that may be paid by invoice, where a price list tells. */
export function moneyOf(run: Run, priceList: PriceList | undefined): Known {
  const { cart, organization, assessment } = run;
  const currency = organization.country ? currencyOf(organization.country) : undefined;
  if (!priceList || !currency) return {};
  return {
    ...totalOf(run, priceList, currency),
    present:
      cart && 'source' in assessment
        ? priceOf(priceList, { sku: assessment.source.sku, currency, ...cart, quantity: assessment.source.seats })
        : undefined,
    invoiceFrom: invoiceThreshold(priceList, currency),
  };
}
