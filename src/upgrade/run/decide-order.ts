import { canByApi } from '../order/commerce-forms.js';
import { isTarget } from '../plans/plans.js';
import { type Asked, type Decision, notNow, refuse, type To } from './decision.js';
import { changed } from './record.js';
import type { OrderRecord, Run, RunState } from './run.js';
import { beginning, decidedBy, sourceOf } from './states.js';

/** What people decide about the order: which plan, and that it is placed. */

export function choosePlan(run: Run, { actor, now }: Asked, plan: string, to: To): Decision {
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
  const fresh = { plan, cart: null, checkout: null, useSubscriptionId: null, seatsToBuy: null, growing: null };
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
export function placeOrder(run: Run, { actor, now, newKey }: Asked, to: To): Decision {
  const { cart, checkout, plan, path } = run;
  if (run.state.is !== 'checkout' || !cart || !checkout || !plan || !path) return notNow;
  const { growing } = run;
  const kind = path === 'automatic' ? 'upgrade' : growing ? 'seats' : 'purchase';
  if (!(kind === 'upgrade' ? canByApi[run.commerce].upgrade : canByApi[run.commerce].buy))
    return refuse({ why: 'notByApi' });
  const source = sourceOf(run).subscriptions[0];
  const at = now.toISOString();
  const order: OrderRecord = {
    kind,
    key: newKey(),
    plan,
    quantity: growing ? growing.seats + cart.quantity : cart.quantity,
    billingCycle: cart.billingCycle,
    payment: checkout.payment,
    placedAt: at,
    placedBy: actor,
    sourceCommerceId: growing?.commerceId ?? source?.commerceId ?? source?.id ?? '',
    cartId: null,
    commerceId: null,
    outcome: 'open',
  };
  const details = { plan, quantity: order.quantity, billingCycle: cart.billingCycle, key: order.key };
  if (kind !== 'upgrade')
    return to({ is: 'ordering', since: at, nextAt: at, sent: false, settlingReads: 0, sends: 0 }, { order }, details);
  return to(beginning(run, 'order', now), { order, ...decidedBy(actor, run, now) }, details);
}
