import { describe, expect, it } from '@jest/globals';
import fc from 'fast-check';
import { targetSkus } from '../../../src/upgrade/plans/plans.js';
import type { OrderStatus, Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide, permissionTo } from '../../../src/upgrade/run/decide.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import { isOver, type OrderRecord, type Run, type RunState, runSchema } from '../../../src/upgrade/run/run.js';
import type { Verification } from '../../../src/upgrade/run/verification.js';
import { may, type Role } from '../../../src/upgrade/tenant/roles.js';
import {
  allClear,
  aVerification,
  nobodyHolds,
  oldPlanActive,
  oldPlanGone,
  snapshotFound,
  transitionDone,
} from '../../support/findings.js';
import { openRun } from '../../support/open-run.js';

/** Whatever people click and whatever Microsoft answers, in any order, the promises of a run hold. */

const start = Date.parse('2026-03-02T08:00:00Z');

const address = {
  companyName: 'Contoso',
  addressLine1: 'Gatan 1',
  city: 'Stockholm',
  postalCode: '111 22',
  country: 'SE',
};
const command: fc.Arbitrary<Command> = fc.oneof(
  { weight: 1, arbitrary: fc.constantFrom<Command>({ do: 'stop' }, { do: 'keepOld' }) },
  {
    weight: 20,
    arbitrary: fc.constantFrom<Command>(
      { do: 'check' },
      { do: 'upgradeManually' },
      { do: 'acknowledge', understood: true },
      { do: 'acknowledge', understood: true },
      { do: 'acknowledge', understood: false },
      { do: 'buyNew' },
      { do: 'buyMore' },
      { do: 'buyByHand' },
      { do: 'goToCheckout' },
      { do: 'goToCheckout' },
      { do: 'changeSoldTo', address },
      { do: 'changePayment', payment: 'invoice' },
      { do: 'backToCart' },
      { do: 'placeOrder' },
      { do: 'placeOrder' },
      { do: 'reassign', pilot: 0 },
      { do: 'reassign', pilot: 2 },
      { do: 'reassign', pilot: 0, people: 'Adele Vance' },
      { do: 'retryFailed' },
      { do: 'cancelOld', confirm: true },
      { do: 'cancelOld', confirm: false },
      { do: 'pause' },
      { do: 'resume' },
      { do: 'retry' },
      { do: 'schedule', date: '2026-03-02', time: '08:20', timeZone: 'UTC' },
      { do: 'schedule', date: '2026-03-02', time: '10:30', timeZone: 'UTC' },
      { do: 'unschedule' },
      { do: 'startNow' },
      { do: 'undo' },
      { do: 'follow' },
      { do: 'unfollow' },
    ),
  },
  fc.record({ do: fc.constant('choosePlan' as const), plan: fc.constantFrom(...targetSkus, 'NOSUCHPLAN') }),
  fc.record({ do: fc.constant('updateCart' as const), quantity: fc.integer({ min: -5, max: 60 }) }),
);

