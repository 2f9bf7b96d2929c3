import { describe, expect, it } from '@jest/globals';
import { plansMeant } from '../../../src/upgrade/plans/named.js';
import { suites } from '../../../src/upgrade/plans/plans.js';

const few = ['SPE_E5', 'SPE_E5_NOPSTNCONF', 'ENTERPRISEPREMIUM', 'SPE_E3'];

describe('the plans that somebody means', () => {
  it.each<[said: string, plans: string[], meant: string[]]>([
    ['SPE_E5', few, ['SPE_E5']],
    ['spe_e5', few, ['SPE_E5']],
    ['Microsoft 365 E5', few, ['SPE_E5']],
    ['m365 e5', few, ['SPE_E5']],
    ['Office 365, E5!', few, ['ENTERPRISEPREMIUM']],
    ['E5', few, ['SPE_E5', 'ENTERPRISEPREMIUM']],
    ['without audio', few, ['SPE_E5_NOPSTNCONF']],
    ['E7', few, []],
    ['ENTERPRISEWITHSCAL', ['ENTERPRISEWITHSCAL_FACULTY', 'SPE_E3'], ['ENTERPRISEWITHSCAL_FACULTY']],
    ['ENTERPRISEWITHSCAL', ['ENTERPRISEWITHSCAL_FACULTY', 'ENTERPRISEWITHSCAL'], ['ENTERPRISEWITHSCAL']],
    [' - ', few, []],
    ['', few, []],
  ])('are found by "%s" among those that may be meant', (said, plans, meant) => {
    expect(plansMeant(said, plans)).toEqual(meant);
  });

  it('are never another one than is named by its part number, whatever that is called', () => {
    // Its name is "Microsoft 365 E5 (500 seats min)_HUB".
    expect(plansMeant('Microsoft_365_E5', few)).toEqual([]);
    for (const sku of suites) expect(plansMeant(sku, suites)).toEqual([sku]);
  });
});
