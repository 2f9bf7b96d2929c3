import { describe, expect, it } from '@jest/globals';
import type { BeforeEnding } from '../../../src/upgrade/ending/may-end.js';
import type { Commerce, Problem } from '../../../src/upgrade/ports.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { aHome, allClear } from '../../support/findings.js';
import { at, runIn } from '../../support/runs.js';
import { minutesOn } from './order-steps.js';
import { alex, ask, found, heard, told, written } from './steps.js';

/** Step 4 of the manual path, confirmed: what keeps the old plan from being ended, and who ends it. */

/** Confirmed just now; nothing has left. */
const confirmed = (more: Partial<Run> = {}): Run => ({
  ...told(runIn.manualCancel(), { do: 'cancelOld', confirm: true }),
  ...more,
});
const look = (run: Run, change: Partial<BeforeEnding> = {}, when = minutesOn(0)): Run =>
  found(run, { found: 'beforeEnding', seen: allClear(change) }, when);

describe('the old plan', () => {
  it.each<[string, Partial<BeforeEnding>, object, object]>([
    [
      'while somebody holds it',
      { holding: { users: 2, groups: 1, counted: 3 } },
      { is: 'stillHeld', users: 2, groups: 1 },
      { is: 'manualReassign' },
    ],
    [
      'while the new one carries nobody',
      { newPlans: [aHome({ status: 'Suspended' }, { status: 'Suspended', enabled: 0 })] },
      { is: 'newPlanNotReady' },
      { is: 'manualVerify' },
    ],
  ])('is not ended %s: that is told, and cleared where it belongs', (_, change, trouble, resume) => {
    const run = look(confirmed(), change);
    expect(run.state).toEqual({ is: 'needsAttention', since: at, trouble, resume });
    expect(run.cancelSent).toBe(false);
  });

  it.each<[string, Partial<BeforeEnding>, number]>([
    ['roleLost', { roles: ['licenseAdministrator'] }, 0],
    ['confirmedTooLongAgo', {}, 24 * 60 + 1],
  ])('is not ended under a confirmation that does not hold: %s', (because, change, minutes) => {
    const run = look(confirmed(), change, minutesOn(minutes));
    expect(run.state).toEqual({ is: 'manualCancel' });
    expect(heard(run)).toEqual(['confirmAgain']);
    expect(written(run)).toMatchObject({ what: because });
  });

  it('is an admin’s to end where the commerce has no API for it', () => {
    const guided = look(confirmed({ commerce: 'admin-center' }));
    expect(guided.state.is).toBe('cancelling');
    const run = look(guided, {}, minutesOn(1));
    expect(run.state).toMatchObject({ is: 'adminTask', task: 'cancel' });
    expect(written(run)).toMatchObject({ what: 'cancelByHand' });
    expect(run.cancelSent).toBe(false);
  });

  it.each<[Commerce['form'], Problem, boolean]>([
    ['billing-account', { is: 'denied', needs: undefined, mendedBy: 'operator' }, true],
    ['billing-account', { is: 'denied', needs: 'Billing.ReadWrite' }, false],
    ['billing-account', { is: 'busy', retryAfterMs: undefined }, false],
    ['partner-center', { is: 'denied', needs: undefined, mendedBy: 'operator' }, false],
  ])('is an admin’s to end where Microsoft lets only a person do it on a %s: %j', (commerce, problem, isByHand) => {
    const run = found(confirmed({ commerce, cancelSent: true, attempts: 2 }), { found: 'problem', problem });
    expect(run.state.is === 'adminTask').toBe(isByHand);
    if (!isByHand) return;
    expect(run).toMatchObject({ cancelSent: false, attempts: 0, state: { task: 'cancel' } });
    expect(written(run)).toMatchObject({ what: 'cancelByHand' });
  });

  it('may still be left alone until its cancellation has left', () => {
    expect(told(confirmed(), { do: 'stop' }).state).toEqual({ is: 'stopped', at, by: alex });
    const tooLate = { is: 'unchanged', refusal: { why: 'tooLateToStop' } };
    expect(ask(confirmed({ cancelSent: true }), { do: 'stop' })).toEqual(tooLate);
    const sent = look(look(confirmed()), {}, minutesOn(1));
    expect(sent.state).toMatchObject({ is: 'cancelling', sent: true });
    expect(ask({ ...sent, cancelSent: false }, { do: 'stop' })).toEqual(tooLate);
  });
});
