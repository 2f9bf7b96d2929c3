import { describe, expect, it } from '@jest/globals';
import { plansMeant } from '../../../src/upgrade/plans/named.js';
import { product, sourceSku, suites, targetSkus } from '../../../src/upgrade/plans/plans.js';
import { lacksBeside, seatsRefused, waysOn, whyNoWayOn } from '../../../src/upgrade/plans/ways-on.js';

describe('the plans that are offered from a plan', () => {
  it('are those that Microsoft names, where it names any', () => {
    expect(waysOn(sourceSku, 25)).toEqual(targetSkus);
    expect(whyNoWayOn('STANDARDPACK', sourceSku)).toEqual({ why: 'unknownPlan' });
  });

  it.each([
    ['STANDARDPACK', ['ENTERPRISEPACK', 'SPE_E3', 'ENTERPRISEPREMIUM']],
    ['ENTERPRISEPACK', ['SPE_E3', 'ENTERPRISEPREMIUM', 'SPE_E5']],
    ['SPE_E3', ['SPE_E5', 'MICROSOFT_365_E7']],
    ['O365_BUSINESS_PREMIUM', ['SPB']],
    ['SPE_F1', ['SPE_E3', 'SPE_E5']],
  ])('%s leads up to plans that take nothing away, the smallest first', (source, up) => {
    expect(waysOn(source, 25).filter((sku) => up.includes(sku))).toEqual(up);
  });

  it('puts what takes least first, and offers the way down too', () => {
    const from = waysOn('SPE_E5', 25);
    expect(from.slice(0, 2)).toContain('MICROSOFT_365_E7');
    expect(from).toContain('SPE_E3');
    expect(from.length).toBeLessThanOrEqual(8);
  });

  it('are the plans with Teams for who has Teams, and this plan without it', () => {
    const from = waysOn('SPE_E3', 25);
    expect(from).toContain('Microsoft_365_E3_(no_Teams)');
    expect(from).not.toContain('Microsoft_365_E5_(no_Teams)');
    expect(waysOn('Microsoft_365_E3_(no_Teams)', 25)).toEqual(
      expect.arrayContaining(['SPE_E3', 'Microsoft_365_E5_(no_Teams)']),
    );
  });

  it.each(['SPB', 'M365EDU_A3_FACULTY', 'M365EDU_A3_STUDENT', 'M365_G3_GOV'])(
    '%s leads within its market',
    (source) => {
      for (const sku of waysOn(source, 25)) expect(whyNoWayOn(sku, source)).toBeUndefined();
      expect(waysOn(source, 25).length).toBeGreaterThan(0);
    },
  );

  it('have Teams as the plan has it, and are no special edition, but for the editions of the plan itself', () => {
    for (const source of suites) {
      const from = product(source);
      if (from?.waysOn) continue;
      for (const sku of waysOn(source, 500)) {
        const { editionOf, teams, displayName = '' } = product(sku) ?? {};
        if (editionOf === source || from?.editionOf === sku) continue;
        expect({ source, sku, teams }).toEqual({ source, sku, teams: from?.teams });
        expect(displayName).not.toMatch(/Audio Conferencing|Calling Minutes|seats min/);
      }
    }
  });

  it('says what a plan has in no tier of what the old one has, but where Microsoft names the ways on', () => {
    expect(lacksBeside('STANDARDPACK', 'ENTERPRISEPACK')).toEqual(
      expect.arrayContaining(['ATP_ENTERPRISE', 'OFFICESUBSCRIPTION']),
    );
    expect(lacksBeside('STANDARDPACK', 'ENTERPRISEPACK')).not.toContain('EXCHANGE_S_ENTERPRISE');
    expect(lacksBeside('SPE_E3', sourceSku)).toBeNull();
    expect(lacksBeside('SPE_E3', 'NEVER_HEARD_OF')).toEqual([]);
  });

  it('has none of a plan that nobody knows', () => {
    expect(waysOn('NEVER_HEARD_OF', 25)).toEqual([]);
  });
});

describe('the order of plans', () => {
  const byPrice = ['SPE_E5', 'ENTERPRISEPREMIUM', 'SPE_E3'];

  it('has the cheapest first of those that take nothing, where prices are known', () => {
    const keeping = waysOn('ENTERPRISEPACK', 25, { byPrice }).filter((sku) => byPrice.includes(sku));
    expect(keeping).toEqual(byPrice);
    // A price never comes before what people would lose.
    expect(waysOn('SPE_E3', 25, { byPrice: ['STANDARDPACK', 'ENTERPRISEPACK'] })[0]).toBe('SPE_E5');
  });

  it('puts a plan without a price after those with one, and is by name where nothing else tells', () => {
    const known = waysOn('ENTERPRISEPACK', 25, { byPrice: ['SPE_E5'] }).filter((sku) => byPrice.includes(sku));
    expect(known[0]).toBe('SPE_E5');
    expect(waysOn('ENTERPRISEPACK', 25, { byPrice: [] })).toEqual(waysOn('ENTERPRISEPACK', 25));
  });

  it('is left to Microsoft where it names the ways on itself', () => {
    expect(waysOn(sourceSku, 25, { byPrice: ['SPE_E3', 'ENTERPRISEPACK'] })).toEqual(targetSkus);
  });
});

