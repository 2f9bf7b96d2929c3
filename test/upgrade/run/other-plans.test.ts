import { describe, expect, it } from '@jest/globals';
import { product } from '../../../src/upgrade/plans/plans.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import { aVerification } from '../../support/findings.js';
import { aSource, aSubscription, available, guided, now, runIn } from '../../support/runs.js';

const ask = (run: Run, command: Command) =>
  decide(run, {
    command,
    actor: { id: 'alex', name: 'Alex Wilber' },
    roles: ['globalAdministrator'],
    revision: run.revision,
    now,
    newKey: () => 'key',
  });
const use = (subscription: string, accept?: boolean): Command => ({
  do: 'useSubscription',
  subscription,
  ...(accept === undefined ? {} : { accept }),
});

const e5NoTeams = 'Microsoft_365_E5_(no_Teams)';
const lacks = ['MCOVOICECONF', 'TEAMS1'];
const bought = (sku: string, more: Partial<Subscription> = {}): Subscription =>
  aSubscription({ id: `bought-${sku}`, sku, skuId: product(sku)?.skuId ?? sku, ...more });
const see = (run: Run, ...listed: Subscription[]): Run => advance(run, { found: 'purchases', listed }, now);
const others = (run: Run) => (run.state.is === 'adminTask' ? run.state.others : []);

describe('a suite of another plan that an admin bought by hand', () => {
  const buying = guided('buy');

  it('is not taken by itself: it is told once, and the chosen plan is looked for as before', () => {
    const seen = see(buying, bought(e5NoTeams));
    expect(seen).toMatchObject({ plan: 'ENTERPRISEPREMIUM', state: { is: 'adminTask', task: 'buy' } });
    expect(others(seen)).toEqual([
      { subscriptionId: `bought-${e5NoTeams}`, sku: e5NoTeams, seats: 25, less: ['teams'], lacks },
    ]);
    expect(seen.notices.map(({ what }) => what)).toEqual(['otherPlanBought']);
    expect(seen.revision).toBe(buying.revision + 1);
    const again = see(seen, bought(e5NoTeams));
    expect(again.notices).toHaveLength(1);
    expect(again.revision).toBe(seen.revision);
  });

  it('is taken when somebody says so, knowing what it lacks', () => {
    const seen = see(buying, bought(e5NoTeams));
    expect(ask(seen, use(`bought-${e5NoTeams}`))).toMatchObject({
      is: 'unchanged',
      refusal: { why: 'otherPlan', plan: e5NoTeams, lacks, passing: null },
    });
    const taken = ask(seen, use(`bought-${e5NoTeams}`, true));
    expect(taken).toMatchObject({
      run: {
        plan: e5NoTeams,
        lacks,
        useSubscriptionId: `bought-${e5NoTeams}`,
        accepted: [],
        state: { is: 'manualVerify' },
      },
    });
    const details = { subscription: `bought-${e5NoTeams}`, plan: e5NoTeams, lacks: 'MCOVOICECONF, TEAMS1' };
    expect(taken.is === 'changed' && taken.run.audit.at(-1)?.details).toEqual(details);
  });

  it('is said to be passing too, before the one yes that takes it', () => {
    const seen = see(buying, bought(e5NoTeams, { isTrial: true, nextLifecycleAt: '2026-04-01T00:00:00Z' }));
    expect(ask(seen, use(`bought-${e5NoTeams}`))).toMatchObject({
      refusal: { why: 'otherPlan', passing: { because: 'trial', until: '2026-04-01T00:00:00Z' } },
    });
    expect(ask(seen, use(`bought-${e5NoTeams}`, true))).toMatchObject({ run: { accepted: [`bought-${e5NoTeams}`] } });
  });

  it('cannot be taken where people would get less of what they depend on', () => {
    const seen = see(buying, bought('STANDARDPACK'));
    const refusal = { why: 'givesLess', plan: 'STANDARDPACK', less: ['mail', 'files', 'officeApps'] };
    expect(ask(seen, use('bought-STANDARDPACK', true))).toMatchObject({ is: 'unchanged', refusal });
    expect(seen.notices.map(({ what }) => what)).toEqual(['otherPlanBought']);
  });

  it('gives way to the chosen plan, or another that Microsoft names, as soon as that shows', () => {
    const seen = see(buying, bought(e5NoTeams));
    const chosen = see(seen, bought(e5NoTeams), bought('SPE_E3'), bought('ENTERPRISEPREMIUM'));
    expect(chosen).toMatchObject({ plan: 'ENTERPRISEPREMIUM', lacks: null, state: { is: 'manualVerify' } });
    expect(see(seen, bought(e5NoTeams), bought('SPE_E3'))).toMatchObject({ plan: 'SPE_E3', lacks: null });
  });

  it('is forgotten when it is gone again', () => {
    const gone = see(see(buying, bought(e5NoTeams)));
    expect(others(gone)).toEqual([]);
    expect(ask(gone, use(`bought-${e5NoTeams}`, true))).toMatchObject({ refusal: { why: 'unknownSubscription' } });
  });

  it.each([
    ['is no suite', bought('Microsoft_Teams_Enterprise_New')],
    ['is more of the old plan', bought('ENTERPRISEWITHSCAL')],
    ['cannot be used', bought(e5NoTeams, { status: 'Suspended' })],
    ['was deleted', bought(e5NoTeams, { status: 'Deleted' })],
  ])('is not seen in what %s', (_, row) => {
    const seen = see(buying, row);
    expect(others(seen)).toEqual([]);
    expect(seen.notices).toEqual([]);
  });

  it('is not what was there before', () => {
    const source = aSource({ otherPurchases: [`bought-${e5NoTeams}`] });
    expect(others(see({ ...buying, assessment: available({ source }) }, bought(e5NoTeams)))).toEqual([]);
    // A run that did not write down what there was: nothing is taken for new but what Microsoft names as a way on.
    const unknown = { ...buying, assessment: available({ source: aSource({ otherPurchases: null }) }) };
    expect(others(see(unknown, bought(e5NoTeams)))).toEqual([]);
    expect(see(unknown, bought('SPE_E3')).plan).toBe('SPE_E3');
  });

  it('is looked for neither while the old plan is cancelled nor while licences are added', () => {
    for (const run of [guided('cancel'), guided('buy', { seatsToBuy: 2 })])
      expect(see(run, bought(e5NoTeams))).toBe(run);
  });

  it('is moved to by Microsoft where it was ordered on the Upgrade tab', () => {
    const seen = see(guided('placeOrder'), bought('MICROSOFT_365_E7'));
    const taken = ask(seen, use('bought-MICROSOFT_365_E7', true));
    expect(taken).toMatchObject({
      run: { plan: 'MICROSOFT_365_E7', lacks: ['MCOVOICECONF'], state: { is: 'transition' } },
    });
  });

  it('does not hide that what was said to be done was not found', () => {
    const said = guided('buy', {}, { saidDone: true });
    expect(see(said).state).toMatchObject({ notFoundAt: now.toISOString(), saidDone: false });
    const seen = see(said, bought(e5NoTeams));
    expect(
      see({ ...seen, state: { ...seen.state, saidDone: true } as Run['state'] }, bought(e5NoTeams)).state,
    ).toMatchObject({
      notFoundAt: now.toISOString(),
    });
  });
});

