import { describe, expect, it } from '@jest/globals';
import { plansNamed } from '../../../src/upgrade/plans/plan-names.js';
import { displayName, targetSkus } from '../../../src/upgrade/plans/plans.js';

describe('the plan that a question names', () => {
  it.each([
    ['what do we lose with Microsoft 365 E5?', ['SPE_E5']],
    ['vad vinner vi på O365 E5', ['ENTERPRISEPREMIUM']],
    ['m365 e3 då?', ['SPE_E3']],
    ['office 365 e3', ['ENTERPRISEPACK']],
    ['M365 E5 utan ljudkonferens', ['SPE_E5_NOPSTNCONF']],
    ['microsoft 365 E5 with no audio conferencing', ['SPE_E5_NOPSTNCONF']],
    ['what if we go for e5', ['ENTERPRISEPREMIUM', 'SPE_E5']],
    ['E3:an', ['ENTERPRISEPACK', 'SPE_E3']],
    ['what do we lose when we leave Office 365 E4', []],
    ['hur många har vi', []],
    ['', []],
  ])('in "%s" is found', (question, skus) => {
    expect(plansNamed(question)).toEqual(skus);
  });

  it.each(targetSkus.map((sku) => [displayName(sku), sku]))('%s is found by its full name', (name, sku) => {
    expect(plansNamed(`What do we gain with ${name}?`)).toEqual([sku]);
  });
});
