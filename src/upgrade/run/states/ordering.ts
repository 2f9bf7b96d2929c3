import { z } from 'zod';
import { isConfirmedTooLongAgo } from '../../confirmation.js';
import { mayBeDone, permissionInTheirName } from '../../decision.js';
import type { Money } from '../../order/order.js';
import type { Said } from '../../ports.js';
import { state } from '../definition.js';
import { heldUp, unanswered } from '../holdup.js';
import { priceOfAll } from '../order-record.js';
import { amend } from '../record.js';
import {
  buyerLostRole,
  confirmAnew,
  declined,
  leftToPerson,
  orderSettled,
  orderTaken,
  waitOnOrder,
} from '../rules/order.js';
import { accountUnderReview, orderUnderReview } from '../rules/review.js';
import { tooLateToStop } from '../rules/stop.js';
import { orderRead, showsWithin } from '../settled.js';
import { type In, type OrderRecord, saidSchema } from '../shape.js';
import { type Met, problemMet, stumbles, troubled } from '../trouble.js';
import { lookAgainAt, tryAgainAt } from '../waiting.js';

/** Places the order, and follows a purchase until it is carried out. */

export const orderingSchema = z.object({
  is: z.literal('ordering'),
  since: z.string(),
  nextAt: z.string(),
  /** From the moment it may have left this machine. */
  sent: z.boolean(),
  settlingReads: z.number().int(),
  /** How often the order was sent, always under its one key. */
  sends: z.number().int(),
  /** The commerce has shown it: it is not sent again, whatever reading finds. */
  seen: z.boolean().default(false),
  /** When it left last (ISO); null when it did not, or when that came to nothing for certain. */
  sentAt: z.string().nullable().default(null),
  /** When it left before that without it being certain that it came to nothing (ISO). */
  doubtedAt: z.string().nullable().default(null),
  /** What Microsoft said no with, while an earlier sending of the order may still show. */
  refusal: saidSchema.nullable().default(null),
  /** Since when Microsoft reviews the customer's account, where the order was sent anew to see whether that has ended. */
  reviewSince: z.string().nullable().default(null),
});
type Ordering = z.infer<typeof orderingSchema>;

/** Reads that must find nothing before an order whose outcome is unknown is taken not to have arrived. */
const readsToSettle = 4;

/** Times an order may be sent anew, under its one key, after it was settled that it had not arrived. */
const sendsAtMost = 3;

/** Whether the order may have reached Microsoft: it was sent, and it is not certain that it came to nothing. */
export function mayBeThere({ sent, doubtedAt }: Pick<Ordering, 'sent' | 'doubtedAt'>): boolean {
  return sent || doubtedAt !== null;
}

/** Whether it was sent and is looked for, since nothing has shown yet that it arrived. */
export function isDoubted(state: Pick<Ordering, 'sent' | 'doubtedAt' | 'seen' | 'settlingReads'>): boolean {
  return mayBeThere(state) && !state.seen && (state.settlingReads > 0 || state.doubtedAt !== null);
}

export const ordering = state<Ordering>()({
  schema: orderingSchema,
  step: { automatic: 'order', manual: 'buy' },
  card: 'progress',
  needs: undefined,
  uses: ['commerce'],
  verbs: { stop: tooLateToStop },
  findings: {
    /** In the place of one that has expired: what costs as much as was confirmed is ordered, anything else asked for again. */
    cart(run, { cartId, price, refused }, now) {
      const { order } = run;
      if (!order || run.state.sent) return run;
      const confirmed = priceOfAll(order);
      const costsOther = order.cartExpired && price !== undefined && confirmed !== null && !isSame(price, confirmed);
      if (costsOther) return confirmAnew(run, order, now);
      const withCart = { ...order, cartId: cartId ?? null, cartExpired: false };
      return amend(run, { order: refused ? withoutBeside(withCart, refused) : withCart });
    },
    /** An order leaves only while whoever placed it may buy, and what it needs is written only for an order that leaves. */
    decider(run, { roles }, now) {
      const { order, state } = run;
      if (!order || state.sent) return run;
      const may = mayBeDone({ by: order.placedBy, at: order.placedAt, needs: permissionInTheirName.order }, roles, now);
      if (may === 'yes') return run;
      if (may === 'tooLongAgo') return lapsed(run, order, now);
      return mayStillShow(state, now) ? lookedFor(run, now, 0) : buyerLostRole(run, order, now);
    },
    /** An order never leaves under a confirmation that is too old. */
    sending(run, _found, now) {
      const { order, state } = run;
      if (!order) return run;
      if (isStale(order, now)) return lapsed(run, order, now);
      const sentAt = now.toISOString();
      const sent = { ...state, sent: true, settlingReads: 0, sends: state.sends + 1, sentAt };
      return amend(run, {
        state: sent,
        order: order.beside ? { ...order, beside: { ...order.beside, sentAt } } : order,
      });
    },
    notTaken(run, { retryAfterMs, service }, now) {
      const { state } = run;
      if (!state.sent || state.seen) return run;
      const problem = { is: 'busy', retryAfterMs } as const;
      return unanswered(amend(run, { state: notSent(state) }), { problem, service }, now);
    },
    turnedAway(run, found, now) {
      const { state } = run;
      return state.sent && !state.seen ? met(amend(run, { state: notSent(state) }), found, now) : run;
    },
    order(before, { status }, now) {
      const read = orderRead(before, status, now);
      if (!read) return before;
      const { run, order, standing } = read;
      if (standing.is === 'settled') return orderSettled(run, order, standing, now);
      const stands = standing.status;
      switch (stands.is) {
        case 'notFound':
          return notArrived(run, order, now);
        case 'underReview':
          return orderUnderReview(run, order, stands.of, now);
        case 'unclear':
          return heldUp(amend(run, { state: shown(run.state) }), { is: 'unknownWord', word: stands.word }, now);
        case 'inProgress': {
          if (order.kind === 'upgrade') return orderTaken(run, order, now);
          // A purchase is followed until it is completed: seats that are only on their way must not be bought again.
          return followed(amend(run, { holdup: null }), now);
        }
        default: {
          const never: never = stands;
          return never;
        }
      }
    },
    problem: met,
    defect: stumbles,
  },
});

