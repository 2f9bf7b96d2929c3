import type { BillingCycle, Money } from '../../../upgrade/order/order.js';
import { currencyOf, priceOf } from '../../../upgrade/order/price-list.js';
import type { Term } from '../../../upgrade/order/term.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { RunView } from '../view.js';

/** What licences of a plan cost in the run's country; undefined when the price list does not say. */
export function priceFor(
  { run, context }: RunView,
  plan: string,
  billingCycle: BillingCycle,
  quantity: number,
  term: Term = 'P1Y',
): Money | undefined {
  if (!cycleKnown(run)) return undefined;
  const { prices } = context;
  const currency = currencyIn(run);
  if (currency === undefined || prices === undefined) return undefined;
  return priceOf(prices, { sku: plan, currency, billingCycle, term, quantity });
}

/** What is paid with in the organization's country; undefined when that is not known. */
export function currencyIn({ organization: { country } }: Pick<Run, 'organization'>): string | undefined {
  return country === null ? undefined : currencyOf(country);
}

/** Whether it is known how what is ordered is billed: Microsoft does not tell it of a subscription bought elsewhere. */
export function cycleKnown({ growing, order, earlierOrders, plan }: Run): boolean {
  if (growing === null && order?.kind !== 'seats') return true;
  return earlierOrders.some(
    (one) => one.kind === 'purchase' && one.plan === plan && (one.outcome === 'open' || one.outcome === 'completed'),
  );
}

/** Where the price is seen when the price list does not tell it. */
export const priceUnknown = ({ run, t }: RunView): string => t(`price.unknown.${whoTellsIt(run)}`);

/** The same of several plans, as a sentence. */
export const pricesUnknown = ({ run, t }: RunView): string => t(`price.unknown.all.${whoTellsIt(run)}`);

const whoTellsIt = ({ commerce }: Run) => (commerce === 'partner-center' ? 'seller' : 'checkout');
