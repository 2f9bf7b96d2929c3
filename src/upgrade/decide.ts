import { type Command, permissionFor, type Refusal } from './commands.js';
import { canByApi } from './commerce-forms.js';
import type { Assessment, SourceFound } from './eligibility.js';
import { changeAddress, changeCart, invoiceAllowed, type Money, newCart } from './order.js';
import { manualAllowed } from './paths.js';
import { type Actor, may, type Permission, type Role } from './people.js';
import { isTarget, targetSkus } from './plans.js';
import type { Parties } from './ports.js';
import { amend, changed, raiseNotice } from './record.js';
import { type AdminTask, isOver, type OrderRecord, type Resume, type Run, type RunState } from './run.js';
import { blockersLookedAtAgain } from './waiting.js';

/** A command with everything a decision may depend on. */
export type Asked = {
  command: Command;
  actor: Actor;
  roles: readonly Role[];
  /** The revision the person's card showed; undefined for text, which means "as it is now". */
  revision: number | undefined;
  now: Date;
  /** A new GUID, for an order's key. */
  newKey: () => string;
  /** Who is sold to and billed to on record, when the command needs it and the commerce tells. */
  parties?: Parties | undefined;
  /** The cart's total and the least total that may be paid by invoice, where known. */
  total?: Money | undefined;
  invoiceFrom?: Money | undefined;
};

export type Decision =
  | { is: 'changed'; run: Run }
  | { is: 'unchanged'; refusal?: Refusal }
  | { is: 'missingRole'; permission: Permission };

const refuse = (refusal: Refusal): Decision => ({ is: 'unchanged', refusal });
const notNow = refuse({ why: 'notNow' });

/** States in which the order has left and Microsoft acts: nothing here can call it back. */
const beyondStopping: readonly RunState['is'][] = ['ordering', 'creditCheck', 'transition', 'restoring', 'cancelling'];

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
            { is: 'preparing', since: at, nextAt: at, before: 'guide' },
            { cart: newCart(sourceOf(run), run.plan) },
            { plan: run.plan },
          );

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
      const missing = state.seen.seatsNeeded - state.seen.seats;
      if (missing <= 0) return notNow;
      const order = run.order;
      return to(
        canByApi[run.commerce].buy ? { is: 'cart' } : adminTask('buy', now),
        {
          cart: { ...newCart(sourceOf(run), run.plan), quantity: missing },
          seatsToBuy: missing,
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

    case 'reassign': {
      if (state.is !== 'manualReassign') return notNow;
      const people = sourceOf(run).assigned;
      if (command.pilot > people) return refuse({ why: 'tooManyForPilot', people });
      return to(
        { is: 'reassigning', since: at, nextAt: at, pilot: command.pilot, onlyFailed: false },
        {},
        { pilot: command.pilot },
      );
    }

    case 'retryFailed':
      if (state.is !== 'manualReassign' || !run.reassign || run.reassign.failures.length === 0) return notNow;
      return to({ is: 'reassigning', since: at, nextAt: at, pilot: 0, onlyFailed: true });

    case 'cancelOld':
      if (state.is === 'manualReassign' || state.is === 'reassigning' || state.is === 'manualVerify')
        return refuse({ why: 'stillHeld', people: stillToMove(run) });
      if (state.is !== 'manualCancel') return notNow;
      if (!command.confirm) return refuse({ why: 'notConfirmed' });
      return to({ is: 'cancelling', since: at, nextAt: at, confirmedBy: actor, sent: false });

    case 'keepOld':
      if (state.is !== 'manualCancel') return notNow;
      return notified(to({ is: 'completed', at, oldPlanKept: true }), 'completed', now);

    case 'pause':
      if (state.is !== 'reassigning' && state.is !== 'restoring') return notNow;
      return to({ is: 'paused', since: at, resume: state });

    case 'resume':
      if (state.is !== 'paused') return notNow;
      return to({ ...state.resume, nextAt: at }, { attempts: 0 });

    case 'retry':
      return state.is === 'needsAttention' ? to(resumed(state.resume, now), { attempts: 0 }) : notNow;

    case 'stop':
      if (beyondStopping.includes(state.is)) return refuse({ why: 'tooLateToStop' });
      if (state.is === 'paused' && state.resume.is === 'restoring') return refuse({ why: 'tooLateToStop' });
      // An order that is still being prepared has not left: it is not there.
      return notified(
        to({ is: 'stopped', at, by: actor }, state.is === 'preparing' ? { order: null } : {}),
        'stopped',
        now,
      );

    default: {
      const never: never = command;
      return never;
    }
  }
}

