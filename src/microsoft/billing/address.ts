import { z } from 'zod';
import type { Address } from '../../upgrade/order/address.js';

const text = z
  .string()
  .nullish()
  .transform((value) => value ?? '');

/**
 * An address of a billing account or profile; null when there is none, or one that says nothing.
 * @see https://learn.microsoft.com/rest/api/billing/billing-profiles/get (AddressDetails, 2024-04-01)
 */
export const addressDetailsSchema = z
  .object({
    companyName: text,
    firstName: text,
    lastName: text,
    email: text,
    phoneNumber: text,
    addressLine1: text,
    addressLine2: text,
    city: text,
    region: text,
    postalCode: text,
    country: text,
  })
  .transform(({ region, ...told }): Address | null => {
    const address: Address = { ...told, state: region };
    return Object.values(address).some((field) => field !== '') ? address : null;
  })
  .nullish()
  .transform((address) => address ?? null);
