import { describe, expect, it } from '@jest/globals';
import type { Problem } from '../../../src/upgrade/ports.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { isDoubted } from '../../../src/upgrade/run/states/ordering.js';
import { anOrder, at, runIn } from '../../support/runs.js';
import { minutesOn, read, sending, turnedAway, unsent } from './order-steps.js';
import { found, heard, written } from './steps.js';

/** An order of which it is not known whether it arrived, and one that meets something before it leaves. */

type Ordering = Extract<RunState, { is: 'ordering' }>;
const state = (run: Run) => run.state as Ordering;
const sent = (more: Partial<Ordering> = {}, order: Partial<Run> = {}): Run => ({
  ...unsent({ sent: true, sends: 1, sentAt: at, ...more }),
  ...order,
});
const iso = (minutes: number): string => minutesOn(minutes).toISOString();
const notFound = { is: 'notFound' } as const;
const tomorrow = minutesOn(24 * 60 + 1);

describe('an order', () => {
  it.each<[string, Partial<Ordering>, boolean]>([
    ['has not left', { sent: false }, false],
    ['has just left', {}, false],
    ['was looked for in vain', { settlingReads: 1 }, true],
    ['is to be sent anew after it was looked for in vain', { sent: false, doubtedAt: at }, true],
    ['was sent anew', { doubtedAt: at }, true],
    ['was looked for in vain and has shown since', { settlingReads: 2, seen: true }, false],
    ['has not left again, whatever was looked for before', { sent: false, settlingReads: 1 }, false],
  ])('is in doubt, or not, when it %s', (_, more, expected) => {
    expect(isDoubted(state(sent(more)))).toBe(expected);
  });

  const late: Found[] = [
    { found: 'cart', cartId: 'another' },
    { found: 'decider', roles: [] },
  ];
  it.each<[string, Run, Found[]]>([
    ['what comes before it leaves, once it has left', sent(), late],
    ['that it was turned away, before it left', unsent(), [{ found: 'turnedAway', problem: { is: 'notFound' } }]],
    [
      'that it was turned away, once it was seen',
      sent({ seen: true }),
      [
        { found: 'turnedAway', problem: { is: 'notFound' } },
        { found: 'notTaken', retryAfterMs: undefined },
      ],
    ],
    [
      'anything of an order, where there is none',
      { ...unsent(), order: null },
      [...late, { found: 'sending' }, { found: 'order', status: { is: 'declined', code: '1', text: '' } }],
    ],
  ])('is not changed by %s', (_, run, findings) => {
    for (const finding of findings) expect(found(run, finding)).toEqual(run);
  });

  it('counts the sendings that may have arrived', () => {
    const notTaken = (sends: number) => state(found(sent({ sends }), { found: 'notTaken', retryAfterMs: undefined }));
    expect([notTaken(3), notTaken(1), notTaken(0)].map(({ sends }) => sends)).toEqual([2, 0, 0]);
  });
});

describe('an order that is not found', () => {
  const lookedFor = (more: Partial<Ordering>) => read(sent({ settlingReads: 3, ...more }), notFound, minutesOn(2));

  it('is sent anew twice, under its key, from the moment that settles that it did not arrive', () => {
    const run = lookedFor({ sends: 2 });
    const again = { sent: false, settlingReads: 0, sentAt: null, doubtedAt: at, nextAt: iso(2) };
    expect(run.state).toEqual({ ...state(sent({ sends: 2 })), ...again });
  });

  it.each<[string, Partial<Ordering>, string]>([
    ['since it left last', { sentAt: iso(-5), since: iso(-50) }, iso(-5)],
    ['since it began where that is not known', { sentAt: null, since: iso(-50) }, iso(-50)],
  ])('is a person’s to look at after it was sent three times: %s', (_, more, since) => {
    const run = lookedFor({ ...more, sends: 3 });
    expect(run.state).toMatchObject({ is: 'needsAttention', trouble: { is: 'orderUnsettled', since } });
    const { resume } = run.state as Extract<RunState, { is: 'needsAttention' }>;
    expect(resume).toEqual({ ...state(sent(more)), sends: 0, settlingReads: 0 });
    expect(heard(run)).toEqual(['needsAttention']);
  });

  const refused = (minutes: number): Run =>
    turnedAway(sent({ doubtedAt: at, since: iso(-120) }), { is: 'refused', code: '1', text: 'No' }, minutesOn(minutes));

  it('is looked for after a refusal, ever more rarely since it may have left', () => {
    expect(refused(12).state).toMatchObject({ is: 'ordering', sent: true, nextAt: iso(15) });
  });

  it('is taken not to have arrived half an hour after it may have left', () => {
    expect(refused(29.9).state.is).toBe('ordering');
    expect(refused(30).state).toMatchObject({ is: 'needsAttention', trouble: { is: 'orderDeclined', code: '1' } });
  });
});

