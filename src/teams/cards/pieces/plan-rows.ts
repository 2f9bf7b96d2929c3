import { keepsEverythingUsed, unusedLosses, whyFirst } from '../../../upgrade/plans/by-fit.js';
import { displayName } from '../../../upgrade/plans/plans.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, withoutEscapes } from '../words/escape-markdown.js';
import { leftPlan, oldPlan, productName, sourceFound } from './pieces.js';
import { priceFor, pricesUnknown, priceUnknown } from './prices.js';

/**
 * A plan as it stands in a list: its number and name, what a license costs, more lines, and its button's title and tooltip.
 * `name` and `offer` stand on a button that takes no Markdown: the plan, and what it costs or what the button does.
 */
type PlanRow = {
  sku: string;
  heading: string;
  name: string;
  offer: string;
  price: string[];
  choose: string;
  plan: string;
  lines: string[];
};

/**
 * The plans in the order they are numbered; who writes "choose 2" means what the card calls 2.
 * @param from how many stand before them, elsewhere
 */
export function planRows(
  view: RunView,
  skus: readonly string[],
  from: number,
  more: (sku: string) => string[],
): PlanRow[] {
  const { t, format } = view;
  const anyPrice = skus.some((sku) => knownPrices(view, sku).length > 0);
  return skus.map((sku, index) => {
    const known = knownPrices(view, sku);
    const priceLine =
      known.length > 0 ? [t('price.eachLicense', { prices: known.join(' · ') })] : anyPrice ? [priceUnknown(view)] : [];
    return {
      sku,
      heading: `${format.number(from + index + 1)} · ${productName(sku)}`,
      name: `${format.number(from + index + 1)} · ${displayName(sku)}`,
      offer: withoutEscapes(priceLine[0] ?? t('verbs.choose')),
      price: priceLine,
      choose: t('verbs.choose'),
      plan: displayName(sku),
      lines: more(sku),
    };
  });
}

/** Services that are named; more are counted. */
const mostUnused = 4;

/**
 * Why the first plan is the first, where there are several and it is not Microsoft that names them so; and what of that
 * which a plan takes away nobody has switched on, where that is known.
 */
export function whyFirstLine(view: RunView, skus: readonly string[]): string[] {
  const { t, format, run } = view;
  const leaving = { ...sourceFound(run), sku: leftPlan(run) };
  const [first = ''] = skus;
  const why = whyFirst(skus, leaving);
  const unused = unusedLosses(skus, leaving).map(({ friendlyName }) => escapeMarkdown(friendlyName));
  const more = unused.length - mostUnused;
  const named = more > 0 ? [...unused.slice(0, mostUnused), t('plans.first.more', { count: more })] : unused;
  const kept = t(keepsEverythingUsed(first, leaving) ? 'plans.first.everything' : 'plans.first.main');
  const said = [
    ...(why ? [t(`plans.first.${why}`, { plan: productName(first), old: oldPlan(run), kept })] : []),
    ...(unused.length > 0 ? [t('plans.first.unused', { services: format.list(named) })] : []),
  ];
  return said.length > 0 ? [said.join(' ')] : [];
}

/** Said once where no plan has a price, instead of once a plan. */
export function noPricesLine(view: RunView, skus: readonly string[]): string[] {
  return skus.some((sku) => knownPrices(view, sku).length > 0) ? [] : [pricesUnknown(view)];
}

function knownPrices(view: RunView, sku: string): string[] {
  const { t, format } = view;
  return (['monthly', 'annual'] as const).flatMap((cycle) => {
    const one = priceFor(view, sku, cycle, 1);
    return one === undefined ? [] : [t(`price.perLicense.${cycle}`, { price: format.money(one) })];
  });
}
