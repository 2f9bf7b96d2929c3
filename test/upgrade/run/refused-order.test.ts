import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { whyNot } from '../../../src/upgrade/run/possible.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { anOrder, now, someWork } from '../../support/runs.js';
import { done, minutesOn, read, sending, turnedAway, unsent } from './order-steps.js';

/** An order that Microsoft turns away: it is not sent again by itself, and the run is free as soon as nothing may come of it. */

const refusal = { is: 'refused', code: '800069', text: 'Order failed Risk Management check' } as const;
const refused = (run = unsent(), at = now): Run => turnedAway(sending(run, at), refusal, at);

const anotherPlan: Command = { do: 'choosePlan', plan: 'SPE_E3' };

describe('an order that was refused', () => {
  it('is over, in Microsoft’s words, and the run stands at checkout', () => {
    const run = refused();
    expect(run.state).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'orderDeclined', code: '800069', text: 'Order failed Risk Management check' },
      resume: { is: 'checkout' },
    });
    expect(run.order).toBeNull();
    expect(run.earlierOrders).toMatchObject([{ outcome: 'declined' }]);
    expect(run.state).not.toHaveProperty('nextAt');
  });

  it.each<[string, Command, Partial<Run>]>([
    ['back at checkout, to pay in another way', { do: 'retry' }, { state: { is: 'checkout' } }],
    ['with another plan', anotherPlan, { plan: 'SPE_E3', state: { is: 'beforeYouBegin' } }],
    ['in the manual way', { do: 'upgradeManually' }, { path: 'manual', state: { is: 'choosingPlan' } }],
    ['buying in the admin center', { do: 'buyByHand' }, { path: 'manual' }],
  ])('lets the run go on %s', (_, command, expected) => {
    expect(done(refused(), command)).toMatchObject(expected);
  });

  it('lets the run be stopped', () => {
    expect(done(refused(), { do: 'stop' })).toMatchObject({ state: { is: 'stopped' }, order: null });
  });

  it('keeps what would let it through', () => {
    const run = turnedAway(sending(unsent()), { is: 'refused', code: '13605', text: 'Agreement', remedy: 'agreement' });
    expect(run.state).toMatchObject({ trouble: { is: 'orderDeclined', remedy: 'agreement' } });
  });

  it('is refused too where what it names is not there', () => {
    expect(turnedAway(sending(unsent()), { is: 'notFound' }).state).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'orderDeclined', code: 'notFound' },
    });
  });

  it('is refused too where its cart is', () => {
    expect(advance(unsent(), { found: 'problem', problem: refusal }, now).state).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'orderDeclined', code: '800069' },
    });
  });

  it('lets another plan only be chosen where nobody is on the first one, and no seats of it were bought', () => {
    expect(whyNot(refused(), anotherPlan)).toBeUndefined();
    for (const more of [
      { reassign: someWork() },
      { useSubscriptionId: 'owned' },
      { earlierOrders: [anOrder({ kind: 'purchase', outcome: 'completed' })] },
    ])
      expect(whyNot({ ...refused(), ...more }, anotherPlan)).toBeDefined();
  });

  it('lets the manual way only be taken from the automatic one', () => {
    expect(whyNot({ ...refused(), path: 'manual' }, { do: 'upgradeManually' })).toBeDefined();
  });
});

describe('an order that was refused after it may have left before', () => {
  const doubted = () => unsent({ doubtedAt: now.toISOString(), sends: 1 });

  it('is only looked for, and makes nothing else possible, for as long as it may show', () => {
    const run = refused(doubted(), minutesOn(5));
    expect(run.state).toMatchObject({ is: 'ordering', sent: true, refusal: { code: '800069' } });
    expect(run.order).not.toBeNull();
    for (const command of [anotherPlan, { do: 'upgradeManually' }, { do: 'buyByHand' }, { do: 'stop' }] as Command[])
      expect(whyNot(run, command)).toBeDefined();
    expect(read(run, { is: 'notFound' }, minutesOn(29)).state).toMatchObject({ is: 'ordering', sent: true });
  });

  it('is declined when it has not shown for half an hour', () => {
    const run = read(refused(doubted(), minutesOn(5)), { is: 'notFound' }, minutesOn(31));
    expect(run.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'orderDeclined', code: '800069' } });
    expect(run.order).toBeNull();
  });

  it('is taken when it shows meanwhile', () => {
    const run = read(refused(doubted(), minutesOn(5)), { is: 'inProgress' }, minutesOn(10));
    expect(run.state.is).toBe('transition');
  });
});