const work = (left: number) => ({
  total: 25,
  done: 25 - left,
  failures: [],
  failuresUnlisted: left,
  startedAt: null,
  unmapped: {},
});
const problem: fc.Arbitrary<Problem> = fc.constantFrom<Problem>(
  { is: 'busy', retryAfterMs: 1000 },
  { is: 'unreachable' },
  { is: 'unknownOutcome' },
  { is: 'denied', needs: undefined },
  { is: 'refused', code: '0', text: 'no' },
  { is: 'underReview', code: '800073', text: 'under review' },
  { is: 'unclear', word: 'resting' },
);
const status: fc.Arbitrary<OrderStatus> = fc.constantFrom<OrderStatus>(
  { is: 'notFound' },
  { is: 'underReview', of: 'order' },
  { is: 'underReview', of: 'missingPurchaseOrder' },
  { is: 'unclear', word: 'resting' },
  { is: 'inProgress' },
  { is: 'completed', commerceId: 'new' },
  { is: 'declined', code: '800069', text: 'declined' },
);
const found: fc.Arbitrary<Found> = fc.oneof(
  fc.constantFrom<Found>(
    snapshotFound(),
    snapshotFound({ people: 24 }),
    { found: 'snapshotRefreshed', taken: { generation: 1, pages: 1, people: 26, withSwitchedOff: 3 } },
    { found: 'cart', cartId: 'c' },
    { found: 'sending' },
    { found: 'notTaken', retryAfterMs: undefined },
    { found: 'transition', seen: transitionDone({ counted: 20, holding: null, old: oldPlanActive }) },
    { found: 'transition', seen: transitionDone() },
    { found: 'restored', work: work(0) },
    { found: 'progress', work: work(10) },
    { found: 'reassigned', work: work(0), holding: nobodyHolds },
    { found: 'reassigned', work: work(3), holding: { users: 3, groups: 0, counted: 3 } },
    { found: 'reassigned', work: work(0), holding: { ...nobodyHolds, counted: 10 } },
    { found: 'beforeEnding', seen: allClear() },
    { found: 'beforeEnding', seen: allClear({ holding: { users: 1, groups: 0, counted: 1 } }) },
    { found: 'beforeEnding', seen: allClear({ holding: { ...nobodyHolds, counted: 10 } }) },
    { found: 'beforeEnding', seen: allClear({ mayStill: false }) },
    { found: 'oldPlan', stands: oldPlanGone },
    { found: 'oldPlan', stands: oldPlanActive },
    { found: 'undone', work: work(0) },
    { found: 'latecomers', pages: 2, people: 27, withSwitchedOff: 3 },
    { found: 'oldPlanEnded' },
    { found: 'soon' },
    { found: 'time' },
    { found: 'time', recheck: { assessment: openRun().assessment, mayStill: true, ready: true } },
    { found: 'time', recheck: { assessment: openRun().assessment, mayStill: false, ready: true } },
    { found: 'time', recheck: { assessment: openRun().assessment, mayStill: true, ready: false } },
    { found: 'timeUnclear' },
  ),
  fc.record({ found: fc.constant('order' as const), status }),
  fc.record({ found: fc.constantFrom('problem' as const, 'turnedAway' as const), problem }),
  fc.record({
    found: fc.constant('verification' as const),
    seen: fc.record({
      active: fc.boolean(),
      seats: fc.constantFrom(10, 25),
      seatsNeeded: fc.constant(25),
      notProvisioned: fc.constantFrom<string[]>([], ['Exchange Online']),
      growable: fc.constantFrom(null, { commerceId: 'com-9', seats: 10 }),
      pending: fc.constant<string[]>([]),
      passing: fc.constant<Verification['passing']>([]),
      ending: fc.constant({ is: 'unknown' as const }),
      checkedAt: fc.constant('2026-03-02T08:00:00.000Z'),
    }),
  }),
);

/** What fits each state, so that histories come far. */
const onwards: Partial<Record<RunState['is'], readonly (Command | Found)[]>> = {
  assessed: [{ do: 'choosePlan', plan: 'SPE_E5' }, { do: 'upgradeManually' }],
  choosingPlan: [{ do: 'choosePlan', plan: 'ENTERPRISEPACK' }],
  beforeYouBegin: [
    { do: 'acknowledge', understood: true },
    { do: 'acknowledge', understood: true },
    { do: 'schedule', date: '2026-03-02', time: '10:30', timeZone: 'UTC' },
  ],
  scheduled: [{ found: 'time', recheck: { assessment: openRun().assessment, mayStill: true, ready: true } }],
  undoing: [{ found: 'undone', work: work(0) }],
  manualBuy: [{ do: 'buyNew' }],
  cart: [{ do: 'goToCheckout' }],
  checkout: [{ do: 'placeOrder' }],
  preparing: [snapshotFound()],
  ordering: [
    { found: 'sending' },
    { found: 'order', status: { is: 'underReview', of: 'order' } },
    { found: 'order', status: { is: 'completed', commerceId: 'new' } },
  ],
  creditCheck: [
    { found: 'order', status: { is: 'inProgress' } },
    { found: 'order', status: { is: 'completed', commerceId: 'n' } },
  ],
  transition: [{ found: 'transition', seen: transitionDone() }],
  restoring: [{ found: 'restored', work: work(0) }],
  manualVerify: [
    {
      found: 'verification',
      seen: aVerification(),
    },
  ],
  manualReassign: [{ do: 'reassign', pilot: 0 }],
  reassigning: [{ found: 'reassigned', work: work(0), holding: nobodyHolds }, { do: 'pause' }],
  manualCancel: [{ do: 'cancelOld', confirm: true }, { do: 'undo' }],
  cancelling: [
    { found: 'beforeEnding', seen: allClear() },
    { found: 'oldPlan', stands: oldPlanGone },
  ],
  paused: [{ do: 'resume' }, { do: 'undo' }],
  needsAttention: [{ do: 'retry' }],
};

