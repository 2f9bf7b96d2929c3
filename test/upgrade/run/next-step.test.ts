import { describe, expect, it } from '@jest/globals';
import { adminTasks } from '../../../src/upgrade/run/admin-tasks.js';
import type { EventName } from '../../../src/upgrade/run/events.js';
import { cardOf, nextStepNeeds, stepOf, whoBroughtHere } from '../../../src/upgrade/run/next-step.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import type { AuditEntry } from '../../../src/upgrade/run/shape.js';
import type { Permission } from '../../../src/upgrade/tenant/roles.js';
import { aBlocker, aRun, aSchedule, aSource, at, available, blocked, guided, runIn } from '../../support/runs.js';

const needs: Record<RunState['is'], Permission | undefined> = {
  assessed: 'steer',
  choosingPlan: 'steer',
  beforeYouBegin: 'steer',
  manualBuy: 'steer',
  cart: 'buy',
  checkout: 'buy',
  scheduled: undefined,
  preparing: undefined,
  ordering: undefined,
  creditCheck: undefined,
  transition: undefined,
  restoring: undefined,
  reassigning: undefined,
  locating: undefined,
  undoing: undefined,
  cancelling: undefined,
  adminTask: 'buy',
  manualVerify: undefined,
  manualReassign: 'assign',
  manualCancel: 'buy',
  kept: 'buy',
  paused: 'steer',
  needsAttention: 'buy',
  completed: undefined,
  stopped: undefined,
  handedOver: undefined,
};

describe('what the next step needs', () => {
  it.each(Object.entries(runIn))('is known in the state %s', (state, make) => {
    expect(nextStepNeeds(make())).toBe(needs[state as RunState['is']]);
  });

  it.each(adminTasks)('is buying for the task %s in the admin center', (task) => {
    expect(nextStepNeeds(guided(task))).toBe('buy');
  });

  it('is buying where no owned subscription to the plan has room for everyone', () => {
    const owned = (sku: string, free: number) => [{ subscriptionId: 'owned-1', sku, seats: 40, free }];
    const with_ = (...of: Parameters<typeof owned>) =>
      nextStepNeeds({ ...runIn.manualBuy(), assessment: available({ source: aSource({ owned: owned(...of) }) }) });
    expect(with_('ENTERPRISEPREMIUM', 24)).toBe('buy');
    expect(with_('SPE_E3', 40)).toBe('buy');
    expect(with_('ENTERPRISEPREMIUM', 25)).toBe('steer');
  });

  it('is nothing where only time or Microsoft can clear what is in the way', () => {
    const trial = aRun({ assessment: blocked([aBlocker('TRIAL')]) });
    const several = aRun({ assessment: blocked([aBlocker('MULTIPLE_PLANS_SAME_PRODUCT')]) });
    const unpaid = aRun({ assessment: blocked([aBlocker('UNPAID_BALANCE')]) });
    expect([trial, several, unpaid].map(nextStepNeeds)).toEqual(['steer', 'steer', undefined]);
  });

  it('is buying where owned seats do not suffice, and waiting where seats were just ordered', () => {
    const late = runIn.manualVerify();
    expect(nextStepNeeds({ ...late, order: null, useSubscriptionId: 'owned-1' })).toBe('buy');
    expect(nextStepNeeds(late)).toBeUndefined();
  });

  it('is deciding anew where the chosen time has passed', () => {
    expect(nextStepNeeds({ ...runIn.scheduled(), schedule: aSchedule({ missed: true }) })).toBe('steer');
  });

  it('is deciding where trouble is not about the order', () => {
    const trouble = { is: 'denied', needs: null } as const;
    const state = { is: 'needsAttention', since: at, trouble, resume: { is: 'manualReassign' } } as const;
    expect(nextStepNeeds(aRun({ state }))).toBe('steer');
  });
});

describe('who brought a run to where it stands', () => {
  const adele = { id: 'adele', name: 'Adele Vance' };
  const entry = (what: EventName, by: AuditEntry['by'] = adele): AuditEntry => ({ at, by, what, details: {} });
  const runAfter = (...audit: AuditEntry[]): Run => ({ ...runIn.cart(), audit });

  it('is whoever did something last, or the engine', () => {
    expect(whoBroughtHere(runAfter(entry('check'), entry('acknowledge')))).toEqual({ by: adele });
    expect(whoBroughtHere(runAfter(entry('acknowledge'), entry('reassigned', null)))).toEqual({ by: null });
  });

  it('is not changed by who is told or asked', () => {
    const beside = [entry('handover', null), entry('follow', null), entry('unfollow', null)];
    expect(whoBroughtHere(runAfter(entry('acknowledge'), ...beside))).toEqual({ by: adele });
  });

  it('is nobody after a mere look, and in a run that is over', () => {
    expect(whoBroughtHere(runAfter(entry('check')))).toBeUndefined();
    expect(whoBroughtHere(runAfter(entry('check'), entry('assessed', null)))).toBeUndefined();
    expect(whoBroughtHere(runAfter())).toBeUndefined();
    expect(whoBroughtHere({ ...runIn.completed(), audit: [entry('completed', null)] })).toBeUndefined();
  });
});

describe('where a run stands on its path', () => {
  const troubled = (path: Run['path'], resume: Extract<RunState, { is: 'needsAttention' }>['resume']): Run => ({
    ...runIn.needsAttention(),
    path,
    state: { is: 'needsAttention', since: at, trouble: { is: 'unexpected', text: 'A surprise.' }, resume },
  });

  it.each<[Run, string, number, number]>([
    [runIn.assessed(), 'assess', 1, 9],
    [{ ...runIn.assessed(), path: 'manual' }, 'assess', 1, 8],
    [runIn.checkout(), 'checkout', 5, 9],
    [{ ...runIn.checkout(), path: 'manual' }, 'buy', 4, 8],
    [runIn.preparing(), 'order', 6, 9],
    [runIn.completed(), 'done', 9, 9],
    [troubled('manual', { is: 'manualReassign' }), 'reassign', 6, 8],
    [troubled('automatic', { is: 'preparing', since: at, nextAt: at, before: 'guide' }), 'beforeYouBegin', 3, 9],
    [guided('placeOrder'), 'order', 6, 9],
  ])('is the step of its state, or of where it goes on: %#', (run, step, place, of) => {
    expect(stepOf(run)).toEqual({ step, place, of });
  });

  it('is shown by the card of its state, or of what was found', () => {
    expect(cardOf(runIn.cart())).toBe('cart');
    const cards = [aRun(), aRun({ assessment: blocked([aBlocker('TRIAL')]) })].map(cardOf);
    expect(new Set(cards).size).toBe(2);
  });
});
