import { displayName } from '../upgrade/plans/plans.js';

/**
 * A product's title to compare it by: commerce systems name plans only so, with or without "Enterprise" and "Plan", and
 * with signs of their own between the words.
 */
export function comparableTitle(title: string): string {
  return title
    .normalize('NFKC')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && word !== 'enterprise' && word !== 'plan')
    .join(' ');
}

/** The title of a plan (a skuPartNumber), to compare others with. */
export function titleOfPlan(sku: string): string {
  return comparableTitle(displayName(sku));
}
