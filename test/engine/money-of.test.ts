import { describe, expect, it } from '@jest/globals';
import { moneyOf } from '../../src/engine/money-of.js';
import type { PriceList } from '../../src/upgrade/order/price-list.js';
import { runIn } from '../support/runs.js';

/** What is known of what an order costs, before anybody places it. */

const price = (sku: string, monthly: number, currency = 'SEK') => ({ sku, currency, monthly, annual: 12 * monthly });
const list: PriceList = {
  prices: [price('ENTERPRISEPREMIUM', 400), price('ENTERPRISEWITHSCAL', 200), price('ENTERPRISEPREMIUM', 40, 'EUR')],
  invoiceFrom: [{ currency: 'SEK', amount: 5_000 }],
};
const sek = (minor: number) => ({ minor, currency: 'SEK' });

describe('the money of a run', () => {
  it('is the total of its cart, what the old plan costs for as long, and from what on an invoice is possible', () => {
    const { cart, ...run } = runIn.checkout();
    const more = cart && { ...cart, quantity: 30 };
    expect(moneyOf({ ...run, cart: more }, list)).toEqual({
      total: sek(1_200_000),
      present: sek(500_000),
      invoiceFrom: sek(500_000),
    });
    const yearly = cart && { ...cart, billingCycle: 'annual' as const };
    expect(moneyOf({ ...run, cart: yearly }, list)).toMatchObject({ total: sek(12_000_000), present: sek(6_000_000) });
  });

  it('is in the currency of the country, of which the list may tell less', () => {
    const run = { ...runIn.checkout(), organization: { displayName: 'Contoso', country: 'DE' } };
    expect(moneyOf(run, list)).toEqual({ total: { minor: 100_000, currency: 'EUR' } });
  });

  it('is what may be paid by invoice alone where there is no cart, or no plan to compare with', () => {
    expect(moneyOf(runIn.beforeYouBegin(), list)).toEqual({ invoiceFrom: sek(500_000) });
    const { assessment, ...run } = runIn.checkout();
    const gone = { ...run, assessment: { is: 'noSource', readAt: assessment.readAt } as const };
    expect(moneyOf(gone, list)).toEqual({ total: sek(1_000_000), invoiceFrom: sek(500_000) });
  });

  it.each<[string, string | null, PriceList | undefined]>([
    ['there is no price list', 'SE', undefined],
    ['nobody knows the country', null, list],
    ['nobody knows what is paid with there', 'XX', list],
  ])('is not known where %s', (_, country, prices) => {
    expect(moneyOf({ ...runIn.checkout(), organization: { displayName: 'Contoso', country } }, prices)).toEqual({});
  });
});
