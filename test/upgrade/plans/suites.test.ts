import { describe, expect, it } from '@jest/globals';
import { product, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { canTake, fitOf, isWithoutTeams, teamsBeside } from '../../../src/upgrade/plans/suites.js';

const e4 = { sku: sourceSku, services: [] };
const listed = (sku: string) => (product(sku)?.services ?? []).map(({ id, name }) => ({ id, name }));
const fitFor = (sku: string, services = listed(sku)) => fitOf({ sku, services }, e4);

describe('a suite that was bought instead', () => {
  it.each([
    ['Office_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
    ['O365_w/o_Teams_Bundle_E3', 'Microsoft_Teams_EEA_New'],
    ['Office_365_w/o_Teams_Bundle_E5', 'Microsoft_Teams_EEA_New'],
    ['Office_365_E5_EEA_(no_Teams)_without_Audio_Conferencing', 'Microsoft_Teams_EEA_New'],
    ['Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
    ['O365_w/o Teams Bundle_M3', 'Microsoft_Teams_EEA_New'],
    ['Microsoft_365_E5_(no_Teams)', 'Microsoft_Teams_Enterprise_New'],
    ['O365_w/o_Teams_Bundle_M5', 'Microsoft_Teams_EEA_New'],
    ['O365_w/o_Teams_Bundle_M5_(500_seats_min)_HUB', 'Microsoft_Teams_EEA_New'],
    ['Microsoft_365_E5_EEA_(no_Teams)_without_Audio_Conferencing', 'Microsoft_Teams_EEA_New'],
  ])('can take E4’s place without Teams: %s, with %s beside it', (sku, teams) => {
    const found = fitFor(sku);
    expect(found).toEqual({ less: ['teams'], lacks: ['MCOVOICECONF', 'TEAMS1'] });
    expect(found && canTake(found)).toBe(true);
    expect(isWithoutTeams(found?.lacks ?? [])).toBe(true);
    expect(teamsBeside(sku)).toBe(teams);
  });

  it.each([
    'MICROSOFT_365_E7',
    'Microsoft_365_E3',
    'Microsoft_365_E5',
    'SPE_E5_CALLINGMINUTES',
    'ENTERPRISEPREMIUM_NOPSTNCONF',
  ])('can take E4’s place with Teams in it: %s', (sku) => {
    const found = fitFor(sku);
    expect(found).toEqual({ less: [], lacks: ['MCOVOICECONF'] });
    expect(isWithoutTeams(found?.lacks ?? [])).toBe(false);
  });

  it.each([
    ['STANDARDPACK', ['mail', 'files', 'officeApps']],
    ['SPE_F1', ['mail', 'files', 'officeApps']],
    ['Office_365_E1_(no_Teams)', ['mail', 'files', 'teams', 'officeApps']],
  ])('cannot where people would get less of what they depend on: %s', (sku, less) => {
    const found = fitFor(sku);
    expect(found?.less).toEqual(less);
    expect(found && canTake(found)).toBe(false);
  });

  it.each(['VISIOCLIENT', 'EMSPREMIUM', 'Microsoft_Teams_Enterprise_New', 'MCOEV', sourceSku, `${sourceSku}_FACULTY`])(
    'is not meant by what is no suite, or the plan itself: %s',
    (sku) => {
      expect(fitOf({ sku, services: listed(sku) }, e4)).toBeUndefined();
    },
  );

  it('is not meant by an add-on, whatever Microsoft has put into it', () => {
    expect(fitFor('EMSPREMIUM', listed('SPE_E5'))).toBeUndefined();
  });

  it('is not meant by the plan that is left, whichever that is', () => {
    const e3 = { sku: 'SPE_E3', services: [] };
    expect(fitOf(e3, e3)).toBeUndefined();
    expect(fitOf({ sku: 'SPE_E5', services: [] }, e3)?.less).toEqual([]);
  });

  it('is judged by what its own subscription lists, before the table', () => {
    const hub = 'O365_w/o Teams Bundle_M3_(500_seats_min)_HUB';
    // Microsoft's table has this row without mail.
    expect(fitFor(hub)).toBeUndefined();
    expect(fitFor(hub, listed('O365_w/o Teams Bundle_M3'))).toEqual({
      less: ['teams'],
      lacks: ['MCOVOICECONF', 'TEAMS1'],
    });
    expect(fitFor('Microsoft_365_E5_(no_Teams)', listed('STANDARDPACK'))?.less).toContain('mail');
  });

  it('may be newer than the table: its services tell, and those nobody knows count for nothing', () => {
    const unheardOf = { id: '00000000-0000-4000-8000-000000000001', name: 'EXCHANGE_S_SUPREME' };
    const e7 = listed('Microsoft_365_E5_(no_Teams)');
    expect(fitFor('MICROSOFT_365_E7_NO_TEAMS', e7)).toEqual({ less: ['teams'], lacks: ['MCOVOICECONF', 'TEAMS1'] });
    expect(
      fitFor('NEW_SUITE', [unheardOf, ...e7.filter(({ name }) => name !== 'EXCHANGE_S_ENTERPRISE')]),
    ).toBeUndefined();
    expect(teamsBeside('MICROSOFT_365_E7_NO_TEAMS')).toBe('Microsoft_Teams_Enterprise_New');
  });

  it('is told by the ids of its services, whatever they are called', () => {
    const renamed = listed('MICROSOFT_365_E7').map(({ id }) => ({ id, name: 'RENAMED' }));
    expect(fitFor('MICROSOFT_365_E7', renamed)?.less).toEqual([]);
  });

  it('is compared with E4 as the tenant has it', () => {
    const withoutTeams = { sku: sourceSku, services: listed(sourceSku).filter(({ name }) => name !== 'TEAMS1') };
    const bought = { sku: 'Microsoft_365_E3_(no_Teams)', services: [] };
    expect(fitOf(bought, withoutTeams)).toEqual({ less: [], lacks: ['MCOVOICECONF'] });
  });
});
