import { describe, expect, it } from '@jest/globals';
import { countLosingTeams } from '../../../src/engine/people/losing-teams.js';
import { Unused } from '../../../src/engine/people/unused.js';
import { idOf, licence } from '../../support/licensed-person.js';
import { aSource, aSplit, runIn } from '../../support/runs.js';
import { aGroup, many, newId, ofGroup, oldId, someone, tenantOf } from './tenant-of-people.js';

/** What is counted of everybody in the list of who holds the old plan. */

const lacking = 'O365_w/o_Teams_Bundle_E3';
const run = { ...runIn.manualReassign(), plan: lacking };

describe('people who would be without Microsoft Teams', () => {
  const keepsIt = someone('ada', [licence(oldId), licence(newId)]);

  it('are those of a plan without it who have it from nothing else, each once', async () => {
    const people = [...many(3), keepsIt, ofGroup('ann', 'sales')];
    const tenant = tenantOf(people, [aGroup('sales', ['ann'])], { listed: () => [people, many(2)] });
    expect(await countLosingTeams(run, tenant.directory, [lacking])).toBe(4);
    expect(await countLosingTeams(run, tenant.directory, ['SPE_E3'])).toBe(0);
    const split = aSplit({ plan: lacking, rest: 'SPE_E3', people: ['p001', 'ada'] });
    expect(await countLosingTeams({ ...run, split }, tenant.directory, [lacking])).toBe(1);
    expect(await countLosingTeams({ ...run, plan: null }, tenant.directory, [lacking])).toBe(0);
  });
});

describe('what nobody has switched on', () => {
  const [sku, skuId] = ['SPE_E3', idOf('SPE_E3')];
  const seenOf = (assigned: number, ...people: Parameters<Unused['look']>[0][]) => {
    const unused = new Unused(aSource({ sku, skuId, assigned }));
    for (const one of people) unused.look(one);
    return unused.services;
  };

  it('is on for somebody who holds the plan among others', () => {
    const nobody = someone('ben', [licence(newId)]);
    expect(seenOf(1, nobody, someone('ada', [licence(newId), licence(skuId)]))).toEqual([]);
  });

  it('is not known where nobody holds the plan', () => {
    expect(seenOf(0)).toBeUndefined();
  });
});
