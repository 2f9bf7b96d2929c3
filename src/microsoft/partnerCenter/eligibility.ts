import { z } from 'zod';
import { catalogue } from '../../upgrade/plans/catalogue.js';
import { PortError, type Problem } from '../../upgrade/ports.js';
import type { CommerceEligibility, Subscription } from '../../upgrade/tenant/facts.js';
import { comparableTitle, titleOfPlan } from '../plan-title.js';
import { plainWord } from '../words.js';
import type { PartnerCenter } from './client.js';
import { findingSchema, wordSchema } from './code.js';

/**
 * Whether a type of transition takes the people along; its number stands for it in some answers.
 * @see https://learn.microsoft.com/partner-center/developer/transition-resources (TransitionType, read 2023-09-22)
 */
const takesPeople: ReadonlyMap<string, boolean> = new Map([
  ['transitiononly', false],
  ['1', false],
  ['transitionwithlicensetransfer', true],
  ['2', true],
]);

const itemSchema = z.object({
  catalogItemId: z.string(),
  title: z.string().nullish(),
  eligibilities: z
    .array(
      z.object({
        isEligible: z.boolean().nullish(),
        transitionType: wordSchema,
        errors: z.array(findingSchema).nullish(),
      }),
    )
    .nullish(),
});
type Item = z.infer<typeof itemSchema>;

/**
 * What Partner Center says of upgrading a subscription with its people: the same answer that the Upgrade tab shows.
 * @returns `notSoldHere` when the partner does not have the subscription or the customer, `unknown` when Graph did not tell its id
 * @throws PortError
 * @see https://learn.microsoft.com/partner-center/developer/get-transition-eligibilities
 */
export async function readEligibility(
  center: PartnerCenter,
  customer: string,
  source: Pick<Subscription, 'commerceId'>,
): Promise<CommerceEligibility> {
  if (source.commerceId === null) return { is: 'unknown' };
  const path = `/subscriptions/${encodeURIComponent(source.commerceId)}`;
  try {
    await center.get({ customer, path, doing: 'reading the subscription to upgrade' }, z.object({ id: z.string() }));
  } catch (error) {
    if (error instanceof PortError && isSomebodyElses(error.problem)) return { is: 'notSoldHere' };
    throw error;
  }
  const items = await readItems(center, customer, source.commerceId);
  return { is: 'known', targets: items.flatMap((item) => targetOf(item) ?? []) };
}

function isSomebodyElses(problem: Problem): boolean {
  return problem.is === 'notFound' || (problem.is === 'refused' && problem.remedy === 'seller');
}

/**
 * The catalog items of a plan that the subscription can or could be upgraded to, those that are eligible first.
 * @returns empty when Partner Center does not list the plan
 */
export async function readCatalogItemIds(
  center: PartnerCenter,
  customer: string,
  sourceCommerceId: string,
  plan: string,
): Promise<string[]> {
  const items = await readItems(center, customer, sourceCommerceId);
  const ofPlan = items.filter((item) => skuOf(item) === plan);
  const eligible = ofPlan.filter((item) => targetOf(item)?.eligible);
  return [...new Set([...eligible, ...ofPlan].map((item) => item.catalogItemId))];
}

function readItems(center: PartnerCenter, customer: string, commerceId: string): Promise<Item[]> {
  const path = `/subscriptions/${encodeURIComponent(commerceId)}/transitioneligibilities`;
  return center.list({ customer, path, doing: 'reading which plans the subscription can be upgraded to' }, itemSchema);
}

function targetOf(
  item: Item,
): { sku: string; eligible: boolean; findings: { code: string; text: string }[] } | undefined {
  const sku = skuOf(item);
  if (sku === undefined) return undefined;
  const withPeople = (item.eligibilities ?? []).filter((one) => takesPeople.get(plainWord(one.transitionType)));
  const eligible = withPeople.some((one) => one.isEligible === true);
  return { sku, eligible, findings: eligible ? [] : withPeople.flatMap((one) => one.errors ?? []) };
}

/** Of plans that are called the same, the first row's stands for all. */
const skusByTitle: ReadonlyMap<string, string> = new Map(
  catalogue.products
    .filter(({ kind }) => kind === 'suite')
    .map(({ sku }) => [titleOfPlan(sku), sku] as const)
    .reverse(),
);

// Partner Center names a target only by its title.
function skuOf(item: Item): string | undefined {
  const title = comparableTitle(item.title ?? '');
  return skusByTitle.get(title);
}
