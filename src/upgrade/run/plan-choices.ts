import { byFit } from '../plans/by-fit.js';
import { product, targetSkus } from '../plans/plans.js';
import { canTake, fitOf } from '../plans/suites.js';
import { waysOn } from '../plans/ways-on.js';
import type { SourceFound } from '../tenant/assessment.js';
import type { RunRecord } from './shape.js';

/**
 * The plans that can be chosen, in the order they are numbered: on the automatic path what the Upgrade tab offers; on the
 * manual path what Microsoft names as ways on, and other suites that the tenant owns and the catalogue can compare.
 */
export function plansToChoose({ path, assessment }: Pick<RunRecord, 'path' | 'assessment'>): readonly string[] {
  if (assessment.is === 'noSource') return targetSkus;
  const { source } = assessment;
  const usual = waysOn(source.sku, source.assigned, source);
  // More may be known by now of what people use than when the tab's plans were written down.
  if (path !== 'manual') return assessment.is === 'available' ? byFit(assessment.plans, source) : usual;
  return byFit([...new Set([...usual, ...otherSuites(source)])], source);
}

function otherSuites({ sku: sourceSku, owned }: SourceFound): string[] {
  const others = new Set(owned.flatMap(({ sku, lacks }) => (lacks ? sku : [])));
  return [...others].filter((sku) => {
    const fit = product(sku) && fitOf({ sku, services: [] }, { sku: sourceSku, services: [] });
    return fit !== undefined && canTake(fit);
  });
}
