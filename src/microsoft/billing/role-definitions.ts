import { z } from 'zod';
import { hasProblem } from '../../upgrade/ports.js';
import type { BillingRole } from '../../upgrade/tenant/roles.js';
import { plainWord } from '../words.js';
import type { Billing } from './client.js';

/** The roles that buy and cancel, by the id (in small letters) that assignments name them with. */
export type Definitions = ReadonlyMap<string, BillingRole>;

/**
 * The names of the roles that buy and cancel, in plain letters. Readers and invoice managers do not; a role that is not
 * named here does not either.
 * @see https://learn.microsoft.com/azure/cost-management-billing/manage/understand-mca-roles (read 2026-02-10)
 */
const byName: ReadonlyMap<string, BillingRole> = new Map([
  ['billingaccountowner', 'billingAccountOwner'],
  ['billingaccountcontributor', 'billingAccountContributor'],
  ['billingprofileowner', 'billingProfileOwner'],
  ['billingprofilecontributor', 'billingProfileContributor'],
]);

const definitionSchema = z.object({
  name: z.string(),
  properties: z.object({ roleName: z.string().nullish() }).nullish(),
});

/** The ids that Microsoft's own examples give, for an account that does not list what its roles are. */
const usual: Definitions = new Map([
  ['50000000-aaaa-bbbb-cccc-100000000000', 'billingAccountOwner'],
  ['50000000-aaaa-bbbb-cccc-100000000001', 'billingAccountContributor'],
  ['40000000-aaaa-bbbb-cccc-100000000000', 'billingProfileOwner'],
  ['40000000-aaaa-bbbb-cccc-100000000001', 'billingProfileContributor'],
]);

/**
 * Reads what the roles of a scope (an account, or a profile) are: their ids differ between examples, their names do not.
 * @see https://learn.microsoft.com/rest/api/billing/billing-role-definition/list-by-billing-account
 * @throws PortError
 */
export async function readDefinitions(billing: Billing, tenantId: string, scope: string): Promise<Definitions> {
  const path = `${scope}/billingRoleDefinitions`;
  const doing = 'reading what the roles of the billing account are';
  try {
    const listed = await billing.list({ tenantId, path, doing }, definitionSchema);
    const told = listed.flatMap(({ name, properties }): [string, BillingRole][] => {
      const role = byName.get(plainWord(properties?.roleName ?? ''));
      return role ? [[name.toLowerCase(), role]] : [];
    });
    return told.length > 0 ? new Map(told) : usual;
  } catch (error) {
    if (hasProblem(error, 'notFound')) return usual;
    throw error;
  }
}
