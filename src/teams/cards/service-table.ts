import { difference, product, type Service, sourceSku } from '../../upgrade/plans.js';
import { escapeMarkdown } from './escape-markdown.js';
import type { RunView } from './view.js';

type Row = { cells: string[] };

/**
 * The services that tell the plans apart, as a table: one column a plan, by its number. Services that the same plans
 * include share a row, which keeps the table as high as a phone's screen.
 */
export function serviceTable({ t, format }: RunView, skus: readonly string[]): Row[] {
  const rows = new Map<string, { names: string[]; included: boolean[] }>();
  for (const service of distinguishing(skus)) {
    const included = skus.map((sku) => includes(sku, service));
    const row = rows.get(included.join()) ?? { names: [], included };
    row.names.push(escapeMarkdown(service.friendlyName));
    rows.set(included.join(), row);
  }
  return [
    { cells: [t('plans.service'), ...skus.map((_, index) => format.number(index + 1))] },
    ...[...rows.values()].map(({ names, included }) => ({
      cells: [format.list(names), ...included.map((has) => t(has ? 'plans.has' : 'plans.hasNot'))],
    })),
  ];
}

/** Services an admin would know that a plan adds to the old one or leaves out; each once. */
function distinguishing(skus: readonly string[]): Service[] {
  const services = new Map<string, Service>();
  for (const sku of skus) {
    const { gained, lost } = difference(sku);
    for (const one of [...lost, ...gained]) if (one.prominent) services.set(one.id, one);
  }
  return [...services.values()];
}

function includes(sku: string, { id }: Service): boolean {
  const { gained, lost } = difference(sku);
  const wasIn = product(sourceSku)?.services.some((one) => one.id === id) ?? false;
  return wasIn ? !lost.some((one) => one.id === id) : gained.some((one) => one.id === id);
}
