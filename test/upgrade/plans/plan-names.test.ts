import { describe, expect, it } from '@jest/globals';
import { plansNamed } from '../../../src/upgrade/plans/plan-names.js';
import { displayName, suites, targetSkus } from '../../../src/upgrade/plans/plans.js';
import { waysOn } from '../../../src/upgrade/plans/ways-on.js';

describe('the plan that a question names', () => {
  it.each([
    ['what do we lose with Microsoft 365 E5?', ['SPE_E5']],
    ['vad vinner vi på O365 E5', ['ENTERPRISEPREMIUM']],
    ['m365 e3 då?', ['SPE_E3']],
    ['office 365 e3', ['ENTERPRISEPACK']],
    ['M365 E5 utan ljudkonferens', ['SPE_E5_NOPSTNCONF']],
    ['M365 E5 ohne jede Audiokonferenz', ['SPE_E5_NOPSTNCONF']],
    ['no audio conferencing in M365 E5', ['SPE_E5_NOPSTNCONF']],
    ['can we say no to E5? we only meet by audio', ['ENTERPRISEPREMIUM', 'SPE_E5']],
    ['microsoft 365 E5 with no audio conferencing', ['SPE_E5_NOPSTNCONF']],
    ['what if we go for e5', ['ENTERPRISEPREMIUM', 'SPE_E5']],
    ['E3:an', ['ENTERPRISEPACK', 'SPE_E3']],
    ['what do we lose when we leave Office 365 E4', []],
    ['hur många har vi', []],
    ['', []],
  ])('in "%s" is found', (question, skus) => {
    expect(plansNamed(question)).toEqual(skus);
  });

  it.each([
    ['what do we lose going from E3 to E5?', ['SPE_E5', 'ENTERPRISEPREMIUM']],
    ['jämför M365 E5 med vårt M365 E3', ['SPE_E5']],
    ['do we get F1 and E5 beside E3?', ['SPE_E5', 'ENTERPRISEPREMIUM', 'M365_F1_COMM']],
    ['what is in E3', ['ENTERPRISEPACK', 'O365_w/o Teams Bundle_M3', 'Microsoft_365_E3_(no_Teams)']],
    ['what is in Office 365 E3', ['ENTERPRISEPACK']],
  ])('in "%s", asked from Microsoft 365 E3, is another one where another is named', (question, skus) => {
    expect(plansNamed(question, 'SPE_E3')).toEqual(skus);
  });

  it('is found by its full name wherever it is offered', () => {
    for (const source of suites)
      for (const sku of waysOn(source, 0))
        expect({ source, skus: plansNamed(`What about ${displayName(sku)}?`, source) }).toEqual({
          source,
          skus: expect.arrayContaining([sku]),
        });
  });

  it('is none where nobody knows the plan that is left', () => {
    expect(plansNamed('what about E5', 'NEVER_HEARD_OF')).toEqual([]);
  });

  it.each(targetSkus.map((sku) => [displayName(sku), sku]))('%s is found by its full name', (name, sku) => {
    expect(plansNamed(`What do we gain with ${name}?`)).toEqual([sku]);
  });
});