describe('an owned suite that Microsoft does not name as a way on', () => {
  const owned: SourceFound['owned'] = [{ subscriptionId: 'own', sku: e5NoTeams, seats: 30, free: 30, lacks }];
  const at = (run: Run): Run => ({ ...run, path: 'manual', assessment: available({ source: aSource({ owned }) }) });

  it('is used in step 1 when somebody says so, knowing what it lacks', () => {
    const run = at(runIn.manualBuy());
    expect(ask(run, use('own'))).toMatchObject({ refusal: { why: 'otherPlan', plan: e5NoTeams, lacks } });
    expect(ask(run, use('own', true))).toMatchObject({
      run: { plan: e5NoTeams, lacks, state: { is: 'manualVerify' } },
    });
  });

  it('can be chosen as the plan on the manual path: what it lacks is then read before anything begins', () => {
    const chosen = ask(at(runIn.choosingPlan()), { do: 'choosePlan', plan: e5NoTeams });
    if (chosen.is !== 'changed') throw new Error(chosen.is);
    expect(chosen.run).toMatchObject({ plan: e5NoTeams, lacks, state: { is: 'beforeYouBegin' } });
    const begun = ask({ ...chosen.run }, { do: 'acknowledge', understood: true });
    if (begun.is !== 'changed') throw new Error(begun.is);
    expect(ask(begun.run, use('own'))).toMatchObject({
      run: { plan: e5NoTeams, lacks, state: { is: 'manualVerify' } },
    });
  });

  it('is no plan to choose where the tab upgrades, or where it is not owned', () => {
    const refused = { refusal: { why: 'unknownPlan', plan: e5NoTeams } };
    expect(ask({ ...at(runIn.assessed()), path: null }, { do: 'choosePlan', plan: e5NoTeams })).toMatchObject(refused);
    expect(ask(runIn.choosingPlan(), { do: 'choosePlan', plan: e5NoTeams })).toEqual({ is: 'unchanged', ...refused });
  });

  it('leaves no trace when one that Microsoft names is chosen after all', () => {
    const run = { ...at(runIn.manualBuy()), plan: e5NoTeams, lacks, losingTeams: 4 };
    expect(ask(run, { do: 'choosePlan', plan: 'SPE_E3' })).toMatchObject({ run: { lacks: null, losingTeams: null } });
  });

  it('has counted who would lose Teams when people are about to be moved', () => {
    const run = { ...runIn.manualVerify(), plan: e5NoTeams, lacks };
    const seen = aVerification({ losingTeams: 7 });
    expect(advance(run, { found: 'verification', seen }, now).losingTeams).toBe(7);
  });
});
