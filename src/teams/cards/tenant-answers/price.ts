import { leastOf, minimumQuantity } from '../../../upgrade/order/order.js';
import { priceOf } from '../../../upgrade/order/price-list.js';
import { plansNamed } from '../../../upgrade/plans/plan-names.js';
import { waysOn } from '../../../upgrade/plans/ways-on.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { type Fact, leftPlan, licenses, productName, sourceFound } from '../pieces/pieces.js';
import { currencyIn } from '../pieces/prices.js';
import type { View } from '../view.js';
import { runUnderWay, type TenantLook, type TenantText } from './tenant-answer.js';

/** What the licences the tenant needs would cost with the plans that are meant, or where the price is seen. */
export function price(view: View, look: TenantLook, source: SourceFound): TenantText {
  const { t } = view;
  const run = runUnderWay(look);
  const quantity =
    numberNamed(look.question) ??
    run?.cart?.quantity ??
    look.run?.order?.quantity ??
    minimumQuantity(leastOf(source, run?.plan ?? '', run?.path ?? 'automatic'));
  const facts = plansMeant(look).flatMap((sku) => factOf(view, look, sku, quantity));
  if (facts.length === 0) return { lines: [t('live.price.unknown')] };
  return { lines: [t('live.price.line', { licenses: licenses(quantity, view) }), t('price.beforeTax')], facts };
}

/** How many a question asks for: "for 200 people". */
function numberNamed(question: string): number | undefined {
  const [, digits = ''] =
    /(?:^|\s)(\d[\d\s.,]*)\s*(?:people|persons|users|licen|seats|staff|personer|användare|anställda)/i.exec(question) ??
    [];
  const number = Number(digits.replace(/\D/g, ''));
  return number > 0 && number <= largestNamed ? number : undefined;
}

/** More people than any organization has are a slip. */
const largestNamed = 10_000_000;

function plansMeant(look: TenantLook): readonly string[] {
  const source = leftPlan(look);
  const named = plansNamed(look.question, source);
  // What was ordered keeps its price after the end, too.
  const chosen = runUnderWay(look)?.plan ?? look.run?.order?.plan;
  return named.length > 0
    ? named
    : chosen
      ? [chosen]
      : waysOn(source, sourceFound(look)?.assigned ?? 0, sourceFound(look));
}

function factOf({ t, format }: View, { facts, prices }: TenantLook, sku: string, quantity: number): Fact[] {
  const currency = currencyIn(facts);
  if (!prices || !currency) return [];
  const totals = (['monthly', 'annual'] as const).flatMap((billingCycle) => {
    const total = priceOf(prices, { sku, currency, billingCycle, quantity });
    return total ? [t(`price.total.${billingCycle}`, { price: format.money(total) })] : [];
  });
  return totals.length === 0 ? [] : [{ title: productName(sku), value: totals.join(' · ') }];
}
