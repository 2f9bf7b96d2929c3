import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { byFit, keepsEverythingUsed, type Leaving, unusedLosses, whyFirst } from '../../../src/upgrade/plans/by-fit.js';
import { givesLess } from '../../../src/upgrade/plans/core-services.js';
import { difference, product, sourceSku, suites, targetSkus } from '../../../src/upgrade/plans/plans.js';
import { waysOn } from '../../../src/upgrade/plans/ways-on.js';

const servicesOf = (sku: string) => product(sku)?.services ?? [];
const namesOf = (sku: string) => servicesOf(sku).map(({ name }) => name);

/** Whether a plan takes something away that counts as used, told apart from how the order tells it. */
function losesUsed(plan: string, { sku, unused = [] }: Leaving): boolean {
  const used = servicesOf(sku).filter(({ name }) => !unused.includes(name));
  const { lost, lowered } = difference(plan, sku);
  const isLost = (id: string) => lost.some((one) => one.id === id) || lowered.some(({ from }) => from.id === id);
  return used.some(({ id, prominent }) => prominent && isLost(id)) || givesLess(servicesOf(plan), used).length > 0;
}

/** Any plan that is left, with any of its services unused, any prices, and any plans to go to. */
const anyChoice = fc.constantFrom(...suites).chain((sku) =>
  fc.record({
    leaving: fc.record({
      sku: fc.constant(sku),
      unused: fc.option(fc.subarray(namesOf(sku)), { nil: undefined }),
      byPrice: fc.option(fc.shuffledSubarray([...suites]), { nil: undefined }),
    }),
    plans: fc.shuffledSubarray(
      suites.filter((one) => one !== sku),
      { minLength: 1, maxLength: 8 },
    ),
  }),
);

describe('the order of plans by what people use', () => {
  it('never puts a plan that loses something used before one that keeps all, whatever either costs', () => {
    fc.assert(
      fc.property(anyChoice, ({ leaving, plans }) => {
        const loses = byFit(plans, leaving).map((plan) => losesUsed(plan, leaving));
        const firstLoser = loses.indexOf(true);
        if (firstLoser >= 0) expect(loses.slice(firstLoser)).not.toContain(false);
      }),
    );
  });

  it('is the same however often it is made and, where Microsoft names no order, however the plans come in', () => {
    fc.assert(
      fc.property(anyChoice, fc.infiniteStream(fc.nat()), ({ leaving, plans }, numbers) => {
        const order = byFit(plans, leaving);
        expect([...order].sort()).toEqual([...plans].sort());
        expect(byFit(order, leaving)).toEqual(order);
        if (product(leaving.sku)?.waysOn) return;
        const mixed = plans
          .map((plan) => ({ plan, at: numbers.next().value }))
          .sort((one, other) => one.at - other.at)
          .map(({ plan }) => plan);
        expect(byFit(mixed, leaving)).toEqual(order);
      }),
    );
  });

  it('takes what is not known as used', () => {
    fc.assert(
      fc.property(anyChoice, ({ leaving: { sku, byPrice }, plans }) => {
        expect(byFit(plans, { sku, byPrice })).toEqual(byFit(plans, { sku, byPrice, unused: [] }));
      }),
    );
  });

  it('has the cheapest first of those that keep all that is used', () => {
    fc.assert(
      fc.property(anyChoice, ({ leaving, plans }) => {
        if (product(leaving.sku)?.waysOn) return;
        const keeping = byFit(plans, leaving).filter((plan) => !losesUsed(plan, leaving));
        const priced = keeping.filter((plan) => leaving.byPrice?.includes(plan));
        expect(priced).toEqual((leaving.byPrice ?? []).filter((plan) => priced.includes(plan)));
        expect(keeping.slice(0, priced.length)).toEqual(priced);
      }),
    );
  });

  it('is Microsoft’s own where it names the ways on and they take the same', () => {
    const byPrice = ['SPE_E3', 'ENTERPRISEPACK'];
    for (const unused of [undefined, [], ['MCOVOICECONF'], namesOf(sourceSku)])
      expect(byFit(targetSkus, { sku: sourceSku, byPrice, unused })).toEqual(targetSkus);
    expect(byFit(['Microsoft_365_E3_(no_Teams)', ...targetSkus], { sku: sourceSku }).at(-1)).toBe(
      'Microsoft_365_E3_(no_Teams)',
    );
  });

  it('has plans that nobody knows last, by name, and leaves what is offered from such a plan as it is', () => {
    expect(byFit(['UNHEARD_OF', 'NEVER_HEARD_OF', 'STANDARDPACK'], { sku: 'SPE_E5' })).toEqual([
      'STANDARDPACK',
      'NEVER_HEARD_OF',
      'UNHEARD_OF',
    ]);
    expect(byFit(['STANDARDPACK', 'SPE_E3'], { sku: 'NEVER_HEARD_OF' })).toEqual(['STANDARDPACK', 'SPE_E3']);
  });

  it('brings a plan among those that are offered that would come too late by what it lacks', () => {
    const unused = ['AAD_PREMIUM', 'INTUNE_A', 'RMS_S_PREMIUM', 'WIN10_PRO_ENT_SUB'];
    const byPrice = ['ENTERPRISEPACK', 'SPE_E5'];
    expect(waysOn('SPE_E3', 25, { byPrice })[0]).toBe('SPE_E5');
    expect(waysOn('SPE_E3', 25, { byPrice, unused }).slice(0, 2)).toEqual(byPrice);
    // One service of them that is used is enough.
    expect(waysOn('SPE_E3', 25, { byPrice, unused: unused.slice(1) })[0]).toBe('SPE_E5');
  });
});

