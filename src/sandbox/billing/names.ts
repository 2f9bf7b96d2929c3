import { guidFrom } from '../random.js';
import type { Tenant } from '../world/state.js';

export const apiVersion = '2024-04-01';
export const providerPath = '/providers/Microsoft.Billing';

/** The name of a tenant's billing account on a Microsoft Customer Agreement; always the same one. */
export function accountName({ id }: Tenant): string {
  return `${guidFrom(`${id}|billing account`)}:${guidFrom(`${id}|billing organization`)}_2019-05-31`;
}

export function accountId(tenant: Tenant): string {
  return `${providerPath}/billingAccounts/${accountName(tenant)}`;
}

/** Billing profiles and invoice sections have short names of letters and digits, such as `EA0R-XH2P-BG7-PGB`. */
export function shortName(of: string): string {
  const code = guidFrom(of).replaceAll('-', '').toUpperCase();
  return [code.slice(0, 4), code.slice(4, 8), code.slice(8, 11), code.slice(11, 14)].join('-');
}
