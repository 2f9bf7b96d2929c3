import { canByApi } from '../order/commerce-forms.js';
import { changeAddress, changeCart, invoiceAllowed, newCart } from '../order/order.js';
import { targetSkus } from '../plans/plans.js';
import type { Assessment, SourceFound } from '../tenant/eligibility.js';
import { may } from '../tenant/roles.js';
import { permissionFor } from './commands.js';
import { following } from './decide-following.js';
import { choosePlan, placeOrder } from './decide-order.js';
import { reassign, retryFailed } from './decide-reassign.js';
import { schedule, startNow, unschedule } from './decide-schedule.js';
import { undo } from './decide-undo.js';
import { type Asked, type Decision, notNow, refuse, type To } from './decision.js';
import { seatsToBuyMore } from './next-step.js';
import { manualAllowed } from './paths.js';
import { amend, changed, raiseNotice } from './record.js';
import { type AdminTask, isOver, type Run, type RunState } from './run.js';
import { adminTask, beginning, decidedBy, resumed, sourceOf, unordered } from './states.js';
import { blockersLookedAtAgain } from './waiting.js';

export type { Asked, Decision } from './decision.js';

/** States in which the order has left and Microsoft acts: nothing here can call it back. */
const beyondStopping: readonly RunState['is'][] = ['ordering', 'creditCheck', 'transition', 'restoring'];

/** What needs attention may be stopped wherever it stood: where nobody can mend it there must be a way out. */
function mayStop(state: RunState): boolean {
  if (state.is === 'paused') return state.resume.is !== 'restoring';
  // Until a cancellation has left there must be a way out: it may wait for Microsoft's answers to agree.
  if (state.is === 'cancelling') return !state.sent;
  return !beyondStopping.includes(state.is);
}

/**
 * Decides what a person's command does to a run. Pure: the same question gives the same answer.
 * Nothing changes when the person lacks the role, the card is old, or the command does not fit the state.
 */