type Happening =
  | { by: 'course'; pick: number }
  | { by: 'person'; command: Command; roles: readonly Role[]; age: number }
  | { by: 'engine'; found: Found }
  | { by: 'defect' };

const happening: fc.Arbitrary<Happening> = fc.oneof(
  { weight: 12, arbitrary: fc.record({ by: fc.constant('course' as const), pick: fc.nat(5) }) },
  {
    weight: 6,
    arbitrary: fc.record({
      by: fc.constant('person' as const),
      command,
      roles: fc.constantFrom<readonly Role[]>(
        ['globalAdministrator'],
        ['globalAdministrator'],
        ['globalAdministrator'],
        ['billingAdministrator'],
        ['licenseAdministrator'],
        ['globalReader'],
        [],
      ),
      age: fc.constantFrom(0, 0, 0, 0, 1),
    }),
  },
  { weight: 6, arbitrary: fc.record({ by: fc.constant('engine' as const), found }) },
  { weight: 1, arbitrary: fc.constant({ by: 'defect' as const }) },
);

type Played = Exclude<Happening, { by: 'course' }>;

function onCourse(planned: Happening, run: Run): Played | undefined {
  if (planned.by !== 'course') return planned;
  const options = onwards[run.state.is] ?? [];
  const option = options[planned.pick % Math.max(1, options.length)];
  if (!option) return undefined;
  return 'do' in option
    ? { by: 'person', command: option, roles: ['globalAdministrator'], age: 0 }
    : { by: 'engine', found: option };
}

/** Plays what happens, checking each step against the one before. */
function play(
  happenings: readonly Happening[],
  check: (before: Run, after: Run, happening: Played, now: Date) => void,
): Run {
  let keys = 0;
  let run = openRun();
  happenings.forEach((planned, n) => {
    const now = new Date(start + n * 5 * 60_000);
    const before = run;
    const one = onCourse(planned, run);
    if (!one) return;
    if (one.by === 'defect') run = advance(run, { found: 'defect', text: 'a defect' }, now);
    else if (one.by === 'engine') run = advance(run, one.found, now);
    else {
      const decision = decide(run, {
        command: one.command,
        actor: { id: 'p1', name: 'Alex' },
        roles: one.roles,
        revision: run.revision - one.age,
        now,
        newKey: () => `key-${++keys}`,
        named: { ok: true, ids: ['adele'] },
      });
      if (decision.is === 'changed') run = decision.run;
    }
    check(before, run, one, now);
  });
  return run;
}

const openOrders = (run: Run): OrderRecord[] =>
  [run.order, ...run.earlierOrders].filter((order) => order?.outcome === 'open') as OrderRecord[];
const anyHistory = fc.array(happening, { minLength: 1, maxLength: 60, size: 'max' });

function holds(check: (before: Run, after: Run, happening: Played, now: Date) => void, numRuns = 250): void {
  fc.assert(
    fc.property(anyHistory, (happenings) => void play(happenings, check)),
    { numRuns },
  );
}

