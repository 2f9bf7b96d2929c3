import { describe, expect, it } from '@jest/globals';
import { assess } from '../../../src/upgrade/tenant/eligibility.js';
import { findSource } from '../../../src/upgrade/tenant/find-source.js';
import { sourcesIn, unknownProducts } from '../../../src/upgrade/tenant/sources.js';
import { aSubscription, aTenant, someUnits } from '../tenant-facts.js';

const e4 = 'ENTERPRISEWITHSCAL';

/** A tenant with these products, each as one purchase. */
function owning(...skus: string[]) {
  return aTenant({
    subscriptions: skus.map((sku) => aSubscription({ sku })),
    skus: skus.map((sku) => someUnits({ sku })),
  });
}

const skusOf = (facts: ReturnType<typeof owning>) => sourcesIn(facts).map(({ sku }) => sku);

describe('what can be upgraded in a tenant', () => {
  it('is every suite that people hold, Office 365 E4 first, then those that most people hold', () => {
    const facts = owning('SPE_E3', e4, 'STANDARDPACK', 'MCOEV', 'Microsoft_Teams_EEA_New');
    facts.skus = facts.skus.map((one) => (one.sku === 'STANDARDPACK' ? { ...one, assigned: 25 } : one));
    expect(skusOf(facts)).toEqual([e4, 'STANDARDPACK', 'SPE_E3']);
  });

  it('says how many people hold it, of how many seats, and until when', () => {
    const facts = owning('SPE_E3');
    facts.subscriptions = [aSubscription({ sku: 'SPE_E3', nextLifecycleAt: '2027-01-31T00:00:00Z' })];
    expect(sourcesIn(facts)).toEqual([{ sku: 'SPE_E3', people: 20, seats: 25, renewsAt: '2027-01-31T00:00:00Z' }]);
  });

  it('counts seats in grace, and is of the first of its own purchases that ends', () => {
    const facts = owning('SPE_E3', 'SPE_E5');
    const ends = (id: string, nextLifecycleAt: string | null, sku = 'SPE_E3') =>
      aSubscription({ id, sku, nextLifecycleAt });
    facts.subscriptions = [
      ends('other', '2026-05-31T00:00:00Z', 'SPE_E5'),
      ends('later', '2027-01-31T00:00:00Z'),
      ends('first', '2026-12-31T00:00:00Z'),
      ends('untold', null),
    ];
    facts.skus = [someUnits({ sku: 'SPE_E3', enabled: 20, warning: 5 })];
    expect(sourcesIn(facts)).toEqual([{ sku: 'SPE_E3', people: 20, seats: 25, renewsAt: '2026-12-31T00:00:00Z' }]);
    expect(sourcesIn({ ...facts, subscriptions: [ends('untold', null)] })[0]?.renewsAt).toBeNull();
  });

  it.each([
    ['a trial', { isTrial: true }],
    ['one in grace', { status: 'Warning' as const }],
    ['one that is suspended', { status: 'Suspended' as const }],
    ['one of which nobody knows how it stands', { status: 'Unknown' as const }],
  ])('is not %s', (_, change) => {
    const facts = owning('SPE_E3');
    facts.subscriptions = [aSubscription({ sku: 'SPE_E3', ...change })];
    expect(skusOf(facts)).toEqual([]);
  });

  it('is not a suite that nobody holds', () => {
    const facts = owning('SPE_E3');
    facts.skus = [someUnits({ sku: 'SPE_E3', assigned: 0 })];
    expect(skusOf(facts)).toEqual([]);
  });

  it('is not a product that the catalogue lacks: it is named by part number and services', () => {
    const facts = owning('CONTOSO_SUITE_E9', 'SPE_E3');
    expect(skusOf(facts)).toEqual(['SPE_E3']);
    expect(unknownProducts(facts)).toMatchObject([
      { sku: 'CONTOSO_SUITE_E9', people: 20, services: expect.arrayContaining(['TEAMS1']) },
    ]);
  });
});

describe('products that nobody knows', () => {
  it('are told with those first that most people hold', () => {
    const skus = [1, 30, 5].map((assigned) => someUnits({ sku: `CONTOSO_${assigned}`, assigned }));
    expect(unknownProducts({ skus }).map(({ people }) => people)).toEqual([30, 5, 1]);
  });
});

describe('the plan that is looked at', () => {
  it('is Office 365 E4 wherever it is found, whatever else there is', () => {
    expect(findSource(owning('SPE_E3', 'STANDARDPACK', e4))?.sku).toBe(e4);
  });

  it('is the only other suite there is', () => {
    expect(findSource(owning('STANDARDPACK', 'MCOEV'))?.sku).toBe('STANDARDPACK');
  });

  it('is none of several until somebody says which', () => {
    const facts = owning('STANDARDPACK', 'SPE_E3');
    expect(findSource(facts)).toBeUndefined();
    expect(findSource({ ...facts, wanted: 'SPE_E3' })?.sku).toBe('SPE_E3');
    expect(findSource({ ...facts, wanted: 'SPE_E5' })).toBeUndefined();
  });

  it('is not what people have just been moved to, unless somebody says so', () => {
    const facts = { ...owning('SPE_E3'), passedOver: ['SPE_E3'] };
    expect(findSource(facts)).toBeUndefined();
    expect(findSource({ ...facts, wanted: 'SPE_E3' })?.sku).toBe('SPE_E3');
  });

  it('may be owned beside plans that people could move to, each compared with it', () => {
    const source = findSource({ ...owning('STANDARDPACK', 'SPE_E5'), wanted: 'STANDARDPACK' });
    expect(source?.owned).toMatchObject([{ sku: 'SPE_E5', seats: 25 }]);
    expect(source?.owned[0]).not.toHaveProperty('lacks');
  });
});

describe('what the commerce offers for another plan than E4', () => {
  const known = (...targets: { sku: string; eligible: boolean }[]) => ({
    is: 'known' as const,
    targets: targets.map((one) => ({ ...one, findings: [] })),
  });

  it('is what it lists, in the order of what fits best, and no plan that it does not name', () => {
    const commerce = known({ sku: 'SPE_E5', eligible: true }, { sku: 'ENTERPRISEPACK', eligible: true });
    expect(assess({ ...owning('STANDARDPACK'), commerce })).toMatchObject({
      is: 'available',
      plans: ['ENTERPRISEPACK', 'SPE_E5'],
      refused: [],
    });
  });

  it('leaves out a plan of another market, whatever it says', () => {
    const commerce = known({ sku: 'M365EDU_A3_FACULTY', eligible: true }, { sku: 'SPE_E5', eligible: true });
    expect(assess({ ...owning('SPE_E3'), commerce })).toMatchObject({ is: 'available', plans: ['SPE_E5'] });
  });

  it('blocks where it lists nothing, so that the upgrade is made by hand', () => {
    expect(assess({ ...owning('SPE_E5'), commerce: known() })).toMatchObject({
      is: 'blocked',
      blockers: [{ id: 'NOT_ELIGIBLE' }],
    });
  });

  it.each(['M365_G3_GOV', 'M365EDU_A3_FACULTY', 'Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)'])(
    'does not matter for %s: the tab is for companies',
    (sku) => {
      const commerce = known({ sku: 'SPE_E5', eligible: true });
      expect(assess({ ...owning(sku), commerce })).toMatchObject({
        blockers: expect.arrayContaining([expect.objectContaining({ id: 'GOV_OR_NONPROFIT' })]),
      });
    },
  );
});
