import { describe, expect, it } from '@jest/globals';
import { notSwitchedOn } from '../../../src/upgrade/licences/switched-on.js';
import { product, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { idOf, licence, person } from '../../support/licensed-person.js';

const [e4, e5] = [idOf(sourceSku), idOf('ENTERPRISEPREMIUM')];
const services = product(sourceSku)?.services.filter(({ name }) => ['SWAY', 'TEAMS1'].includes(name)) ?? [];
const ids = services.map(({ id }) => id);
const off = (...held: Parameters<typeof person>) => notSwitchedOn(services, person(...held), e4);

describe('services that a person has not switched on', () => {
  it('are those that are off in every license of the plan, also in one in error', () => {
    expect(off(licence(e4, { disabledPlans: ids.slice(0, 1) }))).toEqual(services.slice(0, 1));
    const two = [licence(e4, { disabledPlans: ids }), licence(e4, { assignedByGroup: 'all', disabledPlans: ids })];
    expect(off(...two)).toEqual(services);
    expect(off(...two, licence(e4, { assignedByGroup: 'sales', state: 'Error' }))).toEqual([]);
  });

  it('are told of the plan alone, and are all of it for whoever does not hold it', () => {
    expect(off(licence(e4, { disabledPlans: ids }), licence(e5))).toEqual(services);
    expect(off(licence(e5))).toEqual(services);
  });
});
