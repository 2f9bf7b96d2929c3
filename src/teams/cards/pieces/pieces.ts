import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { coverage, displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import { plansToChoose } from '../../../upgrade/run/plan-choices.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { boughtBeside, inCart } from '../../../upgrade/run/together.js';
import type { Assessment, SourceFound } from '../../../upgrade/tenant/assessment.js';
import type { Blocker } from '../../../upgrade/tenant/blockers.js';
import { manualAllowed } from '../../../upgrade/tenant/manual-allowed.js';
import type { RunView, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Small parts that several cards share. */

export type Fact = { title: string; value: string };

/** Facts with what stands under the same label together, so that none is there twice. */
export function underOneLabel(facts: readonly Fact[]): Fact[] {
  const values = new Map<string, string[]>();
  for (const { title, value } of facts) values.set(title, [...(values.get(title) ?? []), value]);
  return [...values].map(([title, all]) => ({ title, value: all.join('; ') }));
}

/** A product's name for a TextBlock or a fact. */
export function productName(sku: string): string {
  return escapeMarkdown(displayName(sku));
}

/** Names of products, joined as the viewer's language joins them. */
export function productNames(skus: readonly string[], { format }: View): string {
  return format.list(skus.map(productName));
}

/** What a run or a look at the tenant found of the source plan; undefined where there was none. */
export function sourceFound({ assessment }: { assessment: Assessment }): SourceFound | undefined {
  return assessment.is === 'noSource' ? undefined : assessment.source;
}

/** skuPartNumber of the plan that a run or a look at the tenant is about; Office 365 E4 where none was found. */
export function leftPlan(found: { assessment: Assessment }): string {
  return sourceFound(found)?.sku ?? sourceSku;
}

/** The name of the plan that is left, escaped. */
export function oldPlan(run: Run): string {
  return productName(leftPlan(run));
}

/** The name of the plan that was chosen, escaped; of two plans both, but where one of them is bought or looked at. */
export function newPlan(view: RunView): string {
  const { run, t } = view;
  if (run.split && !isBuying(run.state)) return productNames(targetsOf(run), view);
  const plan = isBuying(run.state) ? inCart(run) : run.plan;
  return plan === null ? t('common.unknownPlan') : productName(plan);
}

/** The same where each person goes to one of them: "Microsoft 365 E5 or Microsoft 365 E3". */
export function eitherPlan(view: RunView): string {
  const { run, format } = view;
  return run.split && !isBuying(run.state) ? format.either(targetsOf(run).map(productName)) : newPlan(view);
}

/**
 * Of the plans that people go to and of what comes beside them, what this run has bought, by itself or by an admin's
 * hand: as parameters of a text, with their number for its plural.
 */
export function boughtPlan(view: RunView): { plan: string; count: number } {
  const { run } = view;
  const plans = [
    ...targetsOf(run).filter((plan) => isPlanBought(run, plan)),
    ...boughtBeside(run).map(({ plan }) => plan),
  ];
  return { plan: plans.length > 0 ? productNames(plans, view) : newPlan(view), count: Math.max(1, plans.length) };
}

function isPlanBought({ order, earlierOrders, audit }: Run, plan: string): boolean {
  const orders = [...earlierOrders, ...(order ? [order] : [])];
  return (
    orders.some((one) => one.plan === plan && one.outcome === 'completed') ||
    audit.some(({ what, details }) => what === 'orderedByHand' && details.plan === plan)
  );
}

const buying: readonly RunState['is'][] = [
  ...(['manualBuy', 'cart', 'checkout', 'ordering', 'creditCheck', 'manualVerify'] as const),
];

/** Whether it is the turn of one plan: it is bought, or looked at. */
function isBuying(state: RunState): boolean {
  if (state.is === 'needsAttention') return buying.includes(state.resume.is) || isBuyingByHand(state.resume);
  return buying.includes(state.is) || isBuyingByHand(state);
}

const isBuyingByHand = (state: { is: string; task?: string }): boolean =>
  state.is === 'adminTask' && state.task !== 'cancel';

/** The plans a run's cards offer, in the order they are numbered, and those that are not offered. */
export function planChoices(run: Run): {
  offered: readonly string[];
  refused: readonly { plan: string; blocker: Blocker }[];
} {
  const { path, assessment } = run;
  const refused = path !== 'manual' && assessment.is === 'available' ? assessment.refused : [];
  return { offered: plansToChoose(run), refused };
}

/** Whether the manual way can be chosen from here: nothing is chosen yet, and the article allows it. */
export function canGoManually(run: Run): boolean {
  return run.state.is === 'assessed' && manualAllowed(run.assessment);
}

/** Whether an admin upgrades this run's subscription in the admin center, because the commerce has no API for it. */
export function upgradesByHand(run: Run): boolean {
  return !canByApi[run.commerce].upgrade;
}

/** A stretch of time in words, rounded up to what matters. */
export function duration(minutes: number, { t }: View): string {
  if (minutes < 1) return t('duration.lessThanAMinute');
  if (minutes < 90) return t('duration.minutes', { count: Math.ceil(minutes) });
  if (minutes < 36 * 60) return t('duration.hours', { count: Math.round(minutes / 60) });
  return t('duration.days', { count: Math.round(minutes / (24 * 60)) });
}

/** "25 licenses". */
export const licenses = (count: number, { t }: View): string => t('licenses', { count });
/** "25 people". */
export const people = (count: number, { t }: View): string => t('people', { count });

/** Add-ons that may end with the old plan and that the new one does not bring. */
export function endingAddOns({ assessment, plan }: Run): string[] {
  if (assessment.is === 'noSource') return [];
  return assessment.source.addOns.filter((sku) => plan === null || coverage(sku, plan) !== 'full');
}
