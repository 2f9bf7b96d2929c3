import { describe, expect, it } from '@jest/globals';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import type { SourceFound } from '../../../src/upgrade/tenant/assessment.js';
import { aVerification, oldPlanActive, oldPlanGone, oldPlanRunningOut } from '../../support/findings.js';
import { aRun, aSource, available, guided, now, runIn } from '../../support/runs.js';

const ask = (run: Run, command: Command) =>
  decide(run, {
    command,
    actor: { id: 'alex', name: 'Alex Wilber' },
    roles: ['globalAdministrator'],
    revision: run.revision,
    now,
    newKey: () => 'key',
  });

describe('seats that will not last', () => {
  const tried = { subscriptionId: 'tried', sku: 'SPE_E3', seats: 30, free: 30 };
  const owning = (owned: SourceFound['owned']): Run => ({
    ...runIn.manualBuy(),
    assessment: available({ source: { ...aSource(), owned } }),
  });
  const trial = owning([{ ...tried, because: 'trial', until: '2026-04-01T00:00:00Z' }]);

  it('are not used before somebody says that they are to be', () => {
    expect(ask(trial, { do: 'useSubscription', subscription: 'tried' })).toMatchObject({
      is: 'unchanged',
      refusal: { why: 'passingSeats', because: 'trial', until: '2026-04-01T00:00:00Z' },
    });
    const used = ask(trial, { do: 'useSubscription', subscription: 'tried', accept: true });
    expect(used).toMatchObject({ run: { state: { is: 'manualVerify' }, accepted: ['tried'] } });
  });

  it('need no such word where they last', () => {
    expect(ask(owning([tried]), { do: 'useSubscription', subscription: 'tried' })).toMatchObject({
      run: { state: { is: 'manualVerify' }, accepted: [] },
    });
  });

  const verifying = (because: 'trial' | 'suspended'): Run => {
    const run = runIn.manualVerify();
    const passing = [{ subscriptionId: 'tried', seats: 30, because, until: null }];
    return { ...run, state: { ...run.state, seen: aVerification({ seats: 0, passing }) } as Run['state'] };
  };

  it('can be taken when they are found in step 2', () => {
    const command = { do: 'useSubscription', subscription: 'tried' } as const;
    expect(ask(verifying('trial'), command)).toMatchObject({ refusal: { why: 'passingSeats' } });
    expect(ask(verifying('trial'), { ...command, accept: true })).toMatchObject({ run: { accepted: ['tried'] } });
  });

  it('cannot be taken where nobody can have them, or they are no purchase of the plan', () => {
    const refused = { refusal: { why: 'unknownSubscription' } };
    const take = (subscription: string) => ({ do: 'useSubscription', subscription, accept: true }) as const;
    expect(ask(verifying('suspended'), take('tried'))).toMatchObject(refused);
    expect(ask(verifying('trial'), take('other'))).toMatchObject(refused);
    expect(ask(runIn.manualVerify(), take('tried'))).toMatchObject(refused);
  });
});

describe('what step 4 can be', () => {
  it('is known before anybody is moved', () => {
    const termsOfOld = { autoRenew: true, endsAt: '2026-11-01T00:00:00Z', cancellation: { is: 'over' }, refund: null };
    const found = { found: 'verification', seen: aVerification(), termsOfOld } as never;
    expect(advance(runIn.manualVerify(), found, now).termsOfOld).toEqual(termsOfOld);
  });
});

describe('recurring billing that an admin turned off', () => {
  const off = { do: 'taskDone', renewal: 'off' } as const;
  const cancelling = (): Run => ({ ...guided('cancel'), path: 'manual' });

  it('ends the upgrade with the day until which the old plan is billed, on the word of the admin', () => {
    const decision = ask(cancelling(), off);
    expect(decision).toMatchObject({ run: { state: { is: 'completed', oldPlan: { is: 'runsOut', told: true } } } });
  });

  it('is no answer to another task', () => {
    expect(ask(guided('cart'), off)).toMatchObject({ refusal: { why: 'notNow' } });
    expect(ask(aRun(), off)).toMatchObject({ refusal: { why: 'notNow' } });
  });
});

describe('an old plan that is to run out', () => {
  const runsOut = { is: 'runsOut', until: '2026-03-02T00:00:00Z', told: false } as const;
  const watching = (): Run => ({
    ...runIn.completed(),
    state: {
      is: 'completed',
      at: '2026-01-02T00:00:00Z',
      oldPlanKept: false,
      oldPlan: runsOut,
      nextAt: now.toISOString(),
    },
    notices: [],
  });
  const later = (days: number) => new Date(Date.parse(runsOut.until) + days * 24 * 3_600_000);
  const found = (stands: typeof oldPlanGone) => ({ found: 'oldPlan', stands }) as const;

  it('is told when it has', () => {
    const run = advance(watching(), found(oldPlanGone), later(1));
    expect(run.state).toMatchObject({ oldPlan: { is: 'ended' } });
    expect(run.notices.map(({ what }) => what)).toEqual(['ranOut']);
  });

  it('is looked at again where it goes on for a while, and told as renewed where it goes on for good', () => {
    expect(advance(watching(), found(oldPlanActive), later(2)).notices).toEqual([]);
    const run = advance(watching(), found(oldPlanActive), later(3));
    expect(run.state).toMatchObject({ oldPlan: { is: 'renewed' } });
    expect(run.notices.map(({ what }) => what)).toEqual(['renewed']);
  });

  it('is never told as renewed while it is not renewed', () => {
    const run = advance(watching(), found(oldPlanRunningOut(runsOut.until)), later(40));
    expect(run.notices).toEqual([]);
    expect(run.state).toMatchObject({ oldPlan: runsOut, nextAt: expect.any(String) });
  });
});