describe('an order that meets something before it leaves', () => {
  it.each<[Problem, object]>([
    [
      { is: 'busy', retryAfterMs: undefined },
      { is: 'noAnswer', how: 'busy' },
    ],
    [{ is: 'unreachable' }, { is: 'noAnswer', how: 'silent' }],
    [{ is: 'unknownOutcome' }, { is: 'noAnswer', how: 'silent' }],
    [{ is: 'unreadable' }, { is: 'noAnswer', how: 'unreadable' }],
    [
      { is: 'unclear', word: 'resting' },
      { is: 'unknownWord', word: 'resting' },
    ],
    [{ is: 'cartExpired' }, { is: 'noAnswer', how: 'busy' }],
  ])('waits, for as long as it is confirmed: %j', (problem, holdup) => {
    const run = found(unsent(), { found: 'problem', problem });
    expect(run).toMatchObject({ state: { is: 'ordering', sent: false }, holdup });
    const lapsed = found(unsent(), { found: 'problem', problem }, tomorrow);
    expect(lapsed.state).toEqual({ is: 'checkout' });
    expect(written(lapsed)).toMatchObject({ what: 'orderLapsed' });
  });

  it('is refused without words where what it is of is not there', () => {
    const run = found(unsent(), { found: 'problem', problem: notFound });
    expect(run.state).toMatchObject({ trouble: { is: 'orderDeclined', code: 'notFound', text: '' } });
  });

  it('is an admin’s to place where Microsoft takes it on a billing account from a person alone', () => {
    const denied: Problem = { is: 'denied', needs: undefined, mendedBy: 'operator' };
    const run = (commerce: Run['commerce']): Run => ({
      ...unsent(),
      ...{ commerce, path: 'manual', order: anOrder({ kind: 'purchase' }) },
    });
    const byHand = found(run('billing-account'), { found: 'problem', problem: denied });
    expect(byHand.state).toMatchObject({ is: 'adminTask', task: 'buy' });
    expect(found(run('partner-center'), { found: 'problem', problem: denied }).state.is).toBe('needsAttention');
  });

  const priced = { minor: 57_000, currency: 'SEK' };
  it.each([
    ['goes on where it was not known what it costs', null, priced, 'ordering'],
    [
      'is asked for again where it costs as much of another currency',
      priced,
      { ...priced, currency: 'NOK' },
      'checkout',
    ],
  ] as const)('and whose cart had expired %s', (_, price, cost, is) => {
    const order = anOrder({ kind: 'purchase', cartId: 'one', cartExpired: true, price });
    expect(found({ ...unsent(), order }, { found: 'cart', cartId: 'two', price: cost }).state.is).toBe(is);
  });
});

describe('an order that is being carried out', () => {
  it('is not held up any more once Microsoft says so in a word that is known', () => {
    const purchase: Run = { ...sent(), path: 'manual', order: anOrder({ kind: 'purchase' }) };
    const unclear = read(purchase, { is: 'unclear', word: 'resting' });
    expect(unclear).toMatchObject({ holdup: { is: 'unknownWord' }, state: { sent: true, seen: true } });
    expect(read(unclear, { is: 'inProgress' })).toMatchObject({ holdup: null, state: { is: 'ordering', seen: true } });
  });

  it('is followed while Microsoft moves people, unless it was placed by hand', () => {
    const moving = runIn.transition();
    const later = read(moving, notFound, minutesOn(40));
    expect(later).toEqual({ ...moving, state: { ...moving.state, nextAt: iso(50) } });
    for (const status of [{ is: 'declined', code: '1', text: '' }, notFound, { is: 'unclear', word: 'x' }] as const)
      expect(read({ ...moving, order: null }, status)).toEqual({ ...moving, order: null });
  });

  it('says when its second product left with it, where there is one', () => {
    const beside = {
      plan: 'TEAMS_ENTERPRISE',
      quantity: 7,
      price: null,
      sentAt: null,
      refusal: null,
      refusalOfFirst: null,
    };
    const both = sending({ ...unsent(), order: anOrder({ kind: 'purchase', beside }) }, minutesOn(3));
    expect(both.order?.beside).toEqual({ ...beside, sentAt: iso(3) });
    expect(sending(unsent(), minutesOn(3)).order).toEqual(unsent().order);
  });
});
