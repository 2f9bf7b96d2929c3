import type { Service } from '../../../upgrade/plans/catalogue.js';
import { difference, product } from '../../../upgrade/plans/plans.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { leftPlan } from './pieces.js';

type ServiceTable = {
  rows: { cells: string[]; style: 'default' | 'emphasis' }[];
  /** The same rows in words and in full: folded under the table, and for clients that draw none. */
  lines: string[];
};

/** Services that a cell names: more would make a table on a phone longer than anybody scrolls. */
const mostInCell = 3;

/**
 * The services that tell the plans apart, as a table: one column for the plan there is today, and one a plan by its
 * number. Services that the same plans include share a row, which keeps the table as high as a phone's screen.
 */
export function serviceTable(view: RunView, skus: readonly string[], from: number): ServiceTable {
  const { t, format, run } = view;
  const source = leftPlan(run);
  const groups = new Map<string, { names: string[]; today: boolean; included: boolean[] }>();
  for (const service of distinguishing(skus, source)) {
    const today = isInPlan(service, source);
    const included = skus.map((sku) => includes(sku, service, source));
    const key = [today, ...included].join();
    const group = groups.get(key) ?? { names: [], today, included };
    group.names.push(escapeMarkdown(service.friendlyName));
    groups.set(key, group);
  }
  const numbers = skus.map((_, index) => format.number(from + index + 1));
  const mark = (has: boolean): string => t(has ? 'plans.has' : 'plans.hasNot');
  return {
    rows: [
      { cells: [t('plans.service'), t('plans.today'), ...numbers], style: 'default' },
      ...[...groups.values()].map(({ names, today, included }, index) => ({
        cells: [inCell(view, names), mark(today), ...included.map(mark)],
        style: index % 2 === 0 ? ('emphasis' as const) : ('default' as const),
      })),
    ],
    lines: [...groups.values()].map(({ names, included }) => {
      const plans = numbers.filter((_, index) => included[index]);
      const services = format.list(names);
      return plans.length === 0
        ? t('plans.inNone', { services })
        : t('plans.inThese', { services, plans: format.list(plans) });
    }),
  };
}

function inCell({ t, format }: RunView, names: readonly string[]): string {
  if (names.length <= mostInCell + 1) return format.list(names);
  return format.list([...names.slice(0, mostInCell), t('upgradeAvailable.more', { count: names.length - mostInCell })]);
}

/** Services an admin would know that a plan adds to the old one or leaves out; each once. */
function distinguishing(skus: readonly string[], source: string): Service[] {
  const services = new Map<string, Service>();
  for (const sku of skus) {
    const { gained, lost } = difference(sku, source);
    for (const one of [...lost, ...gained]) if (one.prominent) services.set(one.id, one);
  }
  return [...services.values()];
}

function includes(sku: string, service: Service, source: string): boolean {
  const { gained, lost } = difference(sku, source);
  return isInPlan(service, source)
    ? !lost.some(({ id }) => id === service.id)
    : gained.some(({ id }) => id === service.id);
}

function isInPlan({ id }: Service, sku: string): boolean {
  return product(sku)?.services.some((one) => one.id === id) ?? false;
}
