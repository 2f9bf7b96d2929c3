import type { Checkout } from '../../../upgrade/order/order.js';
import type { Bound } from '../../../upgrade/order/term.js';
import type { RunView } from '../view.js';

/** How long a purchase binds whoever orders it, said of the term and the billing cycle together. */
export function bindsText({ t }: Pick<RunView, 't'>, { term, billingCycle }: Bound): string {
  return term === 'P1M' ? t('binds.P1M.monthly') : t(`binds.P1Y.${billingCycle}`);
}

/** How it is paid, in words; a partner pays Microsoft and bills its customer. */
export function paymentName({ t, run }: RunView, payment: Checkout['payment']): string {
  if (run.commerce === 'partner-center') return t('payment.throughPartner');
  return payment === null ? t('checkout.paymentNotTold') : t(`payment.${payment}`);
}
