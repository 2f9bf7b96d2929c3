import { addressPart } from '../world/addresses.js';
import type { Tenant } from '../world/state.js';

/** The address of the organization in the shape that billing accounts use. */
export function organizationAddress({ billingProfile }: Tenant): Record<string, string> {
  const { companyName, email, firstName, lastName } = billingProfile;
  const part = (name: string) => addressPart(billingProfile, name);
  const address = {
    addressLine1: part('addressLine1'),
    addressLine2: part('addressLine2'),
    city: part('city'),
    companyName,
    country: part('country'),
    email,
    firstName,
    lastName,
    phoneNumber: part('phoneNumber'),
    postalCode: part('postalCode'),
    region: part('state'),
  };
  return Object.fromEntries(Object.entries(address).filter(([, value]) => value !== ''));
}
