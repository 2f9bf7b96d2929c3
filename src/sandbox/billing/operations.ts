import type { ApiCall, ApiRoute } from '../api.js';
import type { ApiResponse } from '../http/message.js';
import type { BillingOperation } from '../world/billing-state.js';
import type { Subscription, Tenant } from '../world/state.js';
import { newId, schedule } from '../world/time.js';
import { account, withAccount } from './accounts.js';
import { armNotFound } from './arm-error.js';
import { accountId, apiVersion } from './names.js';

export const operationRoutes: readonly ApiRoute[] = [
  { method: 'GET', path: `${account}/operationResults/:operation`, run: withAccount(result) },
];

const retryAfterSeconds = 10;
const takesMs = 8000;
const lockMs = 30_000;

const names: Readonly<Record<BillingOperation['kind'], string>> = {
  cancel: 'cancelBillingSubscription',
  update: 'updateBillingSubscription',
  purchase: 'createBillingSubscriptionAlias',
};

/** Begins something that takes a while; whoever began it gives it an outcome later. */
export function beginOperation(tenant: Tenant, kind: BillingOperation['kind'], of: string): BillingOperation {
  const operation: BillingOperation = { id: `${names[kind]}_${newId(tenant, 'billing operation')}`, kind, of };
  tenant.billing.operations.set(operation.id.toLowerCase(), operation);
  return operation;
}

/**
 * Begins a change of a subscription, which is then locked: the change is made some seconds later, and other changes
 * are refused until half a minute has passed.
 */
export function beginChange(
  { tenant, now }: ApiCall,
  kind: 'cancel' | 'update',
  { commerceId }: Subscription,
  make: (at: number) => NonNullable<BillingOperation['outcome']>,
): BillingOperation {
  const operation = beginOperation(tenant, kind, commerceId);
  tenant.billing.lockedUntil.set(commerceId, now + lockMs);
  schedule(tenant, now + takesMs, (due) => {
    operation.outcome = make(due);
  });
  return operation;
}

/** 202 with where to ask for the outcome. */
export function accepted({ tenant, origin }: ApiCall, { id }: BillingOperation): ApiResponse {
  const location = `${origin}${accountId(tenant)}/operationResults/${id}?api-version=${apiVersion}`;
  return { status: 202, headers: { Location: location, 'Retry-After': String(retryAfterSeconds) } };
}

function result(call: ApiCall): ApiResponse {
  const operation = call.tenant.billing.operations.get((call.parameters.operation ?? '').toLowerCase());
  if (!operation) return armNotFound('operation');
  return operation.outcome ?? accepted(call, operation);
}
