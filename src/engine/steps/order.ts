import {
  type Commerce,
  hasProblem,
  type OrderRequest,
  type OrderStanding,
  type Parties,
  PortError,
  type Problem,
} from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import type { OrderRecord } from '../../upgrade/run/shape.js';
import { rolesToAct } from '../rights.js';
import { refreshSnapshot } from '../snapshot/take.js';
import type { Step, StepTools } from './step.js';

/**
 * Places the order once. It is stored as sent before it leaves, so that after a crash, a lost reply or a time-out its
 * outcome is settled by reading; only when reading has settled that it never arrived is it sent anew, under its own key.
 */
export const order: Step = async (run, tools) => {
  if (run.state.is !== 'ordering' || !run.order) return;
  const commerce = await tools.world.commerceFor(run.tenantId);
  if (run.state.sent) {
    await tools.tell({ found: 'order', status: await commerce.find(requestOf(run, run.order)) });
    return;
  }
  if (!(await buyerMay(run, run.order, tools))) return;
  await saveParties(commerce, run);
  const ready = await withCart(commerce, run, run.order, tools);
  if (!ready) return;
  const sending = await tools.tell({ found: 'sending' });
  // It does not leave where the run is not in the state any more, its confirmation has grown too old, or another process
  // that took the run over was first to say that it leaves.
  if (sending.state.is !== 'ordering' || sending.state.sends !== run.state.sends + 1) return;
  await send(commerce, requestOf(run, ready), tools);
};

/** Looks where an order stands that was taken and is under review. */
export const followOrder: Step = async (run, tools) => {
  const { world, tell } = tools;
  if (!run.order) return;
  // A credit check lasts for days: what is written down must be what was so when the upgrade begins.
  if (run.order.kind === 'upgrade') await refreshSnapshot(run, tools);
  const commerce = await world.commerceFor(run.tenantId);
  await tell({ found: 'order', status: await commerce.find(requestOf(run, run.order)) });
};

async function send(commerce: Commerce, request: OrderRequest, { tell }: StepTools): Promise<void> {
  try {
    await tell({ found: 'order', status: await commerce.place(request) });
  } catch (error) {
    if (!(error instanceof PortError) || error.problem.is === 'unknownOutcome') throw error;
    const { problem, service } = error;
    if (problem.is === 'busy' || problem.is === 'unreachable') {
      const retryAfterMs = problem.is === 'busy' ? problem.retryAfterMs : undefined;
      await tell({ found: 'notTaken', retryAfterMs, service });
      return;
    }
    // It may have been turned away because an earlier sending of this very order is being carried out: reading tells.
    const status = await readIfAllowed(commerce, request, problem);
    await tell(status.is === 'notFound' ? { found: 'turnedAway', problem, service } : { found: 'order', status });
  }
}

/** What may not be asked either was turned away like the order, which therefore came to nothing. */
async function readIfAllowed(commerce: Commerce, request: OrderRequest, { is }: Problem): Promise<OrderStanding> {
  try {
    return await commerce.find(request);
  } catch (error) {
    const isDeniedToo = is === 'denied' && hasProblem(error, 'denied');
    if (isDeniedToo) return { is: 'notFound' };
    throw error;
  }
}

/** Reads what whoever placed the order holds, and tells it: it leaves in their name. @returns whether it is to leave */
async function buyerMay(run: Run, { placedBy, payer }: OrderRecord, { world, tell }: StepTools): Promise<boolean> {
  const roles = await rolesToAct(world, run.tenantId, placedBy.id, payer ?? undefined);
  const { state } = await tell({ found: 'decider', roles });
  return state.is === 'ordering' && !state.sent;
}

async function withCart(
  commerce: Commerce,
  run: Run,
  record: OrderRecord,
  { tell, priceOf }: StepTools,
): Promise<OrderRecord | undefined> {
  if (record.kind !== 'purchase' || (record.cartId && !record.cartExpired)) return record;
  const { cartId, refused } = await commerce.prepare(requestOf(run, record));
  return (await tell({ found: 'cart', cartId, price: priceOf(run), refused })).order ?? undefined;
}

/** Writes changed addresses to the commerce before the order, so that it is sold and billed to whom the admin said. */
async function saveParties(commerce: Commerce, run: Run): Promise<void> {
  // Licences are added under the subscription's own terms.
  if (run.order?.kind === 'seats') return;
  const { soldTo, billedTo } = run.checkout ?? {};
  if (!soldTo || !billedTo || !commerce.can.changeParties) return;
  const wanted: Parties = { soldTo, billedTo };
  const recorded = await commerce.parties(run.tenantId);
  if (JSON.stringify(recorded) !== JSON.stringify(wanted)) await commerce.saveParties(run.tenantId, wanted);
}

/** The order as the commerce is asked for it: the same whenever it is asked. */
export function requestOf(run: Run, record: OrderRecord): OrderRequest {
  const { kind, key, sourceCommerceId, plan, quantity, billingCycle, term, attested, beside } = record;
  return {
    tenantId: run.tenantId,
    kind,
    key,
    sourceCommerceId,
    plan,
    quantity,
    billingCycle,
    term,
    payer: record.payer ?? undefined,
    attested,
    cartId: record.cartId ?? undefined,
    placedAt: new Date(record.placedAt),
    // What was refused is not in the cart, or came to no order.
    beside: beside && beside.refusal === null ? { plan: beside.plan, quantity: beside.quantity } : undefined,
  };
}
