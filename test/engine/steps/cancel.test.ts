import { describe, expect, it } from '@jest/globals';
import { cancel } from '../../../src/engine/steps/cancel.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { aSource, aSubscription, at, available, now, runIn } from '../../support/runs.js';
import { aSubscription as newSubscription, someUnits } from '../../upgrade/tenant-facts.js';
import { inTenant } from './in-tenant.js';

/** The old plan is ended only where the domain says so twice, each of its subscriptions, and is read afterwards. */

type Facts = Parameters<typeof inTenant>[0];
type Cancelling = Extract<RunState, { is: 'cancelling' }>;

const clearSince = new Date(now.getTime() - 10_000).toISOString();
const two = [aSubscription(), aSubscription({ id: 'second', commerceId: null })];

function confirmed(state: Partial<Cancelling> = {}, subscriptions: Subscription[] = two): Run {
  const confirmedBy = { id: 'megan', name: 'Megan Bowen' };
  const is: Cancelling = {
    is: 'cancelling',
    since: at,
    nextAt: at,
    confirmedBy,
    confirmedAt: at,
    clearSince,
    sent: false,
  };
  const assessment = available({ source: aSource({ subscriptions }) });
  return { ...runIn.cancelling(), snapshot: null, assessment, cancelSent: false, state: { ...is, ...state } };
}

/** Takes the step where nobody holds the old plan any more; what was ended, and by what key. */
async function take(run: Run, { subscriptions = two, ...facts }: Facts = {}) {
  const ended: string[][] = [];
  const rows = [...subscriptions, newSubscription({ sku: 'ENTERPRISEPREMIUM' })];
  const tenant = inTenant({
    skus: [someUnits({ assigned: 0, enabled: 50 }), someUnits({ sku: 'ENTERPRISEPREMIUM', assigned: 25 })],
    subscriptions: rows,
    ...facts,
    commerce: {
      async end(...what) {
        ended.push(what);
        for (const row of rows) if ((row.commerceId ?? row.id) === what[1]) row.status = 'Suspended';
      },
      ...facts.commerce,
    },
  });
  const after = await tenant.take(cancel, structuredClone(run));
  return { ...tenant, after, ended };
}
const rows = () => structuredClone(two);

describe('the old plan', () => {
  it('is ended where nothing spoke against it twice: each subscription of it by its id, and read afterwards', async () => {
    const { happened, ended, after } = await take(confirmed(), { subscriptions: rows() });
    expect(happened).toEqual(['beforeEnding', 'end', 'end', 'oldPlan']);
    expect(ended).toEqual([
      ['contoso', 'c0ffee00-0000-4000-8000-000000000001', 'run-1'],
      ['contoso', 'second', 'run-1'],
    ]);
    expect(after).toMatchObject({ state: { is: 'completed' }, cancelled: [two[0]?.id, 'second'] });
  });

  it.each<[string, Run, Facts]>([
    ['it is looked at for the first time', confirmed({ clearSince: null }), {}],
    ['whoever confirmed it may not end it any more', confirmed(), { roles: ['globalReader'] }],
    ['it was confirmed too long ago', confirmed({ confirmedAt: '2026-03-01T00:00:00Z' }), {}],
    ['the new plan is not there', confirmed(), { skus: [someUnits({ assigned: 0 })] }],
    ['licences of it are counted', confirmed(), { skus: [someUnits(), someUnits({ sku: 'ENTERPRISEPREMIUM' })] }],
    [
      'the run has gone elsewhere',
      confirmed(),
      { meanwhile: (_found, run) => ({ ...run, state: runIn.kept().state }) },
    ],
  ])('is not ended where %s', async (_where, run, facts) => {
    const { happened, ended } = await take(run, facts);
    expect([happened, ended]).toEqual([['beforeEnding'], []]);
  });

  it('is not ended where what became of one subscription of it is not known', async () => {
    const unknown = [aSubscription({ status: 'Unknown' }), aSubscription({ id: 'second', status: 'Suspended' })];
    const { happened, after } = await take(confirmed(), { subscriptions: unknown });
    expect(happened).toEqual(['beforeEnding']);
    expect(after.holdup).not.toBeNull();
  });

  it('is not ended again where it has ended', async () => {
    const gone = rows().map((row) => ({ ...row, status: 'Suspended' as const }));
    const { happened, after } = await take(confirmed(), { subscriptions: gone });
    expect(happened).toEqual(['oldPlan']);
    expect(after.state.is).toBe('completed');
  });

  it('is ended in the name of whoever confirmed it, by what is read of every plan and of everyone', async () => {
    const asked: string[] = [];
    const rolesOf = async (_tenant: string, id: string) => {
      asked.push(id);
      return ['globalAdministrator' as const];
    };
    const { told } = await take(confirmed({ clearSince: null }), { directory: { rolesOf } });
    expect(asked).toEqual(['megan']);
    expect(told).toMatchObject([
      {
        seen: {
          old: { active: [{ id: two[0]?.id }, { id: 'second' }] },
          newPlans: [{ units: { sku: 'ENTERPRISEPREMIUM' } }],
          holding: { users: 0, groups: 0, counted: 0 },
          roles: ['globalAdministrator'],
        },
      },
    ]);
  });
});
