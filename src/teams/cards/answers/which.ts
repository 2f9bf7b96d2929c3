import { currencyOf, type PriceList, priceOf } from '../../../upgrade/order/price-list.js';
import { displayName } from '../../../upgrade/plans/plans.js';
import type { SourceChoice, Unknown } from '../../../upgrade/tenant/sources.js';
import { folded } from '../pieces/folded.js';
import { licenses, people, productName } from '../pieces/pieces.js';
import type { Draft, View } from '../view.js';
import { escapeMarkdown, shortened, withoutEscapes } from '../words/escape-markdown.js';

/** Several plans can be upgraded, or none is called so. */
export type Which = {
  /** What was written for the plan; undefined where nobody said which. */
  said?: string | undefined;
  sources: readonly SourceChoice[];
  unknown: Unknown;
  /** ISO 3166-1 alpha-2. */
  country: string | null;
  prices?: PriceList | undefined;
};

/** Plans that are offered, at most; the rest can be named. */
const mostShown = 8;

/** The plans that can be upgraded, to choose one. */
export function whichCard(view: View, which: Which): Draft {
  const { t } = view;
  const { said, sources, unknown } = which;
  const [first] = sources;
  const more = sources.length - mostShown;
  return {
    id: 'which',
    title: t(first ? 'which.title' : 'which.nothing'),
    data: {
      intro: [
        ...(said === undefined ? [] : [t('which.notThere', { said: escapeMarkdown(shortened(said, 100)) })]),
        ...(first ? [t('which.intro', { example: displayName(first.sku) })] : [t('noSource.other')]),
      ],
      sources: sources.slice(0, mostShown).map((one) => ({
        sku: one.sku,
        heading: productName(one.sku),
        offer: withoutEscapes(sourceLines(view, one, which).join(' · ')),
        lines: sourceLines(view, one, which),
        // Its name stands above: on a phone a button of it would be cut off.
        upgrade: t('which.upgrade'),
        plan: displayName(one.sku),
      })),
      unknown: [...(more > 0 ? [t('which.more', { count: more })] : []), ...unknownIntro(view, unknown)],
      folded: folded(view, unknownLines(view, unknown)),
    },
    alsoSay: ['check'],
    ...(first ? { examples: { check: t('which.say', { plan: displayName(first.sku) }) } } : {}),
  };
}

function sourceLines(view: View, one: SourceChoice, { country, prices }: Which): string[] {
  const { t, format } = view;
  const currency = country === null ? undefined : currencyOf(country);
  const month = { sku: one.sku, billingCycle: 'monthly', quantity: one.seats } as const;
  const price = prices && currency ? priceOf(prices, { ...month, currency }) : undefined;
  return [
    t('which.held', { people: people(one.people, view), licenses: licenses(one.seats, view) }),
    ...(one.renewsAt === null ? [] : [t('which.renews', { date: format.date(one.renewsAt) })]),
    ...(price ? [t('which.costs', { price: format.money(price) })] : []),
  ];
}

/** Products that nothing is known of, at most, and services that are named of each. */
const mostUnknown = 12;
const servicesNamed = 3;

/** That there are products the catalogue lacks, and that they stay as they are. */
export const unknownIntro = ({ t }: View, unknown: Unknown): string[] =>
  unknown.length === 0 ? [] : [t('which.unknownIntro', { count: unknown.length })];

/** Products the catalogue lacks, by part number and services. */
export function unknownLines(view: View, unknown: Unknown): string[] {
  const { t, format } = view;
  if (unknown.length === 0) return [];
  const rows = unknown.slice(0, mostUnknown).map(({ sku, people: held, services }) => {
    const named = services.slice(0, servicesNamed).map((name) => escapeMarkdown(shortened(name, 40)));
    const more = services.length - named.length;
    const listed = format.list(more > 0 ? [...named, t('upgradeAvailable.more', { count: more })] : named);
    const about = { sku: escapeMarkdown(shortened(sku, 80)), people: people(held, view), services: listed };
    return `- ${t(named.length > 0 ? 'which.unknown' : 'which.unknownBare', about)}`;
  });
  const rest = unknown.length - rows.length;
  return [...rows, ...(rest > 0 ? [t('which.unknownMore', { count: rest })] : [])];
}