describe('a run, whatever happens to it', () => {
  it('has at most one order under way', () => {
    holds((_before, after) => expect(openOrders(after).length).toBeLessThanOrEqual(1));
  });

  it('never changes the key of an order that may have left', () => {
    holds((before, after) => {
      if (before.state.is !== 'ordering' || !before.state.sent || !before.order) return;
      const kept = [after.order, ...after.earlierOrders].some((order) => order?.key === before.order?.key);
      expect(kept).toBe(true);
    });
  });

  it('sends an order anew only after reading found nothing, or the commerce said that nothing happened', () => {
    holds((before, after, one) => {
      if (before.state.is !== 'ordering' || !before.state.sent || after.state.is !== 'ordering' || after.state.sent)
        return;
      if (one.by !== 'engine') throw new Error('only a finding may lead to that');
      const settled =
        one.found.found === 'order' && one.found.status.is === 'notFound' && before.state.settlingReads === 3;
      expect(settled || one.found.found === 'notTaken' || one.found.found === 'turnedAway').toBe(true);
    });
  });

  it('comes to cancelling only from a confirmation by somebody who may cancel', () => {
    holds((before, after, one) => {
      if (after.state.is !== 'cancelling' || before.state.is === 'cancelling') return;
      if (one.by !== 'person') throw new Error('only a person may start it');
      const confirmed = one.command.do === 'cancelOld' && one.command.confirm && before.state.is === 'manualCancel';
      const taken =
        one.command.do === 'retry' && before.state.is === 'needsAttention' && before.state.resume.is === 'cancelling';
      expect(confirmed || taken).toBe(true);
      if (confirmed) expect(may('buy', one.roles)).toBe(true);
    });
  });

  it('changes nothing for an old card or for somebody without the role', () => {
    holds((before, after, one) => {
      if (one.by !== 'person') return;
      if (one.age > 0 || !may(permissionTo(one.command.do, before), one.roles)) expect(after).toBe(before);
    });
  });

  it('stays over once it is over, unless it is undone, and tells its followers of the end', () => {
    const livesAgain = (one: Played) => one.by === 'person' && one.command.do === 'undo';
    holds((before, after, one) => {
      if (isOver(before) && !livesAgain(one)) expect(after.state).toBe(before.state);
      else if (isOver(after)) expect(after.notices.at(-1)?.what).toBe(after.state.is);
    });
  });

  it('is undone only on the manual path, before anything of the old plan was cancelled', () => {
    holds((before, after) => {
      if (after.state.is !== 'undoing' || before.state.is === 'undoing') return;
      expect(before.path).toBe('manual');
      expect(before.cancelled).toEqual([]);
    });
  });

  it('begins by itself only after a look that allowed it, at its time and never more than an hour late', () => {
    holds((before, after, one, now) => {
      if (before.state.is !== 'scheduled' || (after.state.is !== 'preparing' && after.state.is !== 'reassigning'))
        return;
      if (one.by !== 'engine' || one.found.found !== 'time') throw new Error('only the time may begin it');
      expect(one.found.recheck?.mayStill).toBe(true);
      expect(now.getTime() - Date.parse(before.schedule?.at ?? '')).toBeLessThanOrEqual(3_600_000);
    });
  });

  it('grows its revision with every change of what is offered, and never shrinks it', () => {
    holds((before, after) => {
      if (after.state.is !== before.state.is) expect(after.revision).toBe(before.revision + 1);
      else expect(after.revision).toBeGreaterThanOrEqual(before.revision);
    });
  });

  it('writes every change of state into its audit', () => {
    holds((before, after) => {
      if (after.state.is !== before.state.is) expect(after.audit.length).toBeGreaterThan(before.audit.length);
    });
  });

  it('can always be kept and read again', () => {
    holds((before, after) => {
      if (after.state.is !== before.state.is) expect(runSchema.parse(JSON.parse(JSON.stringify(after)))).toEqual(after);
    }, 60);
  });

  it('reaches an end on both paths, so that these histories test something', () => {
    const reached = new Set<string>();
    fc.assert(
      fc.property(
        anyHistory,
        (happenings) => void play(happenings, (_before, after) => void reached.add(after.state.is)),
      ),
      { numRuns: 300, seed: 7 },
    );
    expect([...reached]).toEqual(
      expect.arrayContaining(['completed', 'stopped', 'cancelling', 'restoring', 'paused', 'scheduled', 'undoing']),
    );
  });
});
