import { describe, expect, it } from '@jest/globals';
import type { EventName } from '../../../src/upgrade/run/events.js';
import { mayGoWithTenant, overSince, withoutFollower } from '../../../src/upgrade/run/forgetting.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, aSchedule, at, runIn } from '../../support/runs.js';

const later = '2026-05-01T00:00:00.000Z';
const since = (run: Run) => overSince(run)?.toISOString();
const told = (what: EventName) => [{ at: later, by: null, what, details: {} }];
const runsOut = (more: Partial<Run> = {}): Run => ({
  ...runIn.completed(),
  state: {
    is: 'completed',
    at,
    oldPlanKept: false,
    oldPlan: { is: 'runsOut', until: later, told: true },
    nextAt: later,
  },
  ...more,
});
const ran = { is: 'completed', at, oldPlanKept: false, oldPlan: { is: 'runsOut', until: later, told: true } } as const;

describe('a run is over', () => {
  it('since it ended, or since its old plan was seen to run out or to renew after that', () => {
    const opened = { openedAt: '2026-03-01T00:00:00.000Z' };
    for (const is of ['completed', 'stopped', 'handedOver'] as const)
      expect(since({ ...runIn[is](), ...opened })).toBe(new Date(at).toISOString());
    for (const what of ['ranOut', 'renewed'] as const)
      expect(since(runsOut({ state: ran, audit: told(what) }))).toBe(later);
    expect(since(runsOut({ state: ran, audit: told('follow') }))).toBe(new Date(at).toISOString());
  });

  it('not while its old plan is still to run out, nor while anything waits in it', () => {
    expect(since(runsOut())).toBeUndefined();
    for (const is of ['kept', 'paused', 'needsAttention', 'manualCancel', 'cart'] as const)
      expect(since(runIn[is]())).toBeUndefined();
  });
});

describe('a run goes with its tenant', () => {
  const questions = ['assessed', 'choosingPlan', 'beforeYouBegin', 'manualBuy', 'cart', 'checkout'] as const;
  const others = (Object.keys(runIn) as RunState['is'][]).filter(
    (is) => !(questions as readonly string[]).includes(is),
  );

  it.each(questions)('where it was only a question: %s', (is) => {
    expect(mayGoWithTenant(runIn[is]())).toBe(true);
  });

  it.each<[string, Partial<Run>]>([
    ['an order', { order: anOrder() }],
    ['an earlier order', { earlierOrders: [anOrder({ outcome: 'declined' })] }],
    ['what people had', { snapshot: runIn.ordering().snapshot }],
    ['a time that was chosen', { schedule: aSchedule() }],
    ['an old plan that was ended', { cancelled: ['old'] }],
    ['an end of the old plan that was sent', { cancelSent: true }],
  ])('not where there is %s', (_, more) => {
    expect(mayGoWithTenant({ ...runIn.checkout(), ...more })).toBe(false);
  });

  it.each(others)('else only where it is over: %s', (is) => {
    const bare = { order: null, earlierOrders: [], snapshot: null, schedule: null, cancelled: [], cancelSent: false };
    const isOver = ['completed', 'stopped', 'handedOver'].includes(is);
    expect(mayGoWithTenant({ ...runIn[is](), ...bare })).toBe(isOver);
  });

  it('not while its old plan is still to run out', () => {
    expect(mayGoWithTenant(runsOut())).toBe(false);
  });
});

describe('somebody who is forgotten', () => {
  const run: Run = { ...runIn.cart(), followers: ['alex', 'megan'], left: ['adele'], audit: told('follow') };

  it('is told of nothing more, and the others are', () => {
    expect(withoutFollower(run, 'megan')).toEqual({ ...run, followers: ['alex'] });
    expect(withoutFollower(run, 'adele')).toEqual({ ...run, left: [] });
  });

  it('leaves a run alone that never told them anything', () => {
    expect(withoutFollower(run, 'isaiah')).toBe(run);
  });
});
