import type { Command } from '../../../../src/upgrade/run/commands.js';
import type { Found } from '../../../../src/upgrade/run/found.js';
import type { Run, StateName } from '../../../../src/upgrade/run/run.js';
import { oldPlanActive, snapshotFound } from '../../../support/findings.js';
import { inMinutes } from './commands.js';
import { type Dice, often } from './dice.js';
import {
  beforeEndingFound,
  findingOf,
  orderFound,
  reassignedFound,
  stands,
  timeFound,
  transitionFound,
  verificationFound,
  workOf,
} from './findings.js';
import type { Course } from './happenings.js';
import type { Past } from './past.js';
import { hour, minute, second } from './spans.js';

/** What carries a run on from each state, in all the ways that it may go. A new state does not compile until it stands here. */

export type Here = { run: Run; past: Past; now: Date; dice: Dice; course: Course };
/** `after` in milliseconds; left out where it does not matter. */
type Option = { what: Command | Found; after?: number };

const whileOrdering = often({ notFound: 4, underReview: 2, inProgress: 2, completed: 3, declined: 1, unclear: 1 });
const whileReviewed = often({ notFound: 1, underReview: 4, inProgress: 3, completed: 3, declined: 1, unclear: 1 });

const adele = { id: 'adele', name: 'Adele Vance', signIn: 'adele@contoso.com' };
const what = (one: Command | Found): Option => ({ what: one });
const plan = ({ dice }: Here): Option =>
  what({ do: 'choosePlan', plan: dice.one(['SPE_E5', 'SPE_E3', 'ENTERPRISEPACK']) });
const schedule = ({ now, dice }: Here): Option => what({ do: 'schedule', ...inMinutes(dice.one([20, 90, 180]), now) });

