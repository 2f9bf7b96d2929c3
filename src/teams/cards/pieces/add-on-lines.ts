import { coverage } from '../../../upgrade/plans/plans.js';
import type { RunView } from '../view.js';
import { productNames } from './pieces.js';

/** What of the add-ons that are owned (each a skuPartNumber) a plan has in it, a line each for the whole and for a part. */
export function addOnLines(view: RunView, sku: string, addOns: readonly string[]): string[] {
  const { t } = view;
  const full = addOns.filter((one) => coverage(one, sku) === 'full');
  const partial = addOns.filter((one) => coverage(one, sku) === 'partial');
  return [
    ...(full.length > 0 ? [t('plans.absorbs', { addOns: productNames(full, view) })] : []),
    ...(partial.length > 0 ? [t('plans.absorbsPartly', { addOns: productNames(partial, view) })] : []),
  ];
}