describe('why the first plan is the first', () => {
  const conferencing = ['MCOMEETADV'];
  it.each<[string, string[], Leaving, ReturnType<typeof whyFirst>]>([
    [
      'it keeps everything and costs least',
      ['SPE_E3', 'SPE_E5'],
      { sku: 'ENTERPRISEPACK', byPrice: ['SPE_E3', 'SPE_E5'] },
      'keepsAllCheapest',
    ],
    ['it keeps everything', ['SPE_E3', 'SPE_E5'], { sku: 'ENTERPRISEPACK' }, 'keepsAll'],
    [
      'no other that keeps everything has a price',
      ['SPE_E3', 'STANDARDPACK'],
      { sku: 'ENTERPRISEPACK', byPrice: ['SPE_E3', 'STANDARDPACK'] },
      'keepsAll',
    ],
    [
      'it costs less than another that keeps everything, whatever those are that do not',
      ['SPE_E3', 'SPE_E5', 'STANDARDPACK'],
      { sku: 'ENTERPRISEPACK', byPrice: ['SPE_E3', 'SPE_E5'] },
      'keepsAllCheapest',
    ],
    ['it takes least', ['ENTERPRISEPACK', 'STANDARDPACK'], { sku: 'SPE_E3' }, 'takesLeast'],
    [
      'it takes least though another takes no more',
      ['ENTERPRISEPACK', 'ENTERPRISEPREMIUM', 'STANDARDPACK'],
      { sku: 'SPE_E3' },
      'takesLeast',
    ],
    ['nothing: they take as much', ['ENTERPRISEPACK', 'ENTERPRISEPREMIUM'], { sku: 'SPE_E3' }, undefined],
    [
      'it takes least where it takes one kind that people depend on',
      ['Microsoft_365_E5_(no_Teams)', 'STANDARDPACK'],
      { sku: 'SPE_E5' },
      'takesLeast',
    ],
    ['there is no other', ['SPE_E3'], { sku: 'ENTERPRISEPACK' }, undefined],
    ['nobody knows the other', ['SPE_E3', 'NEVER_HEARD_OF'], { sku: 'ENTERPRISEPACK' }, undefined],
    [
      'it keeps what is used and costs least of what does',
      ['SPE_E5_NOPSTNCONF', 'MICROSOFT_365_E7'],
      { sku: 'SPE_E5', byPrice: ['SPE_E5_NOPSTNCONF', 'MICROSOFT_365_E7'], unused: conferencing },
      'keepsUsedCheapest',
    ],
    [
      'it keeps what is used',
      ['SPE_E5_NOPSTNCONF', 'SPE_E3'],
      { sku: 'SPE_E5', byPrice: ['SPE_E5_NOPSTNCONF', 'SPE_E3'], unused: conferencing },
      'keepsUsed',
    ],
    [
      'it keeps what is used, where nobody uses what people else depend on',
      ['Microsoft_365_E5_(no_Teams)', 'SPE_E3'],
      { sku: 'SPE_E5', unused: ['TEAMS1'] },
      'keepsUsed',
    ],
    ['it takes least of what is used', ['SPE_E5_NOPSTNCONF', 'SPE_E3'], { sku: 'SPE_E5', unused: [] }, 'takesLeast'],
    ['Microsoft names it first', [...targetSkus], { sku: sourceSku, unused: ['MCOVOICECONF'] }, undefined],
  ])('is said to be that %s', (_, plans, leaving, why) => {
    expect(whyFirst(plans, leaving)).toBe(why);
  });

  it('names what nobody uses of that which a plan takes away, each once', () => {
    const named = (plans: string[], leaving: Leaving) => unusedLosses(plans, leaving).map(({ name }) => name);
    expect(named(['SPE_E5_NOPSTNCONF', 'SPE_E3'], { sku: 'SPE_E5', unused: ['SWAY', 'MCOMEETADV'] })).toEqual([
      'MCOMEETADV',
    ]);
    expect(named([...targetSkus], { sku: sourceSku, unused: ['MCOVOICECONF'] })).toEqual(['MCOVOICECONF']);
    expect(named(['SPE_E3'], { sku: 'SPE_E5' })).toEqual([]);
    expect(named(['SPE_E3'], { sku: 'NEVER_HEARD_OF', unused: ['SWAY'] })).toEqual([]);
  });

  it('tells a plan that takes nothing at all of what is used from one that takes what no admin knows by name', () => {
    expect(keepsEverythingUsed('SPE_E3', { sku: 'ENTERPRISEPACK' })).toBe(true);
    expect(keepsEverythingUsed('ENTERPRISEPACK', { sku: 'STANDARDPACK' })).toBe(false);
    const unused = ['OFFICEMOBILE_SUBSCRIPTION'];
    expect(keepsEverythingUsed('ENTERPRISEPACK', { sku: 'STANDARDPACK', unused })).toBe(true);
    expect(keepsEverythingUsed('SPE_E3', { sku: 'NEVER_HEARD_OF' })).toBe(false);
  });
});