/** What is met before the order leaves is met by an order that is not there yet. */
function met(run: In<Ordering>, found: Met, now: Date) {
  const { order, state } = run;
  const { problem } = found;
  if (!order || state.sent) return problemMet(run, found, state, now);
  switch (problem.is) {
    case 'refused':
      return refused(run, order, problem, now);
    case 'notFound':
      return refused(run, order, { code: 'notFound', text: '' }, now);
    case 'cartExpired':
      return isStale(order, now) ? lapsed(run, order, now) : withoutCart(run, order, found, now);
    case 'underReview':
      return isStale(order, now) ? lapsed(run, order, now) : accountUnderReview(run, state.reviewSince, now);
    case 'denied': {
      // On a billing account an admin can do by hand what Microsoft does not let the app do.
      const isPersonal = problem.mendedBy === 'operator' && run.commerce === 'billing-account';
      if (!isPersonal) return problemMet(run, found, state, now);
      return mayStillShow(state, now) ? lookedFor(run, now, 0) : leftToPerson(run, order, now);
    }
    case 'busy':
    case 'unreachable':
    case 'unknownOutcome':
    case 'unreadable':
    case 'unclear':
      return isStale(order, now) ? lapsed(run, order, now) : problemMet(run, found, state, now);
    default: {
      const never: never = problem;
      return never;
    }
  }
}

/** Another cart is made; one that expires again and again is waited with ever longer, like what does not answer. */
function withoutCart(run: In<Ordering>, order: OrderRecord, { service }: Met, now: Date): In<Ordering> {
  const expired = amend(run, { order: { ...order, cartExpired: true } });
  return unanswered(expired, { problem: { is: 'busy', retryAfterMs: undefined }, service }, now);
}

/** The order is of the first product alone, and what the second was refused with is kept. */
function withoutBeside(order: OrderRecord, refusal: Said): OrderRecord {
  return order.beside ? { ...order, beside: { ...order.beside, refusal } } : order;
}

const isSame = (one: Money, other: Money): boolean => one.minor === other.minor && one.currency === other.currency;

/** By this sending nothing happened. */
function notSent(state: Ordering): Ordering {
  return { ...state, sent: false, sends: Math.max(0, state.sends - 1), sentAt: null };
}

function shown(state: Ordering): Ordering {
  return { ...state, sent: true, seen: true };
}

/** The order was taken and is being carried out. */
function followed(run: In<Ordering>, now: Date) {
  const state = { ...shown(run.state), nextAt: lookAgainAt(run.state.since, now) };
  return waitOnOrder(run, state, { what: 'provisioning', expectedBy: state.since }, now);
}

/** An order that left is sent again, under the same key, only after reading settled that it never arrived. */
function notArrived(run: In<Ordering>, order: OrderRecord, now: Date) {
  const { state } = run;
  // An order once seen does not vanish; the reading side lags or hides it for a while.
  if (state.seen) return followed(run, now);
  if (state.refusal) return refused(run, order, state.refusal, now);
  const settlingReads = state.settlingReads + 1;
  if (settlingReads < readsToSettle)
    return amend(run, { state: { ...state, settlingReads, nextAt: tryAgainAt(run, settlingReads, now) } });
  if (isStale(order, now)) return lapsed(run, order, now);
  if (state.sends >= sendsAtMost) {
    const resume: Ordering = { ...state, sent: true, settlingReads: 0, sends: 0 };
    return troubled(run, { is: 'orderUnsettled', since: state.sentAt ?? state.since }, resume, now);
  }
  const doubted = { sent: false, settlingReads: 0, sentAt: null, doubtedAt: lastDoubt(state) };
  return amend(run, { state: { ...state, ...doubted, nextAt: now.toISOString() } });
}

/** Microsoft said no. While an earlier sending may still show, it is only looked for. */
function refused(run: In<Ordering>, order: OrderRecord, { code, text, remedy }: Said, now: Date) {
  const refusal = { code, text, remedy };
  if (!mayStillShow(run.state, now)) return declined(run, order, refusal, now);
  return lookedFor(amend(run, { state: { ...run.state, refusal } }), now);
}

/** Its confirmation is too old to send it. While an earlier sending may still show, it is only looked for. */
function lapsed(run: In<Ordering>, order: OrderRecord, now: Date) {
  return mayStillShow(run.state, now) ? lookedFor(run, now) : confirmAnew(run, order, now);
}

/** @param settlingReads looks that count already: all of them where nothing is sent whatever they find */
function lookedFor(run: In<Ordering>, now: Date, settlingReads = readsToSettle): In<Ordering> {
  const { state } = run;
  const nextAt = lookAgainAt(lastDoubt(state) ?? state.since, now);
  return amend(run, { state: { ...state, sent: true, settlingReads, nextAt } });
}

const lastDoubt = ({ sentAt, doubtedAt }: Ordering): string | null => sentAt ?? doubtedAt;

/** Until it would have shown another order is never made possible: it would have another key. */
function mayStillShow(state: Ordering, now: Date): boolean {
  const doubt = lastDoubt(state);
  return doubt !== null && now.getTime() - Date.parse(doubt) < showsWithin;
}

const isStale = ({ placedAt }: OrderRecord, now: Date): boolean => isConfirmedTooLongAgo(new Date(placedAt), now);
