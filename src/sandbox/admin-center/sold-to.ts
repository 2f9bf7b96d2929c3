import { addressPart } from '../world/addresses.js';
import type { Party, Tenant } from '../world/state.js';

/** Who the organization's purchases are sold to. */
export function soldTo({ billingProfile }: Tenant): Party {
  const part = (name: string) => addressPart(billingProfile, name);
  return {
    name: billingProfile.companyName,
    addressLine1: part('addressLine1'),
    city: part('city'),
    postalCode: part('postalCode'),
    country: part('country'),
  };
}
