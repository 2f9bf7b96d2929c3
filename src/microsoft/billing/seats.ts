import { type Directory, hasProblem, type OrderRequest, type OrderStatus, PortError } from '../../upgrade/ports.js';
import type { Answer } from '../call.js';
import { readBody } from '../http.js';
import type { Billing } from './client.js';
import { findSubscription } from './find-subscription.js';
import { follow } from './follow.js';
import { isLocked, locked } from './locked.js';
import { inPath } from './resource-id.js';
import { type BillingSubscription, billingSubscriptionSchema, readSubscription } from './subscriptions.js';
import { purchaseMeaning, requireClear } from './words.js';

const doing = 'raising the number of licences';

type Named = Pick<Directory, 'subscriptions'> | undefined;

/**
 * Raises the number of licences of a purchase to the order's. One that has as many or more is left alone, so the same
 * order sent again changes nothing. Microsoft.Billing takes no version with a change; only its lock keeps two apart.
 * @throws PortError `unknownOutcome` when no answer came: {@link findSeats} tells; `busy` while another change of the
 * subscription is being carried out; `refused` with code `subscriptionNotActive` when it has ended, or as Microsoft
 * refuses
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/update
 */
export async function raiseSeats(
  billing: Billing,
  account: string,
  order: OrderRequest,
  directory: Named,
): Promise<OrderStatus> {
  const { tenantId, sourceCommerceId, quantity } = order;
  try {
    const found = await findSubscription(billing, tenantId, account, sourceCommerceId, directory, quantity);
    return await raise(billing, account, order, found);
  } catch (error) {
    if (hasProblem(error, 'notFound')) throw notActive('is not there any more');
    throw error;
  }
}

/**
 * Reads whether a purchase has the order's number of licences.
 * @returns `notFound` also when the purchase has ended or is not there any more
 * @see https://learn.microsoft.com/rest/api/billing/billing-subscriptions/get
 */
export async function findSeats(
  billing: Billing,
  account: string,
  order: OrderRequest,
  directory: Named,
): Promise<OrderStatus> {
  const { tenantId, sourceCommerceId, quantity } = order;
  try {
    const found = await findSubscription(billing, tenantId, account, sourceCommerceId, directory, quantity);
    if (isInactive(found)) return { is: 'notFound' };
    return completed(found, order) ?? (isLocked(found) ? { is: 'inProgress' } : { is: 'notFound' });
  } catch (error) {
    if (hasProblem(error, 'notFound')) return { is: 'notFound' };
    throw error;
  }
}

async function raise(
  billing: Billing,
  account: string,
  order: OrderRequest,
  subscription: BillingSubscription,
): Promise<OrderStatus> {
  requireActive(subscription);
  const already = completed(subscription, order);
  if (already) return already;
  if (subscription.quantity == null) throw unknownQuantity();
  if (isLocked(subscription)) throw locked(doing);
  const { tenantId, quantity } = order;
  const path = `${account}/billingSubscriptions/${inPath(subscription.name)}`;
  const body = { properties: { quantity } };
  try {
    return await outcomeOf(billing, order, await billing.change({ tenantId, method: 'PATCH', path, body, doing }));
  } catch (error) {
    if (!hasProblem(error, 'refused')) throw error;
    if (error.problem.code === 'LockedForUpdate') throw locked(doing);
    // Error codes are not documented; what the subscription is like now says why it was refused.
    const current = await readSubscription(billing, tenantId, account, subscription.name);
    const meanwhile = current && completed(current, order);
    if (meanwhile) return meanwhile;
    throw current && isLocked(current) ? locked(doing) : error;
  }
}

function requireActive(subscription: BillingSubscription): void {
  if (isInactive(subscription)) throw notActive(`is ${subscription.status.toLowerCase()}`);
  requireClear(subscription.status, doing);
}

/** What came of a change that was taken. What is still going on is told by reading the subscription. */
async function outcomeOf(billing: Billing, order: OrderRequest, answer: Answer): Promise<OrderStatus> {
  if (answer.status !== 202) {
    const changed = readBody({ service: 'billing', kind: 'write', doing }, answer.body, billingSubscriptionSchema);
    return completed(changed, order) ?? { is: 'inProgress' };
  }
  try {
    await follow(billing, order.tenantId, answer, doing);
    return { is: 'inProgress' };
  } catch (error) {
    if (!hasProblem(error, 'refused')) throw error;
    const { code, text } = error.problem;
    return { is: 'declined', code, text };
  }
}

function completed({ quantity }: BillingSubscription, order: OrderRequest): OrderStatus | undefined {
  const enough = quantity != null && quantity >= order.quantity;
  return enough ? { is: 'completed', commerceId: order.sourceCommerceId } : undefined;
}

function isInactive({ status }: BillingSubscription): boolean {
  const meaning = purchaseMeaning(status);
  return meaning === 'inactive' || meaning === 'ended';
}

function notActive(how: string): PortError {
  return new PortError({ is: 'refused', code: 'subscriptionNotActive', text: `The subscription ${how}.` }, doing);
}

// To raise what is not known might be to lower it.
function unknownQuantity(): PortError {
  const text = 'Microsoft does not tell how many licences the subscription has.';
  return new PortError({ is: 'refused', code: 'unknownQuantity', text }, doing);
}
