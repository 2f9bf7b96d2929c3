import { z } from 'zod';
import { hasProblem, type OrderRequest, type OrderStatus, PortError } from '../../upgrade/ports.js';
import { isCollection, type PartnerCenter } from './client.js';
import { readCatalogItemIds } from './eligibility.js';
import { findOrder, notBefore, sameId, standingOf } from './orders.js';
import { momentOf } from './time.js';
import { progressOf, startOf, type Transition, transitionSchema } from './transition-events.js';

const placing = 'ordering the upgrade';
/** The transition that an order began. Every field may be missing, but an answer with none of them tells of no transition. */
const startedSchema = transitionSchema.refine(
  ({ operationId, toCatalogItemId, events }) => operationId != null || toCatalogItemId != null || events != null,
);

/**
 * Orders the upgrade of a subscription together with its people.
 * @throws PortError `unknownOutcome` when no answer came, or one that is no transition: {@link findTransition} tells
 * @see https://learn.microsoft.com/partner-center/developer/transition-a-subscription
 */
export async function placeTransition(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  const { tenantId: customer, plan, quantity, billingCycle, term } = order;
  const [toCatalogItemId] = await readCatalogItemIds(center, customer, order.sourceCommerceId, plan);
  if (toCatalogItemId === undefined) {
    throw new PortError(
      { is: 'refused', code: 'planNotOffered', text: `Partner Center does not list ${plan}` },
      placing,
    );
  }
  const body = {
    toCatalogItemId,
    quantity,
    termDuration: term,
    billingCycle,
    transitionType: 'transition_with_license_transfer',
  };
  const path = transitionsPath(order);
  const transition = await center.change(
    { customer, method: 'POST', path, body, requestId: order.key, doing: placing },
    startedSchema,
  );
  return byEvents(transition, center.now()) ?? { is: 'inProgress' };
}

/**
 * Reads where an upgrade stands.
 * @returns `notFound` when the subscription has no transition that can be this order
 * @throws PortError, also `notFound` when the subscription itself is not there any more, which settles nothing
 * @see https://learn.microsoft.com/partner-center/developer/get-transitions
 */
export async function findTransition(center: PartnerCenter, order: OrderRequest): Promise<OrderStatus> {
  const ours = (await readTransitions(center, order)).filter((transition) => mayBe(center, transition, order));
  if (ours.length === 0) return { is: 'notFound' };
  const catalogItemIds = await knownItemIds(center, order);
  const toThePlan = ours.filter(({ toCatalogItemId }) => isOneOf(catalogItemIds, toCatalogItemId));
  const transition = toThePlan.sort((one, other) => startedAt(one) - startedAt(other)).at(-1);
  if (!transition) return { is: 'notFound' };

  const settled = byEvents(transition, center.now());
  if (settled) return settled;
  const commerceOrder = await findOrder(center, order.tenantId, {
    alternateId: transition.operationId ?? undefined,
    catalogItemIds,
    quantity: order.quantity,
    placedAt: order.placedAt,
  });
  return (commerceOrder && standingOf(commerceOrder)) ?? { is: 'inProgress' };
}

const historySchema = z
  .object({
    totalCount: z.number().nullish(),
    items: z.array(transitionSchema).nullish(),
    transition: z.array(transitionSchema).nullish(),
  })
  .refine(({ totalCount, items, transition }) => isCollection({ totalCount, items: items ?? transition }))
  .transform(({ items, transition }) => items ?? transition ?? []);

function readTransitions(center: PartnerCenter, order: OrderRequest): Promise<Transition[]> {
  const doing = 'reading the upgrades of the subscription';
  return center.get({ customer: order.tenantId, path: transitionsPath(order), doing }, historySchema);
}

function transitionsPath(order: OrderRequest): string {
  return `/subscriptions/${encodeURIComponent(order.sourceCommerceId)}/transitions`;
}

function mayBe(center: PartnerCenter, transition: Transition, order: OrderRequest): boolean {
  const quantityFits = transition.quantity == null || transition.quantity === order.quantity;
  return quantityFits && notBefore(startOf(transition), center.earliest(order.placedAt));
}

/** Empty when Partner Center no longer tells, as for a subscription that was upgraded away. */
async function knownItemIds(center: PartnerCenter, order: OrderRequest): Promise<string[]> {
  try {
    return await readCatalogItemIds(center, order.tenantId, order.sourceCommerceId, order.plan);
  } catch (error) {
    if (hasProblem(error, 'notFound', 'refused')) return [];
    throw error;
  }
}

// When the plan's items are not told, quantity and time have to do: saying "not found" would risk a second order.
function isOneOf(catalogItemIds: readonly string[], id: string | null | undefined): boolean {
  return catalogItemIds.length === 0 || !id || catalogItemIds.some((known) => sameId(id, known));
}

function startedAt(transition: Transition): number {
  return momentOf(startOf(transition)) || 0;
}

const reassignmentShowsWithinMs = 60 * 60_000;

function byEvents(transition: Transition, now: Date): OrderStatus | undefined {
  const progress = progressOf(transition.events ?? []);
  switch (progress.is) {
    case 'running':
      return undefined;
    case 'failed':
      return { is: 'declined', ...progress.finding };
    case 'unclear':
      return progress;
    case 'converted': {
      // A history that never mentions its people must not keep the order open for ever.
      const old = progress.at !== undefined && now.getTime() - momentOf(progress.at) > reassignmentShowsWithinMs;
      const commerceId = transition.toSubscriptionId ?? undefined;
      return progress.peopleSettled || old ? { is: 'completed', commerceId } : { is: 'inProgress' };
    }
    default:
      return progress satisfies never;
  }
}
