import { describe, expect, it } from '@jest/globals';
import {
  coverage,
  difference,
  displayName,
  friendlyName,
  isAddOn,
  product,
  productById,
  serviceById,
  sourceSku,
  suites,
  targetSkus,
} from '../../../src/upgrade/plans/plans.js';
import { isHigherTier, sameService } from '../../../src/upgrade/plans/tiers.js';
import { isWayOn } from '../../../src/upgrade/plans/ways-on.js';

const names = (services: readonly { name: string }[]) => services.map((one) => one.name).sort();

describe('the catalogue', () => {
  it('has the source plan and every target with its services', () => {
    expect(product(sourceSku)?.services).toHaveLength(17);
    expect(targetSkus.map((sku) => product(sku)?.services.length)).toEqual([56, 86, 83, 37, 51]);
  });

  it('finds a product whatever spaces and capitals its part number is written with', () => {
    const withNoBreakSpaces = 'O365_w/o\u00a0Teams\u00a0Bundle_M3';
    expect(product(withNoBreakSpaces)?.displayName).toBe('Microsoft 365 E3 EEA (no Teams)');
    expect(product('O365_w/o  Teams \t Bundle_M3 ')?.skuId).toBe(product(withNoBreakSpaces)?.skuId);
    expect(product('spe_e3')?.sku).toBe('SPE_E3');
  });

  it('finds a product by its id as well as by its part number', () => {
    expect(productById('1392051d-0cb9-4b7a-88d5-621fee5e8711')?.sku).toBe('ENTERPRISEWITHSCAL');
    expect(productById('cd2925a3-5076-4233-8931-638a8c94f773')?.sku).toBe('SPE_E5_NOPSTNCONF');
  });

  it('names a product for people, and falls back to the part number', () => {
    expect(displayName('ENTERPRISEWITHSCAL')).toBe('Office 365 E4');
    expect(displayName('NEVER_HEARD_OF')).toBe('NEVER_HEARD_OF');
  });

  it('names a service for people, by its id and by its name, and falls back to that', () => {
    const [service] = product('MCOEV')?.services ?? [];
    expect(serviceById(service?.id ?? '')).toEqual(service);
    expect(serviceById('NEVER_HEARD_OF')).toBeUndefined();
    expect(friendlyName('MCOEV')).toBe(service?.friendlyName);
    expect(friendlyName('NEVER_HEARD_OF')).toBe('NEVER_HEARD_OF');
  });

  it('has suites, and nothing else among them', () => {
    expect(suites).toEqual(expect.arrayContaining([sourceSku, 'SPE_E3', 'STANDARDPACK']));
    for (const sku of suites) expect(product(sku)?.kind).toBe('suite');
  });

  it('tells targets and add-ons from other plans', () => {
    expect(isWayOn('SPE_E3', sourceSku)).toBe(true);
    expect(isWayOn(sourceSku, sourceSku)).toBe(false);
    expect(isWayOn('STANDARDPACK', sourceSku)).toBe(false);
    expect(isAddOn('SHAREPOINTSTORAGE')).toBe(true);
    expect(isAddOn('ENTERPRISEPACK')).toBe(false);
    expect(isAddOn('NEVER_HEARD_OF')).toBe(false);
  });
});

describe('the difference between E4 and a new plan', () => {
  it.each([...targetSkus])('loses only the enterprise voice rights on the way to %s', (target) => {
    expect(names(difference(target, sourceSku).lost)).toEqual(['MCOVOICECONF']);
  });

  it.each(['ENTERPRISEPREMIUM', 'SPE_E5', 'SPE_E5_NOPSTNCONF'])(
    'counts the five raised tiers of %s as neither gained nor lost',
    (target) => {
      const { gained, raised, lowered } = difference(target, sourceSku);
      expect(lowered).toEqual([]);
      expect(raised.map(({ from, to }) => `${from.name} ${to.name}`).sort()).toEqual([
        'BPOS_S_TODO_2 BPOS_S_TODO_3',
        'FLOW_O365_P2 FLOW_O365_P3',
        'FORMS_PLAN_E3 FORMS_PLAN_E5',
        'POWERAPPS_O365_P2 POWERAPPS_O365_P3',
        'STREAM_O365_E3 STREAM_O365_E5',
      ]);
      expect(names(gained)).not.toContain('FORMS_PLAN_E5');
      expect(names(gained)).toContain('MCOEV');
    },
  );

  it('raises nothing on the way to E3', () => {
    expect(difference('ENTERPRISEPACK', sourceSku).raised).toEqual([]);
    expect(difference('SPE_E3', sourceSku).raised).toEqual([]);
  });

  it('gives audio conferencing to the E5 plans but not to the one without it', () => {
    expect(names(difference('SPE_E5', sourceSku).gained)).toContain('MCOMEETADV');
    expect(names(difference('SPE_E5_NOPSTNCONF', sourceSku).gained)).not.toContain('MCOMEETADV');
  });

  it('marks what an admin knows by name and leaves plumbing unmarked', () => {
    const { gained } = difference('SPE_E5', sourceSku);
    expect(gained.find((one) => one.name === 'MCOEV')?.prominent).toBe(true);
    expect(gained.find((one) => one.name === 'Nucleus')?.prominent).toBe(false);
  });

  it('is empty for a plan that the catalogue lacks', () => {
    expect(difference('NEVER_HEARD_OF', sourceSku)).toEqual({ gained: [], lost: [], raised: [], lowered: [] });
    expect(difference('SPE_E5', 'NEVER_HEARD_OF')).toEqual({ gained: [], lost: [], raised: [], lowered: [] });
  });
});

