import type { OrderStanding, OrderStatus, Said } from '../ports.js';
import { apart, type OrderRecord } from './order-record.js';
import type { RunRecord } from './shape.js';
import { hour } from './waiting.js';

/** Whether what was ordered is decided, by what reading shows of one product or of each of two. */

export type Standing =
  /** Not decided, or not taken. */
  | { is: 'open'; status: Exclude<OrderStatus, { is: 'completed' | 'declined' }> }
  /** Of everything that was ordered it is known whether Microsoft carried it out. */
  | { is: 'settled'; taken: OrderRecord[]; refused: { order: OrderRecord; said: Said }[] };

/** How long an order that left may take to show, in milliseconds: twice what Microsoft says. */
export const showsWithin = hour / 2;

/** What a reading comes to: the run with what it adds to the order, and where that stands. undefined without an order. */
export function orderRead<R extends RunRecord>(run: R, status: OrderStanding, now: Date) {
  if (!run.order) return undefined;
  const order = remembering(run.order, status);
  const standing = standingOf(order, status, now);
  return { run: { ...run, order }, order, standing };
}

/** The order with what Microsoft refused of it, which a later reading need not show. */
function remembering(order: OrderRecord, status: OrderStanding): OrderRecord {
  const { beside } = order;
  if (!beside || status.beside === undefined) return order;
  const refusalOfFirst = beside.refusalOfFirst ?? saidWith(status);
  const refusal = beside.refusal ?? saidWith(status.beside);
  return { ...order, beside: { ...beside, refusal, refusalOfFirst } };
}

/**
 * Where an order stands. Of two products the one that shows says that the order arrived, so that the other one is waited
 * for as long as orders may take to show, and was refused after that.
 */
function standingOf(order: OrderRecord, status: OrderStanding, now: Date): Standing {
  const orders = apart(order);
  const statuses = statusesOf(remembering(order, status), status, now);
  const [open] = statuses.flatMap((one) => (isDecided(one) ? [] : [one])).sort((a, b) => rank(a) - rank(b));
  if (open) return { is: 'open', status: arrived(open, statuses, status.beside !== undefined) };
  return {
    is: 'settled',
    taken: orders.flatMap((one, n) => {
      const stands = statuses[n];
      if (stands?.is !== 'completed') return [];
      return [{ ...one, outcome: 'completed' as const, commerceId: stands.commerceId ?? null }];
    }),
    refused: orders.flatMap((one, n) => {
      const stands = statuses[n];
      return stands?.is === 'declined' ? [{ order: one, said: stands }] : [];
    }),
  };
}

type Open = Exclude<OrderStatus, { is: 'completed' | 'declined' }>;

const isDecided = (status: OrderStatus): status is Exclude<OrderStatus, Open> =>
  status.is === 'completed' || status.is === 'declined';

/** Of two that are open, the one that somebody has to hear of comes first. */
const byUrgency: readonly Open['is'][] = ['unclear', 'underReview', 'inProgress', 'notFound'];
const rank = ({ is }: Open): number => byUrgency.indexOf(is);

/** What does not show is on its way where what left with it shows. */
function arrived(open: Open, statuses: readonly OrderStatus[], leftTogether: boolean): Open {
  const shows = leftTogether && statuses.some(({ is }) => is !== 'notFound');
  return open.is === 'notFound' && shows ? { is: 'inProgress' } : open;
}

function statusesOf(order: OrderRecord, status: OrderStanding, now: Date): OrderStatus[] {
  const { beside } = order;
  if (!beside) return [status];
  const first = known(beside.refusalOfFirst) ?? status;
  const second = known(beside.refusal) ?? status.beside ?? { is: 'notFound' };
  const leftLongAgo = beside.sentAt !== null && now.getTime() - Date.parse(beside.sentAt) >= showsWithin;
  const isLate = leftLongAgo && status.beside !== undefined;
  const shown = (one: OrderStatus, other: OrderStatus): OrderStatus =>
    one.is === 'notFound' && isDecided(other) && isLate ? { is: 'declined', code: neverShown, text: '' } : one;
  return [shown(first, second), shown(second, first)];
}

/** The code of what was ordered with something that was taken, and never showed. It is none of Microsoft's. */
export const neverShown = 'neverShown';

const known = (said: Said | null): OrderStatus | undefined => (said ? { is: 'declined', ...said } : undefined);

function saidWith(status: OrderStatus): Said | null {
  if (status.is !== 'declined') return null;
  const { code, text, remedy } = status;
  return { code, text, ...(remedy === undefined ? {} : { remedy }) };
}
