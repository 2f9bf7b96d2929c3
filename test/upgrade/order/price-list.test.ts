import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { isCurrency, minorDigits, times, toMinor } from '../../../src/upgrade/order/money.js';
import {
  currencyOf,
  invoiceThreshold,
  plansByPrice,
  priceListSchema,
  priceOf,
} from '../../../src/upgrade/order/price-list.js';

const e5 = { sku: 'SPE_E5', currency: 'SEK', monthly: 57.1, annual: 616.68 };
const problems = (list: unknown) => {
  const parsed = priceListSchema.safeParse(list);
  return parsed.success ? [] : parsed.error.issues.map((one) => `${one.path.join('.')}: ${one.message}`);
};

describe('the price list', () => {
  it('takes prices and invoice thresholds', () => {
    expect(
      problems({ prices: [e5, { ...e5, currency: 'USD' }], invoiceFrom: [{ currency: 'SEK', amount: 5000 }] }),
    ).toEqual([]);
    expect(problems({ prices: [e5, { ...e5, sku: 'SPE_E3' }] })).toEqual([]);
    const amounts = ['SEK', 'USD'].map((currency) => ({ currency, amount: 5000 }));
    expect(problems({ prices: [], invoiceFrom: amounts })).toEqual([]);
    expect(problems({ prices: [] })).toEqual([]);
  });

  it('names a product that nobody knows', () => {
    expect(problems({ prices: [{ ...e5, sku: 'SPE_E9' }] })).toEqual([
      'prices.0.sku: SPE_E9 is not a known skuPartNumber',
    ]);
  });

  it('names a currency that does not exist', () => {
    expect(problems({ prices: [{ ...e5, currency: 'KRO' }] })).toEqual([
      'prices.0.currency: KRO is not an ISO 4217 currency',
    ]);
  });

  it('refuses two prices of one product in one currency, and two thresholds', () => {
    expect(problems({ prices: [e5, e5] })).toEqual(['prices.1: SPE_E5 has a price in SEK already']);
    const threshold = { currency: 'SEK', amount: 1 };
    expect(problems({ prices: [], invoiceFrom: [threshold, threshold] })).toEqual([
      'invoiceFrom.1: SEK has an amount already',
    ]);
  });

  it.each([
    ['prices.0.monthly: 57.123 is not a price in SEK', { ...e5, monthly: 57.123 }],
    ['prices.0.annual: 57.5 is not a price in JPY', { ...e5, currency: 'JPY', monthly: 57, annual: 57.5 }],
    ['prices.0.monthly: 0 is not a price in SEK', { ...e5, monthly: 0 }],
    ['prices.0.monthly: -1 is not a price in SEK', { ...e5, monthly: -1 }],
    ['prices.0.annual: 1e+300 is not a price in SEK', { ...e5, annual: 1e300 }],
    ['prices.0.oneMonthTerm: 0 is not a price in SEK', { ...e5, oneMonthTerm: 0 }],
  ])('refuses an amount that cannot be paid: %s', (problem, row) => {
    expect(problems({ prices: [row] })).toEqual([problem]);
  });

  it('refuses an amount for invoices that its currency does not have', () => {
    expect(problems({ prices: [], invoiceFrom: [{ currency: 'JPY', amount: 0.5 }] })).toEqual([
      'invoiceFrom.0.amount: is not an amount of the currency',
    ]);
    expect(problems({ prices: [], invoiceFrom: [{ currency: 'SEK', amount: 0 }] })).toEqual([]);
  });

  it('refuses fields it does not know', () => {
    expect(problems({ prices: [], discount: 5 })).toHaveLength(1);
    expect(problems({ prices: [{ ...e5, discount: 5 }] })).toHaveLength(1);
  });
});

