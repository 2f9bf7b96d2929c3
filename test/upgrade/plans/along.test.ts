import { describe, expect, it } from '@jest/globals';
import { freeOf, mayGoAlong } from '../../../src/upgrade/plans/along.js';
import { sourceSku } from '../../../src/upgrade/plans/plans.js';

const owned = (sku: string, assigned = 5, enabled = 10) => ({ sku, assigned, enabled, warning: 0 });

describe('what goes and comes with a plan', () => {
  it('takes away add-ons that the new plan has in it, and no others', () => {
    const skus = [
      owned('IDENTITY_THREAT_PROTECTION'),
      owned('MCOMEETADV'),
      owned('VISIOCLIENT'),
      owned('NEVER_HEARD_OF'),
    ];
    expect(mayGoAlong('SPE_E5', 'SPE_E3', skus)).toEqual({
      from: ['IDENTITY_THREAT_PROTECTION', 'MCOMEETADV'],
      to: [],
    });
  });

  it('takes no suite away, whatever is in the new plan, and no add-on that nobody has', () => {
    const skus = [owned('ENTERPRISEPACK'), owned('SPE_E3'), owned('INTUNE_A', 0)];
    expect(mayGoAlong('SPE_E3', 'ENTERPRISEPACK', skus)).toEqual({ from: [], to: [] });
    expect(mayGoAlong('SPE_E3', 'ENTERPRISEPACK', [owned('INTUNE_A', 1)]).from).toEqual(['INTUNE_A']);
  });

  it('counts licences in grace as free, and never fewer than none', () => {
    const inGrace = { sku: 'MCOMEETADV', assigned: 5, enabled: 0, warning: 6 };
    expect(freeOf(inGrace)).toBe(1);
    expect(mayGoAlong('SPE_E3', 'SPE_E5', [inGrace]).to).toEqual(['MCOMEETADV']);
    expect(freeOf({ ...inGrace, assigned: 9 })).toBe(0);
  });

  it('gives what the new plan lacks beside the old one, as far as licences are free', () => {
    const skus = [owned('MCOMEETADV'), owned('MCOEV', 10), owned('VISIOCLIENT')];
    expect(mayGoAlong('SPE_E3', 'SPE_E5', skus)).toEqual({ from: [], to: ['MCOMEETADV'] });
  });

  it('gives an add-on with a foundation in it that no plan has', () => {
    const skus = [owned('POWER_BI_PRO'), owned('VISIOCLIENT')];
    expect(mayGoAlong('SPE_E3', 'SPE_E5', skus).to).toEqual(['POWER_BI_PRO']);
  });

  it('gives Microsoft Teams beside a plan without it, and beside no other', () => {
    const skus = [owned('Microsoft_Teams_EEA_New')];
    expect(mayGoAlong('O365_w/o Teams Bundle_M3', 'SPE_E3', skus).to).toEqual(['Microsoft_Teams_EEA_New']);
    expect(mayGoAlong('SPE_E5', 'SPE_E3', skus).to).toEqual([]);
    expect(mayGoAlong('Microsoft_365_E5_(no_Teams)', 'Microsoft_365_E3_(no_Teams)', skus).to).toEqual([]);
  });

  it('leaves the add-ons of Office 365 E4 where they are', () => {
    expect(mayGoAlong('SPE_E5', sourceSku, [owned('MCOMEETADV')])).toEqual({ from: [], to: [] });
  });
});