describe('an order that a missing right keeps back', () => {
  const denied = (mendedBy?: 'operator') =>
    turnedAway(sending(unsent()), { is: 'denied', needs: 'Partner Center: GDAP', ...(mendedBy ? { mendedBy } : {}) });

  it('waits for the right, says who mends it, and can be given up', () => {
    const run = denied('operator');
    expect(run.state).toMatchObject({
      is: 'needsAttention',
      trouble: { is: 'denied', mendedBy: 'operator' },
      resume: { is: 'ordering', sent: false },
    });
    expect(done(run, { do: 'stop' })).toMatchObject({ state: { is: 'stopped' }, order: null });
    const byHand = { path: 'manual', order: null, earlierOrders: [{ outcome: 'lapsed' }] };
    expect(done(run, { do: 'buyByHand' })).toMatchObject(byHand);
  });

  it('is not given up while it may have left before', () => {
    const run = turnedAway(sending(unsent({ doubtedAt: now.toISOString() })), { is: 'denied', needs: 'X' });
    expect(whyNot(run, { do: 'buyByHand' })).toBeDefined();
  });

  it('goes on by itself, under its own key, when the right is there', () => {
    const before = denied();
    const run = advance(before, { found: 'permission', granted: true }, minutesOn(60));
    expect(run.state).toMatchObject({ is: 'ordering', sent: false });
    expect(run.order?.key).toBe(before.order?.key);
  });
});

describe('a confirmation that is more than a day old', () => {
  const tomorrow = minutesOn(24 * 60 + 1);

  it('sends no order: the run is back at checkout, and somebody is told', () => {
    const run = sending(unsent(), tomorrow);
    expect(run.state).toEqual({ is: 'checkout' });
    expect(run.order).toBeNull();
    expect(run.earlierOrders).toMatchObject([{ outcome: 'lapsed' }]);
    expect(run.notices.at(-1)).toMatchObject({ what: 'confirmOrder' });
    expect(run.audit.at(-1)).toMatchObject({ what: 'orderLapsed' });
  });

  it('still sends it on the last minute of the day', () => {
    expect(sending(unsent(), minutesOn(24 * 60)).state).toMatchObject({ is: 'ordering', sent: true });
  });

  it('does not count from when it was scheduled, but from when it was confirmed', () => {
    const run = unsent();
    const order = { ...anOrder(), placedAt: minutesOn(-23 * 60).toISOString() };
    expect(sending({ ...run, order }, minutesOn(61)).state.is).toBe('checkout');
  });

  it.each<[string, Problem]>([
    ['busy', { is: 'busy', retryAfterMs: undefined }],
    ['not to be reached', { is: 'unreachable' }],
    ['reviewing the account', { is: 'underReview', code: '800073', text: '' }],
  ])('has ended when Microsoft is found %s after it', (_, problem) => {
    expect(advance(unsent(), { found: 'problem', problem }, tomorrow).state.is).toBe('checkout');
    expect(advance(unsent(), { found: 'problem', problem }, minutesOn(60)).state.is).not.toBe('checkout');
  });

  it('waits first for what may have left to show', () => {
    const left = unsent({ doubtedAt: minutesOn(24 * 60 - 10).toISOString(), sends: 1 });
    const looking = sending(left, tomorrow);
    expect(looking.state).toMatchObject({ is: 'ordering', sent: true });
    expect(read(looking, { is: 'notFound' }, minutesOn(24 * 60 + 21)).state.is).toBe('checkout');
    expect(read(looking, { is: 'completed', commerceId: 'new' }, minutesOn(24 * 60 + 5)).state.is).toBe('transition');
  });
});
