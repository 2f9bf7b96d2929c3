import { product, sourceSku, targetSkus } from '../../../upgrade/plans/plans.js';
import type { SkuUnits } from '../../../upgrade/tenant/facts.js';
import { productName } from '../pieces/pieces.js';
import type { View } from '../view.js';
import type { TenantLook, TenantText } from './tenant-answer.js';

const mostShown = 12;

/** How many licences of each product are bought, in use and free. */
export function seats(view: View, { facts }: TenantLook): TenantText {
  const { t } = view;
  const owned = facts.skus.filter((one) => product(one.sku) && bought(one) + one.assigned > 0).sort(nearestFirst);
  if (owned.length === 0) return { lines: [t('live.seats.none')] };
  return {
    lines: [],
    facts: owned.slice(0, mostShown).map((one) => ({ title: productName(one.sku), value: line(view, one) })),
  };
}

function line({ t, format }: View, one: SkuUnits): string {
  const free = bought(one) - one.assigned;
  const counts = { bought: format.number(bought(one)), assigned: format.number(one.assigned) };
  return free < 0
    ? t('live.seats.over', { ...counts, over: format.number(-free) })
    : t('live.seats.line', { ...counts, count: free });
}

/** What can be assigned: active, or expired and in grace. */
const bought = ({ enabled, warning }: SkuUnits): number => enabled + warning;

const order: readonly string[] = [sourceSku, ...targetSkus];
const place = ({ sku }: SkuUnits): number => (order.includes(sku) ? order.indexOf(sku) : order.length);
const nearestFirst = (a: SkuUnits, b: SkuUnits): number => place(a) - place(b);
