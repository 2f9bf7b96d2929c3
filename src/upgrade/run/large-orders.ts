import { isConfirmedTooLongAgo } from '../confirmation.js';
import { mustBeWritten, needsApproval, type Size } from '../order/care.js';
import { minorDigits } from '../order/money.js';
import type { Money } from '../order/order.js';
import type { Actor } from '../tenant/roles.js';
import type { Asked, CommandTo } from './definition.js';
import { newOrder } from './new-order.js';
import type { Refusal } from './refusal.js';
import type { OrderRecord, RunRecord } from './shape.js';
import { peopleTo } from './targets.js';

/** What a large order asks beside the click: its quantity in writing, and a second admin. */

type Placing = Asked<CommandTo<'placeOrder'>>;

/** Why the order is not placed until its quantity is written; undefined where it need not be, or was. */
export function unwritten(run: RunRecord, asked: Placing): Refusal | undefined {
  const { limits } = asked;
  const size = sizeOf(run, asked);
  const digits = digitsOf(size);
  // Of two products neither is hidden by the other.
  const isLarge = limits && [size, ...sizesApart(run, asked)].some((one) => mustBeWritten(one, limits, digits));
  if (!isLarge) return undefined;
  const { quantity, assigned } = size;
  return asked.command.quantity === quantity ? undefined : { why: 'writeQuantity', quantity, assigned };
}

/**
 * Whether the order waits for a second admin: nobody has asked for this very order within a day, or whoever places it now
 * is the one who asked.
 */
export function waitsForSecond(run: RunRecord, order: OrderRecord, asked: Placing): 'asks' | 'askedBefore' | undefined {
  const size = sizeOf(run, asked);
  if (!asked.limits || !needsApproval(size, asked.limits, digitsOf(size))) return undefined;
  const { wanted } = run;
  const isAsked = wanted?.of === gistOf(order) && !isConfirmedTooLongAgo(new Date(wanted.at), asked.now);
  if (!isAsked) return 'asks';
  return wanted.by.id === asked.actor.id ? 'askedBefore' : undefined;
}

/** Everything that is approved of an order: where any of it changes, it is another order. */
export function gistOf({ kind, plan, quantity, billingCycle, term, payment, payer, beside }: OrderRecord): string {
  const alsoOrdered = beside ? [beside.plan, beside.quantity] : [];
  return JSON.stringify([kind, plan, quantity, billingCycle, term, payment, payer, ...alsoOrdered]);
}

/** Who asked for the order that cart and checkout come to now, and waits for a second admin; undefined where nobody does. */
export function waitingFor(run: RunRecord, now: Date): Actor | undefined {
  const { wanted } = run;
  if (!wanted || isConfirmedTooLongAgo(new Date(wanted.at), now)) return undefined;
  const order = newOrder(run, { actor: wanted.by, now, newKey: () => '' });
  return order && gistOf(order) === wanted.of ? wanted.by : undefined;
}

/** All that is ordered: of two products the sum. */
function sizeOf(run: RunRecord, { total, present }: Placing): Size {
  const { quantity, assigned } = ofFirst(run);
  const { quantity: also, assigned: needed } = ofBeside(run);
  return { quantity: quantity + also, assigned: assigned + needed, total: withEarlier(run, total), present };
}

/** The licences of each of two products; what they cost counts as one. */
function sizesApart(run: RunRecord, { present }: Placing): Size[] {
  return [ofFirst(run), ofBeside(run)].map((one) => ({ ...one, total: undefined, present }));
}

function ofFirst(run: RunRecord): Pick<Size, 'quantity' | 'assigned'> {
  const { cart, plan } = run;
  return { quantity: cart?.quantity ?? 0, assigned: cart?.alone?.needed ?? peopleTo(run, plan ?? '') };
}

function ofBeside({ cart }: RunRecord): Pick<Size, 'quantity' | 'assigned'> {
  const { quantity = 0, needed = 0 } = cart?.beside ?? {};
  return quantity === 0 ? { quantity: 0, assigned: 0 } : { quantity, assigned: needed };
}

/** Of two products that are ordered one after the other the second counts with what the first came to: one large order does not become two small ones. */
function withEarlier({ split, earlierOrders, cart }: RunRecord, total: Money | undefined): Money | undefined {
  if ((!split && !cart?.alone) || !total) return total;
  const known = earlierOrders.flatMap(({ outcome, price }) => (outcome === 'completed' && price ? price : []));
  const same = known.filter(({ currency }) => currency === total.currency);
  return { ...total, minor: same.reduce((sum, { minor }) => sum + minor, total.minor) };
}

const digitsOf = ({ total }: Size): number => (total ? minorDigits(total.currency) : 0);
