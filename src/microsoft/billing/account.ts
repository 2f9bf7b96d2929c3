import { z } from 'zod';
import { PortError } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import { inPath, nameIn } from './resource-id.js';

const accountsPath = '/providers/Microsoft.Billing/billingAccounts';
const doing = 'finding the billing account';

const accountSchema = z.object({
  name: z.string(),
  properties: z.object({ agreementType: z.string().nullish() }).nullish(),
});

/**
 * The path of the account that a tenant buys on.
 * @param configured name or resource id; when left out, the one account of a customer agreement that the token may see
 * @throws PortError `refused` with code `billingAccount` when there is none, or several
 * @see https://learn.microsoft.com/rest/api/billing/billing-accounts/list
 */
export async function accountPath(billing: Billing, tenantId: string, configured: string | undefined): Promise<string> {
  if (configured) return `${accountsPath}/${inPath(nameIn(configured))}`;
  const accounts = (await billing.list({ tenantId, path: accountsPath, doing }, accountSchema)).filter(sellsByApi);
  const [only, ...more] = accounts;
  if (only && more.length === 0) return `${accountsPath}/${inPath(only.name)}`;
  const text = only
    ? `The app may use ${accounts.length} billing accounts of this tenant; set BILLING_ACCOUNT_ID to the one to buy on`
    : 'The app may use no billing account of a Microsoft Customer Agreement in this tenant; give it a billing role there';
  throw new PortError({ is: 'refused', code: 'billingAccount', text }, doing);
}

// Accounts of the older agreements can only be read.
function sellsByApi({ properties }: z.infer<typeof accountSchema>): boolean {
  return (properties?.agreementType ?? 'MicrosoftCustomerAgreement') === 'MicrosoftCustomerAgreement';
}
