import { z } from 'zod';
import type { Address } from '../../upgrade/order/address.js';
import type { Parties } from '../../upgrade/ports.js';
import type { PartnerCenter } from './client.js';
import { derivedGuid } from './derived-guid.js';
import { ifMatch, resourceSchema } from './etag.js';

const path = '/profiles/billing';
const text = z.string().nullish();

const profileSchema = resourceSchema.extend({
  /** An answer without one is none of a profile, and does not say that nothing is on record. */
  id: z.string(),
  firstName: text,
  lastName: text,
  email: text,
  companyName: text,
  defaultAddress: z
    .looseObject({
      country: text,
      city: text,
      state: text,
      addressLine1: text,
      addressLine2: text,
      postalCode: text,
      firstName: text,
      lastName: text,
      phoneNumber: text,
    })
    .nullish(),
});

/**
 * Who the customer's purchases are billed to. Partner Center keeps one address, so it is also whom they are sold to.
 * @see https://learn.microsoft.com/partner-center/developer/get-a-customer-s-billing-profile
 */
export async function readParties(center: PartnerCenter, customer: string): Promise<Parties> {
  const profile = await center.get({ customer, path, doing: 'reading the billing profile' }, profileSchema);
  const at = profile.defaultAddress ?? {};
  const address: Address = {
    companyName: profile.companyName ?? '',
    firstName: at.firstName ?? profile.firstName ?? '',
    lastName: at.lastName ?? profile.lastName ?? '',
    email: profile.email ?? '',
    phoneNumber: at.phoneNumber ?? '',
    addressLine1: at.addressLine1 ?? '',
    addressLine2: at.addressLine2 ?? '',
    city: at.city ?? '',
    state: at.state ?? '',
    postalCode: at.postalCode ?? '',
    country: at.country ?? '',
  };
  return { soldTo: address, billedTo: address };
}

/**
 * Writes whom to bill. What the profile holds beside an address (culture, language) stays.
 * @throws PortError `refused` with code 2055 when somebody else changed the profile meanwhile
 * @see https://learn.microsoft.com/partner-center/developer/update-a-customer-s-billing-profile
 */
export async function saveParties(center: PartnerCenter, customer: string, { billedTo }: Parties): Promise<void> {
  const profile = await center.get({ customer, path, doing: 'reading the billing profile' }, profileSchema);
  const { companyName, email, ...address } = billedTo;
  const { firstName, lastName } = address;
  const body = {
    ...profile,
    companyName,
    email,
    firstName,
    lastName,
    defaultAddress: { ...profile.defaultAddress, ...address },
  };
  const headers = ifMatch(profile);
  const requestId = derivedGuid(customer, 'billing profile', headers['If-Match'] ?? '', JSON.stringify(billedTo));
  await center.send({ customer, method: 'PUT', path, body, headers, requestId, doing: 'writing the billing profile' });
}