export function decide(run: Run, asked: Asked): Decision {
  const { command, actor, now } = asked;
  const permission = permissionFor[command.do];
  if (!may(permission, asked.roles)) return { is: 'missingRole', permission };
  if (command.do === 'status') return { is: 'unchanged' };
  if (asked.revision !== undefined && asked.revision !== run.revision) return refuse({ why: 'stale' });
  if (command.do === 'undo') return undo(run, asked);
  if (isOver(run)) return notNow;

  const to = (state: RunState, more: Partial<Run> = {}, details = {}): Decision => ({
    is: 'changed',
    run: changed(run, { ...more, state }, { at: now, by: actor, what: command.do, details }),
  });
  const at = now.toISOString();
  const state = run.state;

  switch (command.do) {
    case 'check':
      if (state.is !== 'manualVerify') return { is: 'unchanged' };
      return { is: 'changed', run: amend(run, { state: { ...state, nextAt: at } }) };

    case 'follow':
    case 'unfollow':
      return following(run, asked, command.do);

    case 'watch':
      if (state.is !== 'assessed' || run.assessment.is !== 'blocked') return notNow;
      // What an admin read on the tab, only an admin can see go.
      if (mayBeReported(run)) return refuse({ why: 'notByApi' });
      return to({ is: 'assessed', nextAt: blockersLookedAtAgain(run.assessment.blockers, now) });

    case 'reportTab': {
      if (state.is !== 'assessed' || !mayBeReported(run)) return notNow;
      if (run.assessment.is === 'noSource') return notNow;
      const { readAt, source } = run.assessment;
      const assessment: Assessment =
        command.tab === 'plans'
          ? { is: 'available', readAt, source, plans: [...targetSkus], refused: [] }
          : {
              is: 'blocked',
              readAt,
              source,
              blockers: [{ id: command.tab, evidence: { is: 'reported', message: command.message ?? '' } }],
            };
      return to({ is: 'assessed' }, { assessment }, { tab: command.tab });
    }

    case 'taskDone':
      return taskDone(run, asked, to);

    case 'upgradeManually':
      if (state.is !== 'assessed' || !manualAllowed(run.assessment)) return notNow;
      return to({ is: 'choosingPlan' }, { path: 'manual' });

    case 'choosePlan':
      return choosePlan(run, asked, command.plan, to);

    case 'acknowledge':
      if (state.is !== 'beforeYouBegin' || !run.plan) return notNow;
      if (!command.understood) return refuse({ why: 'notAcknowledged' });
      if (run.path === 'manual') return to({ is: 'manualBuy' });
      return canByApi[run.commerce].upgrade
        ? to({ is: 'cart' }, { cart: newCart(sourceOf(run), run.plan) }, { plan: run.plan })
        : to(
            beginning(run, 'guide', now),
            { cart: newCart(sourceOf(run), run.plan), ...decidedBy(actor, run, now) },
            { plan: run.plan },
          );

    case 'schedule':
      return schedule(run, asked, command, to);

    case 'unschedule':
      return unschedule(run, to);

    case 'startNow':
      return startNow(run, asked, to);

    case 'useSubscription': {
      if (state.is !== 'manualBuy') return notNow;
      const owned = sourceOf(run).owned.find((one) => one.subscriptionId === command.subscription);
      if (!owned) return refuse({ why: 'unknownSubscription' });
      return to(
        { is: 'manualVerify', since: at, nextAt: at, seen: null },
        { useSubscriptionId: owned.subscriptionId, plan: owned.sku },
        { subscription: owned.subscriptionId },
      );
    }

    case 'buyNew':
      if (state.is !== 'manualBuy' || !run.plan) return notNow;
      return to(canByApi[run.commerce].buy ? { is: 'cart' } : adminTask('buy', now), {
        cart: newCart(sourceOf(run), run.plan),
        useSubscriptionId: null,
      });

    case 'buyMore': {
      if (state.is !== 'manualVerify' || !run.plan || !state.seen) return notNow;
      const missing = seatsToBuyMore(run, now);
      if (missing === 0) return notNow;
      const order = run.order;
      const byApi = canByApi[run.commerce].buy;
      const { billingCycle = 'monthly' } = order ?? {};
      return to(
        byApi ? { is: 'cart' } : adminTask('buy', now),
        {
          cart: { ...newCart(sourceOf(run), run.plan), billingCycle, quantity: missing },
          seatsToBuy: missing,
          growing: byApi ? state.seen.growable : null,
          order: null,
          earlierOrders: order ? [...run.earlierOrders, order] : run.earlierOrders,
        },
        { missing },
      );
    }

    case 'updateCart':
    case 'goToCheckout': {
      if (state.is !== 'cart' || !run.cart) return notNow;
      const change = changeCart(run.cart, command, quantitySource(run));
      if (!change.ok) return refuse(change.refusal);
      const details = { billingCycle: change.cart.billingCycle, quantity: change.cart.quantity };
      if (command.do === 'updateCart') return to({ is: 'cart' }, { cart: change.cart }, details);
      const checkout = run.checkout ?? {
        soldTo: asked.parties?.soldTo ?? null,
        billedTo: asked.parties?.billedTo ?? null,
        payment: 'card' as const,
      };
      return to({ is: 'checkout' }, { cart: change.cart, checkout }, details);
    }

    case 'changeSoldTo':
    case 'changeBilledTo': {
      if (state.is !== 'checkout' || !run.checkout) return notNow;
      if (!canByApi[run.commerce].changeParties) return refuse({ why: 'notByApi' });
      const party = command.do === 'changeSoldTo' ? 'soldTo' : 'billedTo';
      const change = changeAddress(run.checkout[party], command.address);
      if (!change.ok) return refuse(change.refusal);
      return to({ is: 'checkout' }, { checkout: { ...run.checkout, [party]: change.address } });
    }

    case 'changePayment':
      if (state.is !== 'checkout' || !run.checkout) return notNow;
      if (command.payment === 'invoice' && asked.invoiceFrom && !invoiceAllowed(asked.total, asked.invoiceFrom)) {
        const { minor, currency } = asked.invoiceFrom;
        return refuse({ why: 'invoiceBelowThreshold', thresholdMinor: minor, currency });
      }
      return to(
        { is: 'checkout' },
        { checkout: { ...run.checkout, payment: command.payment } },
        { payment: command.payment },
      );

    case 'backToCart':
      return state.is === 'checkout' ? to({ is: 'cart' }) : notNow;

    case 'placeOrder':
      return placeOrder(run, asked, to);

    case 'reassign':
      return reassign(run, asked, command, to);

    case 'retryFailed':
      return retryFailed(run, asked, to);

    case 'cancelOld':
      if (state.is === 'manualReassign' || state.is === 'reassigning' || state.is === 'manualVerify')
        return refuse({ why: 'stillHeld', people: stillToMove(run) });
      if (state.is !== 'manualCancel') return notNow;
      if (!command.confirm) return refuse({ why: 'notConfirmed' });
      return to({
        is: 'cancelling',
        since: at,
        nextAt: at,
        confirmedBy: actor,
        confirmedAt: at,
        clearSince: null,
        sent: false,
      });

    case 'keepOld':
      if (state.is !== 'manualCancel') return notNow;
      return notified(to({ is: 'completed', at, oldPlanKept: true }), 'completed', now);

    case 'pause':
      if (state.is !== 'reassigning' && state.is !== 'restoring' && state.is !== 'undoing') return notNow;
      return to({ is: 'paused', since: at, resume: state });

    case 'resume':
      if (state.is !== 'paused') return notNow;
      return to({ ...state.resume, nextAt: at }, { attempts: 0 });

    case 'retry':
      return state.is === 'needsAttention' ? to(resumed(state.resume, now), { attempts: 0 }) : notNow;

    case 'stop':
      if (!mayStop(state)) return refuse({ why: 'tooLateToStop' });
      // An order that is still being prepared has not left: it is not there.
      return notified(
        to(
          { is: 'stopped', at, by: actor },
          { ...(state.is === 'preparing' ? { order: null } : unordered(run)), schedule: null },
        ),
        'stopped',
        now,
      );

    default: {
      const never: never = command;
      return never;
    }
  }
}