describe('the difference between other plans', () => {
  const pairs = (changes: readonly { from: { name: string }; to: { name: string } }[]) =>
    changes.map(({ from, to }) => `${from.name} ${to.name}`);

  it('says of a way down which services people keep and get less of', () => {
    const { lost, lowered, raised } = difference('STANDARDPACK', 'ENTERPRISEPACK');
    expect(pairs(lowered)).toContain('EXCHANGE_S_ENTERPRISE EXCHANGE_S_STANDARD');
    expect(names(lost)).toContain('OFFICESUBSCRIPTION');
    expect(raised).toEqual([]);
  });

  it('is turned around on the way back', () => {
    const [down, up] = [difference('SPE_F1', 'SPE_E3'), difference('SPE_E3', 'SPE_F1')];
    expect(names(down.lost)).toEqual(names(up.gained));
    expect(names(down.gained)).toEqual(names(up.lost));
    expect(pairs(down.lowered).length).toBe(up.raised.length);
  });

  it('is nothing between a plan and itself', () => {
    expect(difference('SPE_E5', 'SPE_E5')).toEqual({ gained: [], lost: [], raised: [], lowered: [] });
  });
});

describe('the tiers of a service', () => {
  it.each([
    ['EXCHANGE_S_ENTERPRISE', 'EXCHANGE_S_STANDARD', true, true],
    ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_ENTERPRISE', true, false],
    ['EXCHANGE_S_STANDARD', 'EXCHANGE_S_STANDARD', true, false],
    ['FORMS_PLAN_E5', 'EXCHANGE_S_STANDARD', false, false],
    ['EXCHANGE_S_STANDARD', 'NEVER_HEARD_OF', false, false],
    ['NEVER_HEARD_OF', 'EXCHANGE_S_STANDARD', false, false],
    ['NEVER_HEARD_OF', 'UNHEARD_OF', false, false],
  ])('has %s beside %s: one service %s, higher %s', (one, other, isSame, isHigher) => {
    expect([sameService(one, other), isHigherTier(one, other)]).toEqual([isSame, isHigher]);
  });
});

describe('how much of an add-on a plan includes', () => {
  it.each([
    ['MCOMEETADV', ['full', 'full', 'none', 'none', 'none']],
    ['MCOEV', ['full', 'full', 'full', 'none', 'none']],
    // Microsoft added Defender for Office 365 (Plan 1) to both E3 plans in 2026.
    ['ATP_ENTERPRISE', ['full', 'full', 'full', 'full', 'full']],
    ['THREAT_INTELLIGENCE', ['full', 'full', 'full', 'partial', 'partial']],
    ['POWER_BI_PRO', ['full', 'full', 'full', 'none', 'none']],
    ['EMS', ['partial', 'partial', 'partial', 'partial', 'full']],
    ['EMSPREMIUM', ['partial', 'full', 'full', 'partial', 'partial']],
    ['INTUNE_A', ['none', 'full', 'full', 'none', 'full']],
    ['WIN_DEF_ATP', ['none', 'full', 'full', 'none', 'none']],
    ['SHAREPOINTSTORAGE', ['none', 'none', 'none', 'none', 'none']],
    ['VISIOCLIENT', ['none', 'none', 'none', 'none', 'none']],
    ['NEVER_HEARD_OF', ['none', 'none', 'none', 'none', 'none']],
  ])('of %s', (addOn, expected) => {
    expect(targetSkus.map((target) => coverage(addOn, target))).toEqual(expected);
  });

  it('is in no plan that nobody knows, and an add-on that nobody knows is in none', () => {
    expect([coverage('MCOMEETADV', 'NEVER_HEARD_OF'), coverage('NEVER_HEARD_OF', 'SPE_E5')]).toEqual(['none', 'none']);
  });
});

describe('Microsoft Intune of a Business plan', () => {
  it('goes under the name Microsoft Intune Plan 1, and is not lost where the new plan has that', () => {
    const lost = (target: string) => difference(target, 'SPB').lost.map(({ name }) => name);
    expect(lost('SPE_E3')).not.toContain('INTUNE_SMBIZ');
    expect(lost('ENTERPRISEPACK')).toContain('INTUNE_A');
    expect(lost('ENTERPRISEPACK')).not.toContain('INTUNE_SMBIZ');
  });
});
