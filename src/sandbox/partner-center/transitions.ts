import { z } from 'zod';
import type { ApiCall, ApiRoute } from '../api.js';
import { catalogItemIdOf, skuOfCatalogItem, skuWithId } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import { guidFrom } from '../random.js';
import { obstaclesTo, targetsOf } from '../world/eligibility.js';
import { consumedOf } from '../world/seats.js';
import type { Subscription, Tenant, Transition } from '../world/state.js';
import { startTransition } from '../world/transitions.js';
import { once, requestKey } from './once.js';
import { collection, partnerBadBody, partnerError } from './partner-error.js';
import { offerIdOf } from './subscription-resource.js';
import { withSubscription } from './subscriptions.js';
import { partnerTime } from './times.js';

const one = '/subscriptions/:subscription';

export const transitionRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `${one}/transitioneligibilities`, run: withSubscription(eligibilities) },
  { method: 'GET', path: `${one}/transitions`, run: withSubscription(list) },
  { method: 'POST', path: `${one}/transitions`, run: once(withSubscription(start)) },
];

function eligibilities({ tenant, now, path }: ApiCall, source: Subscription): ApiResponse {
  const items = targetsOf(tenant, source).map((target) => ({
    operationId: guidFrom(`${source.commerceId}|eligibilities`),
    catalogItemId: catalogItemIdOf(target),
    title: target.displayName,
    description: `Transition to ${target.displayName}`,
    quantity: source.seats,
    eligibilities: ([true, false] as const).map((movesPeople) => {
      const errors = obstaclesTo(tenant, source, target, movesPeople, now).map(({ code, description }) => ({
        code,
        description,
      }));
      const transitionType = movesPeople ? 'transition_with_license_transfer' : 'transition_only';
      return { isEligible: errors.length === 0, transitionType, errors };
    }),
    attributes: { objectType: 'TransitionEligibility' },
  }));
  return collection(items, path);
}

const schema = z.object({
  toCatalogItemId: z.string(),
  toSubscriptionId: z.string().optional(),
  quantity: z.int().min(1).optional(),
  termDuration: z.enum(['P1M', 'P1Y', 'P3Y']).default('P1Y'),
  billingCycle: z.enum(['monthly', 'annual', 'triennial']).default('annual'),
  transitionType: z
    .enum(['transition_only', 'transition_with_license_transfer'])
    .default('transition_with_license_transfer'),
});

function start(call: ApiCall, source: Subscription): ApiResponse {
  const { tenant, now } = call;
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  const { toCatalogItemId, toSubscriptionId, termDuration, billingCycle, transitionType } = parsed.data;
  const quantity = parsed.data.quantity ?? source.seats;
  const target = skuOfCatalogItem(toCatalogItemId);
  if (!target || !targetsOf(tenant, source).includes(target)) {
    return partnerError(
      400,
      '8',
      `The catalog item ${toCatalogItemId} is not one the subscription can be transitioned to.`,
    );
  }
  if (toSubscriptionId !== undefined)
    return partnerError(400, '2000', 'Moving into an existing subscription is not offered.');
  const movesPeople = transitionType === 'transition_with_license_transfer';
  const [error] = obstaclesTo(tenant, source, target, movesPeople, now);
  if (error) return partnerError(error.code === 4 ? 409 : 400, String(error.code), error.description);
  if (termDuration === 'P1M' && billingCycle !== 'monthly') {
    return partnerError(400, '10', 'The offer does not support the billing cycle.');
  }
  const least = Math.max(source.seats, consumedOf(tenant, source.skuId));
  if (quantity < least) return partnerError(400, '2002', `The quantity cannot be less than ${least}.`);
  const fromCatalogItemId = offerIdOf(source);
  const transition = startTransition(tenant, {
    source,
    toSkuId: target.skuId,
    quantity,
    billingCycle,
    termDuration,
    movesPeople,
    key: requestKey(call),
    at: now,
  });
  // The answer to an order has its events in PascalCase, the history in camelCase.
  const { events, ...resource } = transitionResource(tenant, transition);
  return { status: 200, body: { fromCatalogItemId, ...resource, Events: events } };
}

function list({ tenant, query, path }: ApiCall, source: Subscription): ApiResponse {
  const operationId = query.get('operationId');
  const items = tenant.transitions
    .filter(({ fromId, id }) => fromId === source.commerceId && (operationId === null || operationId === id))
    .map((transition) => transitionResource(tenant, transition));
  return collection(items, path);
}

function transitionResource(tenant: Tenant, transition: Transition): Record<string, unknown> {
  const isCreated = tenant.subscriptions.some(
    ({ commerceId, skuId }) => commerceId === transition.toId && skuId === transition.toSkuId,
  );
  const target = skuWithId(transition.toSkuId);
  return {
    operationId: transition.id,
    fromSubscriptionId: transition.fromId,
    ...(target ? { toCatalogItemId: catalogItemIdOf(target) } : {}),
    ...(isCreated ? { toSubscriptionId: transition.toId } : {}),
    quantity: transition.quantity,
    termDuration: transition.termDuration,
    billingCycle: transition.billingCycle,
    transitionType: transition.movesPeople ? 'transition_with_license_transfer' : 'transition_only',
    events: transition.events.map(({ name, status, at, errors }) => ({
      name,
      status,
      timestamp: partnerTime(at),
      ...(errors.length > 0 ? { errors } : {}),
      attributes: { objectType: 'TransitionEvent' },
    })),
    attributes: { objectType: 'Transition' },
  };
}