describe('what is no way on', () => {
  it.each([
    ['the plan itself', 'SPE_E3', 'SPE_E3', 'samePlan'],
    ['a plan for schools', 'M365EDU_A3_FACULTY', 'SPE_E3', 'otherMarket'],
    ['a plan for governments', 'M365_G5_GCC', 'SPE_E3', 'otherMarket'],
    ['a plan for students, from one for teachers', 'M365EDU_A5_STUDENT', 'M365EDU_A5_FACULTY', 'otherMarket'],
    ['a donated plan', 'Microsoft_365_Business_Premium_Donation_(Non_Profit_Pricing)', 'SPB', 'otherMarket'],
    ['a plan that is not sold any longer', sourceSku, 'SPE_E3', 'retired'],
    ['an add-on', 'MCOEV', 'SPE_E3', 'unknownPlan'],
    ['a plan, from an add-on', 'SPE_E3', 'MCOEV', 'unknownPlan'],
    ['a plan, from a product that nobody knows', 'SPE_E3', 'NEVER_HEARD_OF', 'unknownPlan'],
    ['a product that nobody knows', 'NEVER_HEARD_OF', 'SPE_E3', 'unknownPlan'],
  ])('is %s', (_, target, source, why) => {
    expect(whyNoWayOn(target, source)).toEqual({ why });
  });

  it('is a Business plan for more than 300 people, and a plan for large customers for fewer than 500', () => {
    expect(waysOn('O365_BUSINESS_PREMIUM', 300)).toContain('SPB');
    expect(waysOn('O365_BUSINESS_PREMIUM', 301)).not.toContain('SPB');
    expect(seatsRefused('SPB', 300)).toBeUndefined();
    expect(seatsRefused('SPB', 301)).toEqual({ why: 'tooManySeats', most: 300 });
    expect(seatsRefused('Microsoft_365_E3', 499)).toEqual({ why: 'tooFewSeats', least: 500 });
    expect(seatsRefused('Microsoft_365_E3', 500)).toBeUndefined();
    expect(seatsRefused('SPE_E3', 1_000_000)).toBeUndefined();
  });
});

describe('the plans that a person means', () => {
  const there = ['ENTERPRISEPACK', 'SPE_E3', 'O365_BUSINESS_PREMIUM', 'Microsoft_365_E3_(no_Teams)'];

  it.each([
    ['E3', ['ENTERPRISEPACK', 'SPE_E3']],
    ['office 365 e3', ['ENTERPRISEPACK']],
    ['O365 E3', ['ENTERPRISEPACK']],
    ['m365 E3', ['SPE_E3']],
    ['business standard', ['O365_BUSINESS_PREMIUM']],
    ['spe_e3', ['SPE_E3']],
    ['E3 no teams', ['Microsoft_365_E3_(no_Teams)']],
    ['E1', []],
    ['  ', []],
  ])('by "%s" are found', (said, skus) => {
    expect(plansMeant(said, there)).toEqual(skus);
  });

  it('by a whole name are that one, though others have all its words', () => {
    const editions = ['O365_w/o Teams Bundle_M3', 'Microsoft_365_E3_(no_Teams)'];
    for (const plans of [editions, editions.toReversed()]) {
      expect(plansMeant('Microsoft 365 E3 (no Teams)', plans)).toEqual(['Microsoft_365_E3_(no_Teams)']);
      expect(plansMeant('m365 E3 EEA no teams', plans)).toEqual(['O365_w/o Teams Bundle_M3']);
      expect(plansMeant('E3 no teams', plans)).toEqual(plans);
    }
  });

  it('are never what nobody knows, unless it is written so', () => {
    const plans = ['NEVER_HEARD_OF', 'SPE_E3'];
    expect(plansMeant('E3', plans)).toEqual(['SPE_E3']);
    expect(plansMeant('E9', plans)).toEqual([]);
    expect(plansMeant('never heard of', plans)).toEqual(['NEVER_HEARD_OF']);
    expect(plansMeant('heard', plans)).toEqual(['NEVER_HEARD_OF']);
  });
});
