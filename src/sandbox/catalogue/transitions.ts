import { targetSkus } from './skus.js';

/**
 * Plans that commerce changes a purchase to by itself: up, within what is sold to companies. Microsoft publishes no list
 * of them; the ways up between the plans it shows side by side stand for them here. Nothing leads down, or to another
 * way of having Microsoft Teams.
 */
const ways: Readonly<Record<string, readonly string[]>> = {
  ENTERPRISEWITHSCAL: targetSkus,
  STANDARDPACK: ['ENTERPRISEPACK', 'ENTERPRISEPREMIUM', 'SPE_E3', 'SPE_E5'],
  ENTERPRISEPACK: ['ENTERPRISEPREMIUM', 'SPE_E3', 'SPE_E5'],
  ENTERPRISEPREMIUM: ['SPE_E5'],
  SPE_E3: ['SPE_E5', 'MICROSOFT_365_E7'],
  SPE_E5: ['MICROSOFT_365_E7'],
  O365_BUSINESS_ESSENTIALS: ['O365_BUSINESS_PREMIUM', 'SPB', 'ENTERPRISEPACK', 'SPE_E3'],
  O365_BUSINESS_PREMIUM: ['SPB', 'ENTERPRISEPACK', 'SPE_E3', 'SPE_E5'],
  SPB: ['SPE_E3', 'SPE_E5'],
  DESKLESSPACK: ['SPE_F1', 'ENTERPRISEPACK', 'SPE_E3'],
  M365_F1_COMM: ['SPE_F1', 'SPE_E3', 'SPE_E5'],
  SPE_F1: ['SPE_E3', 'SPE_E5'],
};

/** skuPartNumbers that the plan with this one may be changed to; none for what is not changed by itself. */
export function transitionsOf(source: string): readonly string[] {
  return ways[source] ?? [];
}
