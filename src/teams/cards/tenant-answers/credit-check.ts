import type { Money, Payment } from '../../../upgrade/order/order.js';
import { invoiceAllowed } from '../../../upgrade/order/order.js';
import { invoiceThreshold, priceOf } from '../../../upgrade/order/price-list.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { productName } from '../pieces/pieces.js';
import { currencyIn } from '../pieces/prices.js';
import type { View } from '../view.js';
import { runUnderWay, type TenantLook, type TenantText } from './tenant-answer.js';

/** Whether Microsoft will check the tenant's credit: what is known of payment, total and amounts, and nothing more. */
export function creditCheck(view: View, look: TenantLook, source: SourceFound): TenantText {
  const { t, format } = view;
  const run = runUnderWay(look);
  const way = wayToPay(run);
  const { total, invoiceFrom } = amounts(look, run);
  const known = (amount: Money | undefined) => (amount ? format.money(amount) : t('live.creditCheck.unknown'));
  return {
    lines: [verdict(view, look, run, way), ...(way === 'partner' ? [] : belowInvoice(view, total, invoiceFrom))],
    facts: [
      { title: t('common.plan'), value: run?.plan ? productName(run.plan) : t('common.unknownPlan') },
      { title: t('live.licenses'), value: format.number(run?.cart?.quantity ?? source.seats) },
      { title: t('live.creditCheck.payment'), value: t(wayNames[way]) },
      { title: t('live.creditCheck.total'), value: known(total) },
      { title: t('live.creditCheck.invoiceFrom'), value: known(invoiceFrom) },
    ],
    ...(run ? { goOn: 'status' } : {}),
  };
}

/** How the order is paid: a partner is billed whoever its customer is, which says nothing of a credit check. */
type Way = Payment | 'partner' | 'open';

function wayToPay(run: Run | undefined): Way {
  if (!run?.checkout) return 'open';
  return run.commerce === 'partner-center' ? 'partner' : (run.checkout.payment ?? 'open');
}

const wayNames = {
  card: 'payment.card',
  invoice: 'payment.invoice',
  partner: 'payment.throughPartner',
  open: 'live.creditCheck.notChosen',
} as const satisfies Record<Way, string>;

function verdict({ t, format }: View, look: TenantLook, run: Run | undefined, way: Way): string {
  if (run?.state.is === 'creditCheck') {
    const { of, since, latestEnd } = run.state;
    if (of !== 'order') return t('live.creditCheck.review', { since: format.moment(since) });
    return t('live.creditCheck.running', { since: format.moment(since), latest: format.moment(latestEnd) });
  }
  const { assessment } = look;
  if (
    assessment.is === 'blocked' &&
    assessment.blockers.some(({ id }) => id === 'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING')
  )
    return t('live.creditCheck.pending');
  return t(`live.creditCheck.${way}`);
}

function belowInvoice({ t }: View, total: Money | undefined, invoiceFrom: Money | undefined): string[] {
  return invoiceAllowed(total, invoiceFrom) ? [] : [t('live.creditCheck.belowInvoice')];
}

function amounts({ facts, prices }: TenantLook, run: Run | undefined) {
  const currency = currencyIn(facts);
  if (!prices || !currency) return { total: undefined, invoiceFrom: undefined };
  const { plan, cart } = run ?? {};
  return {
    total: plan && cart ? priceOf(prices, { sku: plan, currency, ...cart }) : undefined,
    invoiceFrom: invoiceThreshold(prices, currency),
  };
}
