import type { Service } from '../../../upgrade/plans/catalogue.js';
import { coverage, difference } from '../../../upgrade/plans/plans.js';
import type { SourceFound } from '../../../upgrade/tenant/assessment.js';
import { people, productName, productNames } from '../pieces/pieces.js';
import type { View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import type { TenantLook, TenantText } from './tenant-answer.js';
import { askWhichPlan, whichPlan } from './which-plan.js';

/** What the tenant's people lose or gain with a plan, beside what they have today. */
export function planDifference(
  view: View,
  topic: 'losses' | 'gains',
  look: TenantLook,
  source: SourceFound,
): TenantText {
  const which = whichPlan(look);
  if (which.is === 'oneOf') return askWhichPlan(view, topic, which.skus);
  const lines = topic === 'losses' ? losses(view, look, source, which.sku) : gains(view, source, which.sku);
  return { lines: [...lines, view.t('live.concerns', { people: people(source.assigned, view) })] };
}

function losses(view: View, look: TenantLook, source: SourceFound, sku: string): string[] {
  const { t } = view;
  const { lost, raised, lowered } = difference(sku, source.sku);
  const less = [...lost, ...lowered.map(({ from }) => from)];
  const had = look.facts.skus.find((one) => one.skuId === source.skuId)?.services.map(({ id }) => id) ?? [];
  const really = had.length > 0 ? less.filter(({ id }) => had.includes(id)) : less;
  const about = { from: productName(source.sku), plan: productName(sku) };
  const higher = raised.map(({ to }) => to).filter(({ prominent }) => prominent);
  return [
    really.length > 0
      ? t('live.losses.line', { ...about, services: names(view, really) })
      : t('live.losses.nothing', about),
    ...(higher.length > 0 ? [t('plans.raised', { services: names(view, higher) })] : []),
  ];
}

function gains(view: View, source: SourceFound, sku: string): string[] {
  const { t } = view;
  const { gained } = difference(sku, source.sku);
  const about = { from: productName(source.sku), plan: productName(sku) };
  const included = source.addOns.filter((addOn) => coverage(addOn, sku) === 'full');
  return [
    gained.length > 0
      ? t('live.gains.line', { ...about, services: names(view, gained) })
      : t('live.gains.nothing', about),
    ...(included.length > 0 ? [t('plans.absorbs', { addOns: productNames(included, view) })] : []),
  ];
}

/** More would be read by nobody; the plans side by side show them all. */
const mostNamed = 10;

/** Those an admin would know, or all of them when there is none of those; the rest as a number. */
function names({ t, format }: View, services: readonly Service[]): string {
  const prominent = services.filter((service) => service.prominent);
  const shown = prominent.length > 0 ? prominent : services;
  const named = shown.slice(0, mostNamed).map(({ friendlyName }) => escapeMarkdown(friendlyName));
  const more = shown.length - named.length;
  return format.list(more > 0 ? [...named, t('upgradeAvailable.more', { count: more })] : named);
}