/** The state in which a run goes on after trouble, begun now. */
export function resumed(resume: Resume, now: Date): RunState {
  const begun = { since: now.toISOString(), nextAt: now.toISOString() };
  switch (resume.is) {
    case 'checkout':
    case 'manualReassign':
      return { is: resume.is };
    case 'manualVerify':
      return { is: 'manualVerify', ...begun, seen: null };
    default:
      return { ...resume, ...begun };
  }
}

/** A task for an admin, as it is given. */
export function adminTask(task: AdminTask, now: Date): Extract<RunState, { is: 'adminTask' }> {
  const at = now.toISOString();
  return { is: 'adminTask', task, since: at, nextAt: at, notFoundAt: null, saidDone: false };
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

type To = (
  state: RunState,
  more?: Partial<Run>,
  details?: Record<string, string | number | boolean | null>,
) => Decision;

function choosePlan(run: Run, { actor, now }: Asked, plan: string, to: To): Decision {
  const choosable: readonly RunState['is'][] = [
    'assessed',
    'choosingPlan',
    'beforeYouBegin',
    'manualBuy',
    'cart',
    'checkout',
  ];
  if (!choosable.includes(run.state.is)) return notNow;
  if (!isTarget(plan)) return refuse({ why: 'unknownPlan', plan });
  const fresh = { plan, cart: null, checkout: null, useSubscriptionId: null };
  if (run.path === 'manual') return to({ is: 'beforeYouBegin' }, fresh, { plan });
  if (run.assessment.is !== 'available') return notNow;
  const refused = run.assessment.refused.find((one) => one.plan === plan);
  if (refused) return refuse({ why: 'planNotOffered', plan, blocker: refused.blocker.id });
  if (!run.assessment.plans.includes(plan))
    return refuse({ why: 'planNotOffered', plan, blocker: 'TARGET_NOT_SUPPORTED' });
  return {
    is: 'changed',
    run: changed(
      run,
      { ...fresh, path: 'automatic', state: { is: 'beforeYouBegin' } },
      { at: now, by: actor, what: 'choosePlan', details: { plan } },
    ),
  };
}

/** Fixes the order, key first; it is sent later, by the engine, never in the turn that asked for it. */
function placeOrder(run: Run, { actor, now, newKey }: Asked, to: To): Decision {
  const { cart, checkout, plan, path } = run;
  if (run.state.is !== 'checkout' || !cart || !checkout || !plan || !path) return notNow;
  const kind = path === 'automatic' ? 'upgrade' : 'purchase';
  if (!(kind === 'upgrade' ? canByApi[run.commerce].upgrade : canByApi[run.commerce].buy))
    return refuse({ why: 'notByApi' });
  const source = sourceOf(run).subscriptions[0];
  const at = now.toISOString();
  const order: OrderRecord = {
    kind,
    key: newKey(),
    plan,
    quantity: cart.quantity,
    billingCycle: cart.billingCycle,
    payment: checkout.payment,
    placedAt: at,
    placedBy: actor,
    sourceCommerceId: source?.commerceId ?? source?.id ?? '',
    cartId: null,
    commerceId: null,
    outcome: 'open',
  };
  const details = { plan, quantity: cart.quantity, billingCycle: cart.billingCycle, key: order.key };
  const begun = { since: at, nextAt: at };
  return kind === 'upgrade'
    ? to({ is: 'preparing', ...begun, before: 'order' }, { order }, details)
    : to({ is: 'ordering', ...begun, sent: false, settlingReads: 0, sends: 0 }, { order }, details);
}

function notified(decision: Decision, what: 'completed' | 'stopped', now: Date): Decision {
  return decision.is === 'changed' ? { is: 'changed', run: raiseNotice(decision.run, what, now) } : decision;
}

/** What was found of the source plan. A run is only opened where there is one. */
export function sourceOf(run: Run): SourceFound {
  if (run.assessment.is === 'noSource') throw new Error(`run ${run.id} has no source plan`);
  return run.assessment.source;
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
