import { z } from 'zod';
import type { ApiCall, ApiRoute } from '../api.js';
import type { Sku } from '../catalogue/skus.js';
import type { ApiResponse } from '../http/message.js';
import { guidFrom } from '../random.js';
import { obstaclesTo, targetsOf } from '../world/eligibility.js';
import type { Subscription } from '../world/state.js';
import { startTransition } from '../world/transitions.js';
import { once, requestKey } from './once.js';
import { collection, partnerBadBody } from './partner-error.js';
import { withSubscription } from './subscriptions.js';

const pattern = '/subscriptions/:subscription/upgrades';

/** The older way to change a plan. @see https://learn.microsoft.com/partner-center/developer/transition-a-subscription */
export const upgradeRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: pattern, run: withSubscription(list) },
  { method: 'POST', path: pattern, run: once(withSubscription(start)) },
];

const withPeople = 'upgrade_with_license_transfer';

function offerId({ skuPartNumber }: Sku): string {
  return guidFrom(`offer|${skuPartNumber}`).toUpperCase();
}

function list(call: ApiCall, source: Subscription): ApiResponse {
  const items = targetsOf(call.tenant, source).flatMap((target) =>
    ['upgrade_only', withPeople].map((upgradeType) => {
      const upgradeErrors = errorsFor(call, source, target, upgradeType);
      return {
        targetOffer: {
          id: offerId(target),
          name: target.displayName,
          minimumQuantity: 1,
          maximumQuantity: 10_000_000,
          isAddOn: false,
          product: { id: target.skuId, name: target.displayName, unit: 'Licenses' },
        },
        upgradeType,
        isEligible: upgradeErrors.length === 0,
        quantity: source.seats,
        upgradeErrors,
        attributes: { objectType: 'Upgrade' },
      };
    }),
  );
  return collection(items, call.path);
}

/** Upgrades number the same reasons as transitions up to 10; missing roles are 11 here. */
function errorsFor({ tenant, now }: ApiCall, source: Subscription, target: Sku, upgradeType: string) {
  return obstaclesTo(tenant, source, target, upgradeType === withPeople, now).map(({ code, description }) => ({
    code: code === 13 ? 11 : code,
    description,
    additionalDetails: null,
    attributes: { objectType: 'UpgradeError' },
  }));
}

const schema = z.object({
  targetOffer: z.object({ id: z.string() }),
  upgradeType: z.enum(['upgrade_only', withPeople]).default(withPeople),
  quantity: z.int().min(1).optional(),
});

function start(call: ApiCall, source: Subscription): ApiResponse {
  const { tenant, now } = call;
  const parsed = schema.safeParse(call.body);
  if (!parsed.success) return partnerBadBody(parsed.error.issues);
  const { targetOffer, upgradeType, quantity } = parsed.data;
  const target = targetsOf(tenant, source).find((sku) => offerId(sku) === targetOffer.id.toUpperCase());
  const upgradeErrors = target
    ? errorsFor(call, source, target, upgradeType)
    : [{ code: 8, description: 'The target offer was not found.' }];
  const result = { sourceSubscriptionId: source.commerceId, upgradeType, licenseErrors: [], upgradeErrors };
  const attributes = { objectType: 'UpgradeResult' };
  if (!target || upgradeErrors.length > 0) return { status: 200, body: { ...result, attributes } };
  const { toId } = startTransition(tenant, {
    source,
    toSkuId: target.skuId,
    quantity: Math.max(quantity ?? source.seats, source.seats),
    billingCycle: source.billingCycle,
    termDuration: 'P1Y',
    movesPeople: upgradeType === withPeople,
    key: requestKey(call),
    at: now,
  });
  return { status: 200, body: { ...result, targetSubscriptionId: toId, attributes } };
}
