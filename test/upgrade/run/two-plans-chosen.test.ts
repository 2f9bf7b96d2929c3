import { describe, expect, it } from '@jest/globals';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Asked, CommandTo } from '../../../src/upgrade/run/definition.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import { aRun, aSource, available, now } from '../../support/runs.js';

/** Which two plans are meant, and whether those who are named can go to the one and the rest to the other. */

type Split = CommandTo<'splitPeople'>;

const choosing = (source: Partial<SourceFound> = {}): Run =>
  aRun({ path: 'manual', state: { is: 'choosingPlan' }, assessment: available({ source: aSource(source) }) });

function ask(run: Run, said: Partial<Split>, part?: Asked['part']) {
  const command: Split = { do: 'splitPeople', plan: 'SPE_E5', rest: 'SPE_E3', ...said };
  const actor = { id: 'alex', name: 'Alex Wilber' };
  const roles = ['globalAdministrator'] as const;
  return decide(run, { command, actor, roles, revision: run.revision, now, newKey: () => 'key', part });
}

/** So many people, as they were found. */
function found(count: number): Asked['part'] {
  const people = Array.from({ length: count }, (_, n) => `p${n}`);
  return { ok: true, part: { by: { is: 'names' }, people, groups: [], alreadyHold: {} } };
}

const noTeams = 'Microsoft_365_E5_(no_Teams)';
const lacks = ['MCOVOICECONF', 'TEAMS1'];
const purchase = (sku: string, lacks: string[]) => ({ subscriptionId: `own-${sku}`, sku, seats: 30, free: 30, lacks });
const owned: SourceFound['owned'] = [purchase('MICROSOFT_365_E7', ['MCOVOICECONF']), purchase(noTeams, lacks)];

describe('the two plans that are meant', () => {
  it.each<[string, Partial<Split>, object]>([
    ['nothing', { rest: ' ' }, { why: 'splitHow' }],
    ['what nobody knows', { rest: 'NOSUCH' }, { why: 'unknownPlan', plan: 'NOSUCH' }],
    ['a name of several plans', { rest: 'E3' }, { why: 'severalPlans', said: 'E3', plans: expect.any(Array) }],
    ['the plan that is left', { rest: 'Office 365 E4' }, { why: 'samePlan', plan: 'ENTERPRISEWITHSCAL' }],
    ['a suite that is no way on', { rest: 'Office 365 E1' }, { why: 'unknownPlan', plan: 'STANDARDPACK' }],
  ])('are refused before it is asked who goes there, where the rest would go to %s', (_, said, refusal) => {
    for (const who of [{ people: 'x' }, { count: 4 }])
      expect(ask(choosing(), { ...said, ...who })).toEqual({
        is: 'unchanged',
        refusal: expect.objectContaining(refusal),
      });
  });

  it('are asked for among no more than five that may be meant', () => {
    const decision = ask(choosing(), { rest: 'no Teams', people: 'x' });
    expect(decision).toMatchObject({ refusal: { why: 'severalPlans', said: 'no Teams' } });
    const refusal = decision.is === 'unchanged' ? decision.refusal : undefined;
    expect(refusal?.why === 'severalPlans' && refusal.plans.map((plan) => /no.Teams|w\/o.Teams/.test(plan))).toEqual(
      Array(5).fill(true),
    );
  });

  it('may be an owned one, which is meant before all that the tenant does not own', () => {
    const named = { plan: 'E5 no Teams', people: 'x' };
    expect(ask(choosing(), named, found(10))).toMatchObject({ refusal: { why: 'severalPlans' } });
    expect(ask(choosing({ owned }), named, found(10))).toMatchObject({
      run: { plan: noTeams, lacks, split: { plan: noTeams, rest: 'SPE_E3', bought: [] } },
    });
  });

  it('are none of a suite that is not owned where another one is', () => {
    const others = owned.filter(({ sku }) => sku !== noTeams);
    expect(ask(choosing({ owned: others }), { rest: noTeams, count: 4 })).toMatchObject({
      refusal: { why: 'unknownPlan', plan: noTeams },
    });
  });
});

describe('those who go to the first of two plans', () => {
  it.each<[string, Partial<Split>]>([
    ['a group', { group: 'Sales' }],
    ['a department', { department: 'Sales' }],
    ['their names', { people: 'Adele Vance' }],
  ])('are told by %s, without a number of them', (_, who) => {
    expect(ask(choosing(), who, found(10))).toMatchObject({ is: 'changed', run: { split: { named: 10 } } });
  });

  it('are not told by the number none', () => {
    expect(ask(choosing(), { count: 0 })).toMatchObject({ refusal: { why: 'splitHow' } });
  });
});

describe('a plan that is sold to large customers, or to small ones, only', () => {
  const large = 'Microsoft_365_E5';
  const enterprise = { sku: 'SPE_E3', skuId: 'e3', seats: 600, assigned: 600 };
  const business = { sku: 'O365_BUSINESS_PREMIUM', assigned: 400, seats: 400 };

  it('is measured by how many go there, once that is known', () => {
    const to = (people: number) =>
      ask(choosing(enterprise), { plan: 'SPE_E5', rest: large, people: 'x' }, found(people));
    expect(to(100).is).toBe('changed');
    expect(to(101)).toMatchObject({ refusal: { why: 'tooFewSeats', plan: large, seats: 499, least: 500 } });
    expect(ask(choosing(enterprise), { rest: large, count: 300 })).toMatchObject({ refusal: { why: 'whoIsFirst' } });
  });

  it('is measured where another plan is owned, and not where it is owned itself', () => {
    const to = (sku: string) =>
      ask(
        choosing({ ...business, owned: [purchase(sku, [])] }),
        { plan: 'SPE_E3', rest: 'SPB', people: 'x' },
        found(9),
      );
    expect(to('SPE_E3')).toMatchObject({ refusal: { why: 'tooManySeats', plan: 'SPB' } });
    expect(to('SPB').is).toBe('changed');
  });
});
