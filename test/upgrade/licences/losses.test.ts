import { describe, expect, it } from '@jest/globals';
import { losesOf, lossesOf } from '../../../src/upgrade/licences/losses.js';
import { product } from '../../../src/upgrade/plans/plans.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { planId } from '../../support/random-licences.js';

const [e5, e3, audio, security] = ['SPE_E5', 'SPE_E3', 'MCOMEETADV', 'IDENTITY_THREAT_PROTECTION'].map(idOf) as [
  string,
  string,
  string,
  string,
];
const losses = lossesOf('SPE_E3', 'SPE_E5');
const services = (sku: string) => product(sku)?.services ?? [];
const staying = new Map(
  ['MCOMEETADV', 'IDENTITY_THREAT_PROTECTION', 'SPE_E3'].map((sku) => [idOf(sku), services(sku)]),
);
const loses = (...held: Parameters<typeof person>) =>
  losesOf(person(...held), { fromSkuId: e5, losses, staying, coming: [] });
const meetings = planId('MCOMEETADV', 'SPE_E5');

describe('what a plan loses', () => {
  it('is what the target lacks or has less of, of what an admin knows by name', () => {
    expect(losses.map(({ name }) => name)).toEqual(expect.arrayContaining(['MCOEV', 'MCOMEETADV', 'BI_AZURE_P2']));
    expect(losses.map(({ name }) => name)).not.toContain('CUSTOMER_KEY');
    expect(lossesOf('SPE_E3', 'SPE_E5')).toContainEqual({ id: meetings, name: 'MCOMEETADV', to: null });
    expect(lossesOf('STANDARDPACK', 'ENTERPRISEPACK')).toContainEqual(
      expect.objectContaining({ name: 'EXCHANGE_S_ENTERPRISE', to: 'EXCHANGE_S_STANDARD' }),
    );
  });

  it('is nothing on the way up', () => {
    expect(lossesOf('SPE_E5', 'SPE_E3')).toEqual([]);
    expect(lossesOf('ENTERPRISEPACK', 'STANDARDPACK')).toEqual([]);
  });
});

describe('what a person loses', () => {
  it('is what they have on, from wherever the plan comes', () => {
    expect(loses(licence(e5))).toHaveLength(losses.length);
    expect(loses(licence(e5, { assignedByGroup: 'all' }))).toHaveLength(losses.length);
  });

  it('is not what is off for them today, and nothing for whoever holds another plan', () => {
    expect(loses(licence(e5, { disabledPlans: [meetings] }))).not.toContain('MCOMEETADV');
    expect(loses(licence(e3))).toEqual([]);
    expect(loses(licence(e5, { state: 'Error', error: 'CountViolation' }))).toEqual([]);
  });

  it('is not what another license of theirs gives and keeps giving', () => {
    expect(loses(licence(e5), licence(audio))).not.toContain('MCOMEETADV');
    expect(loses(licence(e5), licence(audio, { disabledPlans: [meetings] }))).toContain('MCOMEETADV');
    expect(loses(licence(e5), licence(security))).not.toContain('AAD_PREMIUM_P2');
  });

  it('is not what comes with the new plan from beside it', () => {
    const lost = losesOf(person(licence(e5)), { fromSkuId: e5, losses, staying, coming: services('MCOMEETADV') });
    expect(lost).not.toContain('MCOMEETADV');
    expect(lost).toContain('MCOEV');
  });

  it('is told by what services are, whatever the tenant calls them, also where the catalogue lacks one', () => {
    const coming = [
      { id: meetings, name: 'Audio' },
      { id: 'new-thing', name: 'NEW_THING' },
    ];
    const lost = losesOf(person(licence(e5)), { fromSkuId: e5, losses, staying, coming });
    expect(lost).not.toContain('MCOMEETADV');
    expect(lost).toHaveLength(losses.length - 1);
  });

  it('is not what they have in a higher tier elsewhere', () => {
    const fromE1 = lossesOf('SPE_F1', 'STANDARDPACK');
    const held = person(licence(idOf('STANDARDPACK')), licence(idOf('SPE_E3')));
    const lost = losesOf(held, { fromSkuId: idOf('STANDARDPACK'), losses: fromE1, staying, coming: [] });
    expect(fromE1.map(({ name }) => name)).toContain('EXCHANGE_S_STANDARD');
    expect(lost).not.toContain('EXCHANGE_S_STANDARD');
  });
});
