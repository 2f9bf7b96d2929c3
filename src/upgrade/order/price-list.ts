import { z } from 'zod';
import { product } from '../plans/plans.js';
import { isCurrency, times, toMinor } from './money.js';
import type { Money } from './order.js';
import type { BillingCycle, Term } from './term.js';

export { currencyOf } from './currencies.js';

/** What licences cost, as the operator of the bot tells it; Microsoft has no price that could be asked for. */

const currencySchema = z.string().refine(isCurrency, { error: ({ input }) => `${input} is not an ISO 4217 currency` });

const priceSchema = z
  .strictObject({
    sku: z
      .string()
      .refine((sku) => product(sku) !== undefined, { error: ({ input }) => `${input} is not a known skuPartNumber` }),
    currency: currencySchema,
    /** Price of one licence for a month of a year's term, in major units (57.00). */
    monthly: z.number(),
    /** Price of one licence for a whole year, in major units. */
    annual: z.number(),
    /** Price of one licence for a month where the term is that month alone, in major units; left out where not known. */
    oneMonthTerm: z.number().optional(),
  })
  .superRefine((row, context) => {
    for (const field of ['monthly', 'annual', 'oneMonthTerm'] as const) {
      const price = row[field];
      if (price === undefined || toMinor(price, row.currency)) continue;
      const message = `${price} is not a price in ${row.currency}`;
      context.addIssue({ code: 'custom', path: [field], message });
    }
  });

const thresholdSchema = z
  .strictObject({
    currency: currencySchema,
    /** Orders of at least this much, in major units, may be paid by invoice. */
    amount: z.number(),
  })
  .refine((row) => toMinor(row.amount, row.currency) !== undefined, {
    path: ['amount'],
    error: 'is not an amount of the currency',
  });

/** `{ "prices": [{ "sku", "currency", "monthly", "annual", "oneMonthTerm"? }], "invoiceFrom": [{ "currency", "amount" }] }` */
export const priceListSchema = z
  .strictObject({ prices: z.array(priceSchema), invoiceFrom: z.array(thresholdSchema).default([]) })
  .superRefine((list, context) => {
    for (const [index, row] of list.prices.entries()) {
      if (list.prices.findIndex((one) => one.sku === row.sku && one.currency === row.currency) === index) continue;
      const message = `${row.sku} has a price in ${row.currency} already`;
      context.addIssue({ code: 'custom', path: ['prices', index], message });
    }
    for (const [index, row] of list.invoiceFrom.entries()) {
      if (list.invoiceFrom.findIndex((one) => one.currency === row.currency) === index) continue;
      const message = `${row.currency} has an amount already`;
      context.addIssue({ code: 'custom', path: ['invoiceFrom', index], message });
    }
  });
export type PriceList = z.infer<typeof priceListSchema>;

export type Wanted = {
  sku: string;
  currency: string;
  billingCycle: BillingCycle;
  /** How long it binds; a year when left out. */
  term?: Term | undefined;
  quantity: number;
};

/**
 * The price of `quantity` licences for one billing period (a month or a year), before tax. It hangs on the term too: a
 * month that binds for itself costs more than one of a year.
 * @returns undefined when the list has no price for it.
 */
export function priceOf(list: PriceList, wanted: Wanted): Money | undefined {
  const row = list.prices.find((one) => one.sku === wanted.sku && one.currency === wanted.currency);
  const { billingCycle, currency, term = 'P1Y' } = wanted;
  const major = term === 'P1Y' ? row?.[billingCycle] : row?.oneMonthTerm;
  const minor = major === undefined ? undefined : toMinor(major, currency);
  return minor === undefined ? undefined : times({ minor, currency }, wanted.quantity);
}

/** skuPartNumbers of the plans whose price in a currency the list has, the cheapest first: by what a licence costs for a year. */
export function plansByPrice({ prices }: PriceList, currency: string): string[] {
  const own = prices.filter((one) => one.currency === currency);
  return own.sort((one, other) => one.annual - other.annual).map(({ sku }) => sku);
}

/** The least total that may be paid by invoice; undefined when the list does not say. */
export function invoiceThreshold(list: PriceList, currency: string): Money | undefined {
  const row = list.invoiceFrom.find((one) => one.currency === currency);
  const minor = row && toMinor(row.amount, currency);
  return minor === undefined ? undefined : { minor, currency };
}
