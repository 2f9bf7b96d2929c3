/**
 * Prices for practice tenants, so that carts have totals to look at. They are not Microsoft's prices; a bot on real
 * tenants shows only what its own price list or its commerce says. Per licence; `annual` is for the whole year.
 */

const monthlyInDollars = [
  ['ENTERPRISEPACK', 23],
  ['ENTERPRISEPREMIUM', 38],
  ['SPE_E3', 36],
  ['SPE_E5', 57],
  ['SPE_E5_NOPSTNCONF', 54],
] as const;

/** What a practice dollar is worth here. */
const rates = [
  ['USD', 1],
  ['EUR', 1],
  ['GBP', 1],
  ['SEK', 10],
  ['NOK', 10],
  ['DKK', 8],
] as const;

const leastInvoiceInDollars = 300;

/** In the shape of a price list file. */
export function practicePrices(): unknown {
  return {
    prices: rates.flatMap(([currency, rate]) =>
      monthlyInDollars.map(([sku, dollars]) => ({
        sku,
        currency,
        monthly: dollars * rate,
        annual: dollars * rate * 12,
      })),
    ),
    invoiceFrom: rates.map(([currency, rate]) => ({ currency, amount: leastInvoiceInDollars * rate })),
  };
}
