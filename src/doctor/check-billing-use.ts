import { type Billing, type BillingOptions, billingClient } from '../microsoft/billing/client.js';
import { knownProducts } from '../microsoft/billing/products.js';
import { readAllAssignments } from '../microsoft/billing/roles.js';
import { displayName } from '../upgrade/plans/plans.js';
import { hasProblem } from '../upgrade/ports.js';
import { explainProblem } from './explain-problem.js';
import { error, type Finding, ok, warning } from './finding.js';

/** What buying on a billing account takes beside reading it: who may, and what plans are called. */

type Options = {
  api: string;
  token: string;
  tenant: string;
  billingAccountId: string;
  products: BillingOptions['products'];
  fetch: typeof fetch;
};

export async function checkBillingUse(options: Options): Promise<Finding[]> {
  const { api, token, tenant, billingAccountId, products, fetch } = options;
  const billing = billingClient({ baseUrl: api, tokens: async () => token, fetch, attempts: 1 });
  const account = `/providers/Microsoft.Billing/billingAccounts/${encodeURIComponent(billingAccountId)}`;
  const where = { billing, tenantId: tenant, account };
  return [await rolesSeen(where, api), await productsSeen({ ...where, configured: products }, api)];
}

type Where = { billing: Billing; tenantId: string; account: string };

/** @see https://learn.microsoft.com/rest/api/billing/billing-role-assignments/list-by-billing-account (2024-04-01) */
async function rolesSeen(where: Where, api: string): Promise<Finding> {
  const id = 'commerce.billing-roles';
  const assigning = 'Microsoft 365 admin center > Billing > Billing accounts > Assign roles';
  try {
    const { length } = await readAllAssignments(where);
    return length > 0
      ? ok(id, `${length} assignments of roles that buy and cancel can be read`)
      : error(id, 'nobody has a role that buys and cancels', `${assigning}: make somebody an owner or a contributor.`);
  } catch (thrown) {
    if (isForPeople(thrown)) return forPeople(id);
    return explainProblem(id, thrown, {
      api,
      denied: `${assigning}: give the app a role that sees them; without it admin roles alone decide who may look.`,
      notFound: 'Check BILLING_ACCOUNT_ID.',
    });
  }
}

async function productsSeen(sources: Where & { configured: Options['products'] }, api: string): Promise<Finding> {
  const id = 'commerce.products';
  try {
    const known = await knownProducts(sources);
    const differing = known.filter(
      ({ configured, bought }) => configured && bought.length > 0 && !bought.includes(configured),
    );
    if (differing.length > 0) {
      const plans = differing.map(
        ({ plan, configured, bought }) => `${plan} is ${configured}, bought as ${bought.join(' or ')}`,
      );
      return warning(
        id,
        `PRODUCTS differs from what the account bought: ${plans.join('; ')}`,
        'Put the ids that the account buys under into PRODUCTS.',
      );
    }
    const unknown = known.filter(({ configured, bought }) => !configured && bought.length !== 1);
    if (unknown.length === 0) return ok(id, `product ids of all ${known.length} plans are known`);
    const names = unknown.map(({ plan }) => displayName(plan)).join(', ');
    return warning(
      id,
      `no product id is known of ${names}: an admin buys them in the admin center`,
      'Name their productTypeId and skuId in the file of PRODUCTS.',
    );
  } catch (thrown) {
    if (isForPeople(thrown)) return forPeople(id);
    return explainProblem(id, thrown, {
      api,
      denied: 'Make the app a contributor of the account.',
      notFound: 'Check BILLING_ACCOUNT_ID.',
    });
  }
}

const isForPeople = (thrown: unknown): boolean =>
  hasProblem(thrown, 'denied') && thrown.problem.mendedBy === 'operator';

const forPeople = (id: string): Finding =>
  warning(
    id,
    'Microsoft answers signed-in people only (user context): purchases and cancellations are guided in the admin center',
    'Nothing the admins of the tenant can mend. Ask Microsoft whether the account can be used by an app.',
  );