describe('a price', () => {
  const list = priceListSchema.parse({ prices: [e5], invoiceFrom: [{ currency: 'SEK', amount: 5000.5 }] });
  const wanted = { sku: 'SPE_E5', currency: 'SEK', billingCycle: 'monthly', quantity: 3 } as const;

  it('is for all licences and one period, in minor units', () => {
    expect(priceOf(list, wanted)).toEqual({ minor: 17_130, currency: 'SEK' });
    expect(priceOf(list, { ...wanted, billingCycle: 'annual' })).toEqual({ minor: 185_004, currency: 'SEK' });
  });

  it('is that of a month that binds for itself where that is the term, and never that of a year', () => {
    const dear = priceListSchema.parse({ prices: [{ ...e5, oneMonthTerm: 68.52 }] });
    expect(priceOf(dear, { ...wanted, term: 'P1M' })).toEqual({ minor: 20_556, currency: 'SEK' });
    expect(priceOf(dear, { ...wanted, term: 'P1Y' })).toEqual({ minor: 17_130, currency: 'SEK' });
    expect(priceOf(list, { ...wanted, term: 'P1M' })).toBeUndefined();
  });

  it('is not told where it is too large to be exact', () => {
    const dear = priceListSchema.parse({ prices: [{ ...e5, monthly: 9e12 }] });
    expect(priceOf(dear, { ...wanted, quantity: 1 })).toEqual({ minor: 9e14, currency: 'SEK' });
    expect(priceOf(dear, { ...wanted, quantity: 10_000_000 })).toBeUndefined();
    expect(times({ minor: 1, currency: 'SEK' }, Number.MAX_SAFE_INTEGER)?.minor).toBe(Number.MAX_SAFE_INTEGER);
  });

  it('puts plans in the order of what a licence costs for a year, of one currency', () => {
    const row = (sku: string, annual: number, monthly: number, currency = 'SEK') => ({
      sku,
      currency,
      monthly,
      annual,
    });
    const several = [
      row('SPE_E5', 600, 40),
      row('SPE_E3', 400, 50),
      row('STANDARDPACK', 1, 1, 'USD'),
      row('SPB', 500, 45),
    ];
    const prices = priceListSchema.parse({ prices: several });
    expect(plansByPrice(prices, 'SEK')).toEqual(['SPE_E3', 'SPB', 'SPE_E5']);
    expect(plansByPrice(prices, 'USD')).toEqual(['STANDARDPACK']);
    expect(plansByPrice(prices, 'EUR')).toEqual([]);
  });

  it('is not told when the list does not have it', () => {
    expect(priceOf(list, { ...wanted, currency: 'USD' })).toBeUndefined();
    expect(priceOf(list, { ...wanted, sku: 'SPE_E3' })).toBeUndefined();
    expect(priceOf(list, { ...wanted, sku: 'SPE_E3', term: 'P1M' })).toBeUndefined();
  });

  it('knows from which total an invoice is possible', () => {
    expect(invoiceThreshold(list, 'SEK')).toEqual({ minor: 500_050, currency: 'SEK' });
    expect(invoiceThreshold(list, 'USD')).toBeUndefined();
  });

  it('does not drift: the sum is that of the öre', () => {
    fc.assert(
      fc.property(fc.integer({ min: 1, max: 10_000_000 }), fc.integer({ min: 1, max: 100_000 }), (minor, quantity) => {
        const monthly = Number(`${Math.floor(minor / 100)}.${String(minor % 100).padStart(2, '0')}`);
        const prices = priceListSchema.parse({ prices: [{ ...e5, monthly }] });
        expect(priceOf(prices, { ...wanted, quantity })?.minor).toBe(minor * quantity);
      }),
    );
  });
});

describe('currencies', () => {
  it.each([
    ['SEK', 2, 57.5, 5750],
    ['JPY', 0, 57, 57],
    ['KWD', 3, 57.5, 57_500],
    ['HUF', 2, 57, 5700],
  ])('counts %s with %i decimals', (currency, digits, major, minor) => {
    expect(minorDigits(currency)).toBe(digits);
    expect(toMinor(major, currency)).toBe(minor);
  });

  it.each([
    ['SE', 'SEK'],
    ['se', 'SEK'],
    ['DE', 'EUR'],
    ['GB', 'GBP'],
    ['US', 'USD'],
    ['CH', 'CHF'],
  ])('of %s is %s', (country, currency) => {
    expect(currencyOf(country)).toBe(currency);
    expect(isCurrency(currency)).toBe(true);
  });

  it('is not guessed for other countries', () => {
    expect(currencyOf('AQ')).toBeUndefined();
    expect(currencyOf('')).toBeUndefined();
  });
});
