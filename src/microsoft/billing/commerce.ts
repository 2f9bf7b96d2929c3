import { canByApi } from '../../upgrade/order/commerce-forms.js';
import { type Commerce, PortError } from '../../upgrade/ports.js';
import { accountPath } from './account.js';
import { buy, findPurchase } from './aliases.js';
import { type BillingOptions, billingClient } from './client.js';
import { readEligibility } from './eligibility.js';
import { endSubscription, termsOf } from './end.js';
import { findSubscription } from './find-subscription.js';
import { readPayers } from './payers.js';
import { offerOf, plansSold, productIds } from './products.js';
import { readPeopleWith, readRolesOf } from './roles.js';
import { findSeats, raiseSeats } from './seats.js';

/**
 * The commerce of direct customers on a Microsoft Customer Agreement: licences are bought and added and subscriptions
 * cancelled through Microsoft.Billing; the Upgrade tab and changes of addresses stay with an admin in the admin center.
 * @example
 * const commerce = billingAccountCommerce({
 *   baseUrl: 'https://management.azure.com', billingAccountId, products, directory, tokens, fetch, newGuid: randomUUID,
 * });
 * @see https://learn.microsoft.com/rest/api/billing/
 */
export function billingAccountCommerce(options: BillingOptions): Commerce {
  const billing = billingClient(options);
  const accountOf = (tenantId: string) => accountPath(billing, tenantId, options.billingAccountId);
  const named = async (tenantId: string, commerceId: string) =>
    findSubscription(billing, tenantId, await accountOf(tenantId), commerceId, options.directory);
  const sourcesOf = async (tenantId: string) => ({
    billing,
    tenantId,
    account: await accountOf(tenantId),
    configured: options.products,
  });
  return {
    form: 'billing-account',
    can: canByApi['billing-account'],
    eligibility: (tenantId, source) => readEligibility(billing, tenantId, () => accountOf(tenantId), source),
    sells: async (tenantId) => plansSold(await sourcesOf(tenantId)),
    offer: (tenantId, plan) => offerOf(() => sourcesOf(tenantId), plan),
    payers: async (tenantId, source) => readPayers(billing, { tenantId, account: await accountOf(tenantId), source }),
    // An admin changes addresses in the admin center.
    parties: async () => undefined,
    saveParties: async () => noApi('changing who is billed'),
    prepare: async () => ({ cartId: undefined }),
    place: async (order) => {
      const { kind, tenantId, plan } = order;
      if (kind === 'upgrade') return noApi('ordering an upgrade');
      const account = await accountOf(tenantId);
      switch (kind) {
        case 'purchase':
          return buy(billing, account, order, await productIds(await sourcesOf(tenantId), plan));
        case 'seats':
          return raiseSeats(billing, account, order, options.directory);
        default:
          return kind satisfies never;
      }
    },
    find: async (order) => {
      const { kind, tenantId } = order;
      if (kind === 'upgrade') return noApi('finding an upgrade');
      const account = await accountOf(tenantId);
      switch (kind) {
        case 'purchase':
          return findPurchase(billing, account, order);
        case 'seats':
          return findSeats(billing, account, order, options.directory);
        default:
          return kind satisfies never;
      }
    },
    terms: async (tenantId, commerceId) => termsOf(await named(tenantId, commerceId)),
    end: async (tenantId, commerceId) =>
      endSubscription(billing, tenantId, await accountOf(tenantId), await named(tenantId, commerceId)),
    rolesOf: async (tenantId, personId, held, payer) =>
      readRolesOf(await sourcesOf(tenantId), options.directory, personId, held, payer),
    peopleWith: async (tenantId, limit) => readPeopleWith(await sourcesOf(tenantId), options.directory, limit),
  };
}

function noApi(doing: string): never {
  throw new PortError(
    { is: 'refused', code: 'noApi', text: 'Microsoft has no API for this; it is done in the admin center' },
    doing,
  );
}
