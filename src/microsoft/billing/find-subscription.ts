import type { Directory } from '../../upgrade/ports.js';
import { PortError } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import { sameId } from './resource-id.js';
import {
  type BillingSubscription,
  goesBy,
  hasEnded,
  isOfPlan,
  listSubscriptions,
  readSubscription,
} from './subscriptions.js';

const doing = 'finding the subscription on the billing account';

/**
 * The purchase behind a subscription of Graph: by id, and where the two name it differently by plan and number of
 * licences, if on both sides only one is like that.
 * @param id Graph's commerceSubscriptionId, or its id when it has none
 * @param raisedTo how many licences it may have by now while Graph still shows fewer
 * @throws PortError `notFound` when the account has nothing like it, `refused` with code `ambiguousSubscription` when
 * it cannot be told from another
 */
export async function findSubscription(
  billing: Billing,
  tenantId: string,
  account: string,
  id: string,
  directory: Pick<Directory, 'subscriptions'> | undefined,
  raisedTo?: number,
): Promise<BillingSubscription> {
  const named = await readSubscription(billing, tenantId, account, id);
  if (named) return named;
  const listed = await listSubscriptions(billing, tenantId, account);
  const byId = listed.filter((one) => goesBy(one, id));
  if (byId.length > 0) return theOnly(byId);
  return theOnly(await alike(listed, tenantId, id, directory, raisedTo));
}

async function alike(
  listed: readonly BillingSubscription[],
  tenantId: string,
  id: string,
  directory: Pick<Directory, 'subscriptions'> | undefined,
  raisedTo: number | undefined,
): Promise<BillingSubscription[]> {
  const rows = (await directory?.subscriptions(tenantId)) ?? [];
  const wanted = rows.find((row) => sameId(row.commerceId, id) || sameId(row.id, id));
  if (!wanted) return [];
  const { sku, seats } = wanted;
  const twins = rows.filter((row) => row.sku === sku && row.seats === seats && row.status !== 'Deleted');
  if (twins.length > 1) throw ambiguous();
  const ofPlan = listed.filter((one) => isOfPlan(one, sku));
  const standing = ofPlan.filter((one) => !hasEnded(one));
  const quantities = raisedTo === undefined ? [seats] : [seats, raisedTo];
  const found = quantities.map((quantity) => standing.filter((one) => one.quantity === quantity));
  // Where all have ended it does not matter which one was meant.
  return found.find((some) => some.length > 0) ?? ofPlan.filter((one) => one.quantity === seats).slice(0, 1);
}

function theOnly(found: readonly BillingSubscription[]): BillingSubscription {
  const [only, ...more] = found;
  if (!only) throw new PortError({ is: 'notFound' }, doing);
  if (more.length > 0) throw ambiguous();
  return only;
}

function ambiguous(): PortError {
  const text = 'Several subscriptions have the same plan and number of licences; which one is meant cannot be told';
  return new PortError({ is: 'refused', code: 'ambiguousSubscription', text }, doing);
}
