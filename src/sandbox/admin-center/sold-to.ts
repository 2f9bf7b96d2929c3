import type { Party, Tenant } from '../world/state.js';

/** Who the organization's purchases are sold to. */
export function soldTo({ billingProfile: { companyName, defaultAddress } }: Tenant): Party {
  const part = (name: string) => String(defaultAddress[name] ?? '');
  return {
    name: companyName,
    addressLine1: part('addressLine1'),
    city: part('city'),
    postalCode: part('postalCode'),
    country: part('country'),
  };
}
