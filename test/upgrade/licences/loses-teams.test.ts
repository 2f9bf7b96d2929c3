import { describe, expect, it } from '@jest/globals';
import { givingTeams, losesTeams } from '../../../src/upgrade/licences/loses-teams.js';
import { product, sourceSku } from '../../../src/upgrade/plans/plans.js';
import { idOf, licence, person } from '../../support/licensed-person.js';
import { someUnits } from '../tenant-facts.js';

const [e4, noTeams, teams] = [sourceSku, 'Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'].map(idOf) as [
  string,
  string,
  string,
];
const teams1 = product(sourceSku)?.services.find(({ name }) => name === 'TEAMS1')?.id ?? '';
const giving = givingTeams(
  [sourceSku, 'Microsoft_365_E3_(no_Teams)', 'Microsoft_Teams_Enterprise_New'].map((sku) => someUnits({ sku })),
);
const loses = (...held: Parameters<typeof person>) => losesTeams(person(...held), e4, giving);

describe('whoever is moved to a suite without Teams', () => {
  it('loses it where nothing else gives it', () => {
    expect(loses(licence(e4))).toBe(true);
    expect(loses(licence(e4), licence(noTeams))).toBe(true);
    expect(loses(licence(e4, { assignedByGroup: 'sales' }))).toBe(true);
  });

  it('keeps it with a licence of its own, from wherever that comes', () => {
    expect(loses(licence(e4), licence(teams))).toBe(false);
    expect(loses(licence(e4), licence(teams, { assignedByGroup: 'all' }))).toBe(false);
  });

  it('loses it whatever else they have that has no Teams in it', () => {
    const tenant = [sourceSku, 'VISIOCLIENT', 'POWER_BI_PRO'].map((sku) => someUnits({ sku }));
    expect([...givingTeams(tenant)]).toEqual([[e4, teams1]]);
    expect(losesTeams(person(licence(e4), licence(idOf('VISIOCLIENT'))), e4, givingTeams(tenant))).toBe(true);
  });

  it('loses it where that licence gives nothing: switched off, or in error', () => {
    expect(loses(licence(e4), licence(teams, { disabledPlans: [teams1] }))).toBe(true);
    expect(loses(licence(e4), licence(teams, { state: 'Error', error: 'CountViolation' }))).toBe(true);
  });

  it('has nothing to lose where it is off today, or the old plan is not held', () => {
    expect(loses(licence(e4, { disabledPlans: [teams1] }))).toBe(false);
    expect(loses(licence(noTeams))).toBe(false);
    expect(loses()).toBe(false);
  });
});
