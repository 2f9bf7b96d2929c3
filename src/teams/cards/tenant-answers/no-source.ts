import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { TenantFacts } from '../../../upgrade/tenant/facts.js';
import { sourcesIn } from '../../../upgrade/tenant/sources.js';
import { productName, productNames } from '../pieces/pieces.js';
import type { View } from '../view.js';

/** Why no plan is spoken of: there is none to upgrade, or there are several and nobody has said which. */
export function noSourceLines(view: View, facts: TenantFacts): string[] {
  const sources = sourcesIn(facts).map(({ sku }) => sku);
  const [first] = sources;
  return first === undefined || sources.length === 1
    ? [view.t('noSource.text', { plan: productName(sourceSku) })]
    : [view.t('which.several', { plans: productNames(sources, view), example: displayName(first) })];
}
