import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { asHolder, restore, stillOn } from '../../../src/upgrade/licences/restore.js';
import { offIn } from '../../../src/upgrade/licences/switched-off.js';
import { sourceSku } from '../../../src/upgrade/plans/plans.js';
import { applied, idOf, licence, person } from '../../support/licensed-person.js';
import { heldAtRandom, planId, sourcePlans, targetIds } from '../../support/random-licences.js';

const [e4, e5] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM')];

describe('restoring after an automatic upgrade', () => {
  const [sway, forms] = [planId('SWAY'), planId('FORMS_PLAN_E3')];
  const formsE5 = planId('FORMS_PLAN_E5', 'ENTERPRISEPREMIUM');
  const before = { before: [sway, forms], toSkuId: e5 };

  it('switches off again what was off, and leaves off what is off now', () => {
    const teams = planId('TEAMS1');
    expect(restore(person(licence(e5, { disabledPlans: [teams] })), before)).toEqual({
      is: 'change',
      change: { userId: 'adele', add: [{ skuId: e5, disabledPlans: [teams, sway, formsE5] }], remove: [] },
      unmapped: [],
      alsoOff: [],
    });
  });

  it('does nothing when all of it is off already, or nothing was off', () => {
    expect(restore(person(licence(e5, { disabledPlans: [formsE5, sway] })), before).is).toBe('none');
    expect(restore(person(licence(e5)), { before: [], toSkuId: e5 }).is).toBe('none');
    expect(restore(person(licence(e5)), { before: [planId('MCOVOICECONF')], toSkuId: e5 }).is).toBe('none');
  });

  it('does nothing for people who do not hold the new product', () => {
    expect(restore(person(licence(e4)), before).is).toBe('none');
  });

  it('points to the group where the new product comes through it, unless it is off there', () => {
    const held = (disabledPlans: string[]) => person(licence(e5, { assignedByGroup: 'sales', disabledPlans }));
    expect(restore(held([]), before)).toEqual({ is: 'byGroup', groupIds: ['sales'] });
    expect(restore(held([sway]), before)).toEqual({ is: 'byGroup', groupIds: ['sales'] });
    expect(restore(held([sway, formsE5]), before).is).toBe('none');
  });

  it('switches nothing off in what was changed since, where nothing was off before', () => {
    const user = person(licence(e5, { disabledPlans: [planId('EXCHANGE_S_ENTERPRISE')] }));
    expect(restore(user, { before: [], toSkuId: e5 }).is).toBe('none');
  });

  it('leaves on what can live on something that the person has elsewhere', () => {
    const exchange = { id: planId('EXCHANGE_S_ENTERPRISE'), name: 'EXCHANGE_S_ENTERPRISE' };
    const was = { before: [exchange.id], toSkuId: e5, others: new Map([['a-mailbox', [exchange]]]) };
    const off = (...beside: ReturnType<typeof licence>[]) => restore(person(licence(e5), ...beside), was);
    expect(off()).toMatchObject({ alsoOff: ['ATP_ENTERPRISE', 'THREAT_INTELLIGENCE'] });
    expect(off(licence('a-mailbox'))).toMatchObject({
      change: { add: [{ disabledPlans: [exchange.id] }] },
      alsoOff: [],
    });
  });

  it('switches off again in a group what was off in it', () => {
    const licences = [
      { skuId: e4, disabledPlans: [] },
      { skuId: e5, disabledPlans: [sway] },
    ];
    const group = asHolder({ id: 'sales', displayName: 'Sales', licences, processing: 'complete' });
    expect(restore(group, before)).toMatchObject({
      is: 'change',
      change: { userId: 'sales', add: [{ skuId: e5, disabledPlans: [sway, formsE5] }], remove: [] },
    });
    // It hands out the old plan too, and mail with that.
    const mail = planId('EXCHANGE_S_ENTERPRISE');
    expect(restore(group, { before: [mail], toSkuId: e5 })).toMatchObject({
      change: { add: [{ disabledPlans: [sway, mail] }] },
      alsoOff: [],
    });
  });

  it('is still to do for what was off before and is on now', () => {
    expect(stillOn(person(licence(e5)), before)).toEqual([sway, formsE5]);
    expect(stillOn(person(licence(e5, { disabledPlans: [sway, planId('TEAMS1')] })), before)).toEqual([formsE5]);
    expect(stillOn(person(licence(e5, { disabledPlans: [formsE5, sway] })), before)).toEqual([]);
  });

  it('never switches on, never removes, touches only the new product, and is done after once', () => {
    fc.assert(
      fc.property(heldAtRandom, targetIds, fc.uniqueArray(fc.constantFrom(...sourcePlans)), (user, toSkuId, off) => {
        const was = { before: off, toSkuId };
        const done = restore(user, was);
        if (done.is !== 'change') return;
        const direct = user.licences.find((one) => one.skuId === toSkuId && one.assignedByGroup === null);
        expect(done.change.remove).toEqual([]);
        expect(done.change.add.map((one) => one.skuId)).toEqual([toSkuId]);
        const now = done.change.add[0]?.disabledPlans;
        expect(now).toEqual(expect.arrayContaining(direct?.disabledPlans ?? ['held directly']));
        expect(now).toEqual(expect.arrayContaining(offIn(off, was).mapped));
        expect(restore(applied(user, done.change), was).is).toBe('none');
      }),
    );
  });
});