export const onwards: Record<StateName, (here: Here) => Option | undefined> = {
  assessed(here) {
    const { run, dice } = here;
    if (run.assessment.is === 'available') return dice.once(2) ? what({ do: 'upgradeManually' }) : plan(here);
    if (run.assessment.is === 'askTheAdmin') return what({ do: 'reportTab', tab: 'plans' });
    return dice.once(2) ? what({ do: 'upgradeManually' }) : what({ do: 'watch' });
  },
  choosingPlan(here) {
    // One that is owned, and one that goes into the same order.
    const rest = here.dice.one(['SPE_E3', 'ENTERPRISEPACK', 'ENTERPRISEPACK', 'ENTERPRISEPACK']);
    return here.dice.once(3) ? what({ do: 'splitPeople', plan: 'SPE_E5', rest, people: 'Adele Vance' }) : plan(here);
  },
  beforeYouBegin: (here) => (here.dice.once(3) ? schedule(here) : what({ do: 'acknowledge', understood: true })),
  manualBuy: ({ dice }) =>
    dice.once(3) ? what({ do: 'useSubscription', subscription: 'owned-1' }) : what({ do: 'buyNew' }),
  cart: () => what({ do: 'goToCheckout' }),
  checkout: (here) => (here.dice.once(3) ? schedule(here) : what({ do: 'placeOrder' })),
  scheduled({ run, now, dice }) {
    if (dice.once(3)) return what({ do: dice.one(['stop', 'stop', 'startNow', 'unschedule']) });
    if (dice.once(3)) return what(findingOf(dice.one(['timeUnclear', 'soon', 'problem']), run, dice, now));
    if (!run.schedule?.nextAt) return what({ do: 'startNow' });
    const at = Date.parse(run.schedule.at);
    // Mostly at the time, at times too late.
    const late = dice.one([0, 0, 0, 30 * minute, 2 * hour]);
    return { what: timeFound(dice, 6), after: Math.max(second, at + late - now.getTime()) };
  },
  preparing({ run, dice, course }) {
    const isForOrder = run.state.is === 'preparing' && run.state.before === 'order';
    const stopsOnceIn = isForOrder ? (course.losesOrders ? 3 : 2) : 12;
    if (dice.once(stopsOnceIn)) return what({ do: 'stop' });
    return what(
      snapshotFound(
        dice.one([
          {},
          { withoutLocation: 1, unlocated: [adele] },
          { withoutLocation: 1, unlocated: [adele] },
          { withSwitchedOff: 0 },
          { people: 24 },
        ]),
      ),
    );
  },
  ordering({ run, past, now, dice, course }) {
    if (run.state.is !== 'ordering') return undefined;
    if (!run.state.sent) {
      if (dice.once(course.losesOrders ? 40 : 8))
        return what(findingOf(dice.one(['problem', 'defect']), run, dice, now));
      const needsCart = run.order?.kind === 'purchase' && run.order.cartId === null;
      return what(findingOf(needsCart ? 'cart' : 'sending', run, dice, now));
    }
    if (dice.once(course.losesOrders ? 60 : 10)) return what(findingOf('turnedAway', run, dice, now));
    if (course.losesOrders) return what({ found: 'order', status: { is: 'notFound' } });
    if (past.notFound === 0 && dice.once(12)) return what({ found: 'notTaken', retryAfterMs: undefined });
    return what(orderFound(run, dice, whileOrdering));
  },
  creditCheck: ({ run, dice }) => what(orderFound(run, dice, whileReviewed)),
  transition: ({ run, dice }) =>
    what(dice.once(8) ? orderFound(run, dice, ['notFound', 'underReview', 'declined']) : transitionFound(dice, 5)),
  restoring({ run, dice, now }) {
    if (dice.once(6)) return what(findingOf('decider', run, dice, now));
    return what(dice.one<Command | Found>([{ found: 'restored', work: workOf(0), left: null }, { do: 'pause' }]));
  },
  manualVerify({ run, now, dice }) {
    const { state } = run;
    const isShort = state.is === 'manualVerify' && state.seen !== null && state.seen.seats < state.seen.seatsNeeded;
    return what(isShort && dice.once(2) ? { do: 'buyMore' } : verificationFound(run, dice, now, 7));
  },
  manualReassign(here) {
    const { run, dice } = here;
    if (run.reassign?.failures.length && dice.once(3)) return what({ do: 'retryFailed' });
    if (run.reassign && dice.once(5)) return what({ do: 'undo' });
    if (dice.once(5)) return schedule(here);
    if (dice.once(2) && run.snapshot?.unlocated.length)
      return what({ do: 'setLocation', country: 'SE', again: dice.once(2) });
    return what({ do: 'reassign', pilot: dice.one([0, 0, 2]), ...(dice.once(6) ? { people: 'Adele Vance' } : {}) });
  },
  locating: ({ run, dice, now }) =>
    what(findingOf(dice.one(['located', 'located', 'mayNotLocate', 'decider']), run, dice, now)),
  reassigning({ run, dice, now }) {
    if (dice.once(8)) return what(findingOf('decider', run, dice, now));
    if (dice.once(5)) return what({ do: 'pause' });
    return what(dice.once(4) ? findingOf('progress', run, dice, now) : reassignedFound(dice, 6));
  },
  undoing({ run, dice, now }) {
    if (dice.once(5)) return what({ do: 'pause' });
    return what(findingOf(dice.one(['undone', 'undone', 'oldPlanEnded', 'decider']), run, dice, now));
  },
  manualCancel({ dice }) {
    if (dice.once(8)) return what({ do: 'undo' });
    if (dice.once(5)) return what({ do: 'keepOld' });
    return what({ do: 'cancelOld', confirm: !dice.once(4) });
  },
  kept: ({ run, dice, now }) =>
    what(dice.once(3) ? findingOf('oldPlan', run, dice, now) : { do: 'cancelOld', confirm: !dice.once(4) }),
  cancelling({ run, dice }) {
    if (run.state.is !== 'cancelling') return undefined;
    if (run.state.sent) return what({ found: 'oldPlan', stands: dice.one([...stands, oldPlanActive]) });
    return {
      what: beforeEndingFound(dice, 8),
      after: dice.one([second, 6 * second, 6 * second, 5 * minute, 25 * hour]),
    };
  },
  adminTask({ run, dice, now }) {
    const task = run.state.is === 'adminTask' ? run.state.task : undefined;
    if (task === 'cancel' && dice.once(2)) return what(findingOf('oldPlan', run, dice, now));
    if (task === 'buy' || task === 'placeOrder')
      return what(
        dice.one<Command | Found>([
          { do: 'taskDone' },
          findingOf('purchases', run, dice, now),
          findingOf('orderedByHand', run, dice, now),
          { do: 'useSubscription', subscription: 'bought-Microsoft_365_E5_(no_Teams)', accept: !dice.once(3) },
        ]),
      );
    return what({ do: 'taskDone' });
  },
  paused: ({ run, dice, now }) =>
    what(
      dice.once(2)
        ? findingOf(dice.one(['progress', 'reassigned', 'undone', 'restored']), run, dice, now)
        : { do: 'resume' },
    ),
  needsAttention(here) {
    const { run, dice, course } = here;
    if (run.order?.outcome === 'open' && dice.once(course.losesOrders ? 20 : 5)) return what({ do: 'stop' });
    if (dice.once(course.losesOrders ? 20 : 8)) return dice.once(2) ? plan(here) : what({ do: 'buyByHand' });
    const isDenied = run.state.is === 'needsAttention' && run.state.trouble.is === 'denied';
    return what(isDenied && dice.once(2) ? { found: 'permission', granted: true } : { do: 'retry' });
  },
  completed: ({ run, dice, now }) => what(dice.once(2) ? findingOf('oldPlan', run, dice, now) : { do: 'undo' }),
  stopped: () => what({ do: 'undo' }),
  handedOver: () => what({ do: 'undo' }),
};