const nextTask: Partial<Record<AdminTask, AdminTask>> = { openTab: 'cart', cart: 'checkout', checkout: 'placeOrder' };

/**
 * The admin says that a task is done. What comes before the order leaves no trace in Graph, so the next card is shown;
 * the rest is believed when Graph shows it, and is looked for at once.
 */
function taskDone(run: Run, { now }: Asked, to: To): Decision {
  const { state } = run;
  if (state.is !== 'adminTask') return notNow;
  const next = nextTask[state.task];
  const details = { task: state.task };
  return next
    ? to({ ...adminTask(next, now), since: state.since }, {}, details)
    : to({ ...state, saidDone: true, nextAt: now.toISOString() }, {}, details);
}

/** Whether what the Upgrade tab shows is the admin's to say: the commerce has no API for it, and Graph no objection. */
function mayBeReported({ commerce, assessment }: Run): boolean {
  if (canByApi[commerce].upgrade) return false;
  if (assessment.is === 'askTheAdmin' || assessment.is === 'available') return true;
  return assessment.is === 'blocked' && assessment.blockers.every((blocker) => blocker.evidence.is === 'reported');
}

function notified(decision: Decision, what: 'completed' | 'stopped', now: Date): Decision {
  return decision.is === 'changed' ? { is: 'changed', run: raiseNotice(decision.run, what, now) } : decision;
}

/** The source as the cart's limits see it: when more seats are bought, only the missing ones are needed. */
function quantitySource(run: Run): SourceFound {
  const source = sourceOf(run);
  return run.seatsToBuy === null ? source : { ...source, assigned: run.seatsToBuy, seats: 0 };
}

function stillToMove(run: Run): number {
  const { reassign } = run;
  return reassign
    ? Math.max(reassign.failures.length + reassign.failuresUnlisted, reassign.total - reassign.done)
    : sourceOf(run).assigned;
}
