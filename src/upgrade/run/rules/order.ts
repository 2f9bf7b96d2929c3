import type { Said } from '../../ports.js';
import type { AnyState } from '../definition.js';
import { adminTask, transition } from '../entering.js';
import { apart } from '../order-record.js';
import { amend, noted, raiseNotice, to } from '../record.js';
import type { Standing } from '../settled.js';
import type { In, OrderRecord, RunRecord } from '../shape.js';
import { assignedAtFirst } from '../source-of.js';
import { turningTo } from '../targets.js';
import { troubled } from '../trouble.js';
import { hour } from '../waiting.js';
import { afterBuying } from './after-buying.js';

/** What becomes of a run when the engine has read where its order stands. */

/** Microsoft has taken the order of an upgrade, and carries it out. */
export function orderTaken(run: RunRecord, order: OrderRecord, now: Date) {
  const carriedOut = transition(assignedAtFirst(run), now);
  return to(run, carriedOut, now, 'orderTaken', { order, attempts: 0 }, { key: order.key });
}

/** All that was ordered is decided: it was taken, declined, or one product was taken and the other one refused. */
export function orderSettled(
  run: RunRecord & { state: AnyState },
  order: OrderRecord,
  { taken, refused }: Extract<Standing, { is: 'settled' }>,
  now: Date,
) {
  const [refusal] = refused;
  const [first] = taken;
  if (!refusal) return order.kind === 'upgrade' && first ? orderTaken(run, first, now) : bought(run, order, taken, now);
  return first ? partlyTaken(run, first, refusal, now) : declined(run, order, refusal.said, now);
}

function bought(run: RunRecord, { key }: OrderRecord, orders: readonly OrderRecord[], now: Date) {
  const { state, patch } = afterBuying(run, now, orders);
  const taken = to(run, state, now, 'orderTaken', { ...patch, attempts: 0 }, { key });
  return state.is === 'manualBuy' ? raiseNotice(taken, 'buyNext', now) : taken;
}

/**
 * Microsoft took one of two products and refused the other: what was taken stays, and the run stands at the checkout of
 * the other one alone, under a key of its own.
 */
function partlyTaken(
  run: RunRecord & { state: AnyState },
  taken: OrderRecord,
  { order, said }: { order: OrderRecord; said: Said },
  now: Date,
) {
  const { code, text, remedy } = said;
  const earlierOrders = [...run.earlierOrders, taken, { ...order, outcome: 'declined' as const }];
  const patch = { order: null, earlierOrders, ...turnedToRefused(run, taken.plan, order) };
  const asked = remedy === 'attestation' ? { attestationAsked: true } : {};
  const trouble = { is: 'orderDeclined', code, text, remedy, plan: order.plan, taken: taken.plan } as const;
  const details = { key: order.key, plan: taken.plan, refused: order.plan };
  const told = noted(run, { ...patch, ...asked }, { at: now, by: null, what: 'orderTakenInPart', details });
  return troubled(told, trouble, { is: 'checkout' } as const, now);
}

/** The run with the refused product alone in its cart. */
function turnedToRefused(run: RunRecord, taken: string, { plan, quantity }: OrderRecord): Partial<RunRecord> {
  const { split, cart, offer } = run;
  if (!cart) return {};
  const { beside, ...first } = cart;
  const alone = { ...first, quantity };
  if (split) {
    const bought = [...new Set([...split.bought, taken])];
    return { split: { ...split, bought }, ...turningTo(run, plan), offer, cart: alone };
  }
  return { cart: plan === run.plan ? alone : { ...alone, alone: { plan, needed: beside?.needed ?? quantity } } };
}

/** Microsoft declined: the order is closed, and another may be placed. */
export function declined(run: RunRecord & { state: AnyState }, order: OrderRecord, said: Said, now: Date) {
  const { code, text, remedy } = said;
  const asked = remedy === 'attestation' ? { ...run, attestationAsked: true } : run;
  const trouble = { is: 'orderDeclined', code, text, remedy } as const;
  return troubled(closed(asked, order, 'declined'), trouble, { is: 'checkout' } as const, now);
}

/**
 * The order was not taken while its confirmation held: it is closed, and the run stands at checkout again, where
 * somebody confirms anew.
 */
export function confirmAnew(run: RunRecord & { state: AnyState }, order: OrderRecord, now: Date) {
  const details = { key: order.key };
  const back = to(closed(run, order, 'lapsed'), { is: 'checkout' }, now, 'orderLapsed', { attempts: 0 }, details);
  return raiseNotice(back, 'confirmOrder', now);
}

/** Whoever placed the order may not buy any more: it does not leave, and somebody who may confirms it. */
export function buyerLostRole(run: RunRecord & { state: AnyState }, order: OrderRecord, now: Date) {
  const details = { key: order.key, by: order.placedBy.name };
  const back = to(closed(run, order, 'lapsed'), { is: 'checkout' }, now, 'orderRoleLost', { attempts: 0 }, details);
  return raiseNotice(back, 'orderRoleLost', now);
}

/** Microsoft takes the order from a signed-in person only: an admin places it in the admin center. */
export function leftToPerson(run: RunRecord & { state: AnyState }, order: OrderRecord, now: Date) {
  const patch = { attempts: 0, offer: { is: 'byHand', because: 'needsPerson' }, growing: null } as const;
  const lapsed = closed(run, order, 'lapsed');
  const byHand = to(lapsed, adminTask('buy', now), now, 'onlyByPerson', patch, { key: order.key });
  return raiseNotice(byHand, 'onlyByPerson', now);
}

/** The run with its order among the earlier ones, so that another may be placed. */
export function closed<R extends RunRecord>(run: R, order: OrderRecord, outcome: OrderRecord['outcome']): R {
  return { ...run, order: null, earlierOrders: [...run.earlierOrders, ...apart({ ...order, outcome })] };
}

/** Looks again; a day after it should have come to something, a person is told and may let it look again. */
export function waitOnOrder<S extends AnyState & { since: string }>(
  run: In<S>,
  state: S,
  { what, expectedBy }: { what: 'creditCheck' | 'review' | 'provisioning'; expectedBy: string },
  now: Date,
) {
  if (now.getTime() <= Date.parse(expectedBy) + 24 * hour) return amend(run, { state });
  return troubled(run, { is: 'overdue', what, since: state.since }, state, now);
}
