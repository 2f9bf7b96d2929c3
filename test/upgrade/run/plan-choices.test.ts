import { describe, expect, it } from '@jest/globals';
import { product, targetSkus } from '../../../src/upgrade/plans/plans.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { plansToChoose } from '../../../src/upgrade/run/plan-choices.js';
import { aBlocker, aRun, aSource, at, available, blocked, now } from '../../support/runs.js';

const unused = ['AAD_PREMIUM', 'INTUNE_A', 'RMS_S_PREMIUM', 'WIN10_PRO_ENT_SUB'];
const e3 = aSource({ sku: 'SPE_E3', skuId: product('SPE_E3')?.skuId ?? '' });
const onTab = (source = e3) => available({ source, plans: ['SPE_E5', 'ENTERPRISEPACK'] });

describe('the plans to choose from', () => {
  it('are those of the Upgrade tab, in the order of what is known by now of how the old one is used', () => {
    expect(plansToChoose({ path: 'automatic', assessment: onTab() })).toEqual(['SPE_E5', 'ENTERPRISEPACK']);
    const source = { ...e3, byPrice: ['ENTERPRISEPACK', 'SPE_E5'], unused };
    expect(plansToChoose({ path: 'automatic', assessment: onTab(source) })).toEqual(['ENTERPRISEPACK', 'SPE_E5']);
  });

  it('have a suite that the tenant owns in its place among them, where people are moved by hand', () => {
    const owned = [{ subscriptionId: 'owned', sku: 'SPE_E5_CALLINGMINUTES', seats: 25, free: 25, lacks: [] }];
    const choices = plansToChoose({ path: 'manual', assessment: onTab({ ...e3, owned }) });
    const place = (sku: string) => choices.indexOf(sku);
    expect(place('SPE_E5_CALLINGMINUTES')).toBeGreaterThanOrEqual(0);
    expect(place('SPE_E5_CALLINGMINUTES')).toBeLessThan(place('ENTERPRISEPACK'));
  });

  it.each<[string, string]>([
    ['gives people less than they have', 'SPE_F1'],
    ['is no suite', 'EMSPREMIUM'],
    ['nobody knows', 'NOSUCH'],
  ])('have nothing the tenant owns that %s', (_, sku) => {
    const owned = [{ subscriptionId: 'owned', sku, seats: 25, free: 25, lacks: [] }];
    const choices = plansToChoose({ path: 'manual', assessment: onTab({ ...e3, owned }) });
    expect(choices).toEqual(plansToChoose({ path: 'manual', assessment: onTab() }));
    expect(choices).toContain('SPE_E5');
  });

  it('are Microsoft’s ways on where the tab offers none, or no plan was found to go on from', () => {
    const assessment = blocked([aBlocker('TRIAL')], e3);
    expect(plansToChoose({ path: 'automatic', assessment })).toEqual(plansToChoose({ path: 'manual', assessment }));
    expect(plansToChoose({ path: null, assessment: { is: 'noSource', readAt: at } })).toBe(targetSkus);
  });
});

describe('choosing a plan', () => {
  const choose = (read: { unused?: string[] }) =>
    decide(aRun({ assessment: onTab({ ...e3, unused: ['SWAY'] }) }), {
      command: { do: 'choosePlan', plan: 'SPE_E5' },
      actor: { id: 'alex', name: 'Alex Wilber' },
      roles: ['globalAdministrator'],
      revision: undefined,
      now,
      newKey: () => 'key',
      ...read,
    });
  const kept = (known: string[]) => ({
    run: { plan: 'SPE_E5', assessment: { is: 'available', source: { unused: known } } },
  });

  it('keeps what was read with it of how the old plan is used, else what is known already', () => {
    expect(choose({ unused })).toMatchObject(kept(unused));
    expect(choose({})).toMatchObject(kept(['SWAY']));
  });
});
