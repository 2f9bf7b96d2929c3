import { describe, expect, it } from '@jest/globals';
import { clashes } from '../../../src/upgrade/licences/clashes.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { idOf, licence, person } from '../../support/licensed-person.js';

const e4 = idOf('ENTERPRISEWITHSCAL');
const e1 = idOf('STANDARDPACK');
const move = { fromSkuId: e4, toSkuId: idOf('SPE_E5') };
const mailAndFiles = (sku: string): string[] =>
  (product(sku)?.services ?? [])
    .filter(({ name }) => /^(EXCHANGE_S|SHAREPOINT)(STANDARD|ENTERPRISE|_STANDARD|_ENTERPRISE)$/.test(name))
    .map(({ id }) => id);

describe('something else that somebody holds', () => {
  it('clashes where it has another tier of mail or files on', () => {
    expect(clashes(person(licence(e4), licence(e1)), move)).toBe(true);
  });

  it('does not where that is switched off in it', () => {
    expect(clashes(person(licence(e4), licence(e1, { disabledPlans: mailAndFiles('STANDARDPACK') })), move)).toBe(
      false,
    );
  });

  it('does not where it is switched off for them in the old plan, and so in the new', () => {
    const off = mailAndFiles('ENTERPRISEWITHSCAL');
    expect(clashes(person(licence(e4, { disabledPlans: off }), licence(e1)), move)).toBe(false);
  });

  it('does not where it goes with the old plan, does not work, or is the new plan itself', () => {
    expect(clashes(person(licence(e4), licence(e1)), { ...move, alsoFrom: [{ skuId: e1 }] })).toBe(false);
    expect(clashes(person(licence(e4), licence(e1, { state: 'Error' })), move)).toBe(false);
    expect(clashes(person(licence(e4), licence(move.toSkuId)), move)).toBe(false);
  });

  it('does not where it is of the same tier, or of none of them', () => {
    expect(clashes(person(licence(e4), licence(idOf('SPE_E3')), licence(idOf('MCOMEETADV'))), move)).toBe(false);
  });
});
