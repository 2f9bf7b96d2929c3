import { z } from 'zod';
import type { Refusal } from '../run/refusal.js';
import { isCountry } from './countries.js';

export const addressSchema = z.object({
  companyName: z.string(),
  firstName: z.string(),
  lastName: z.string(),
  email: z.string(),
  phoneNumber: z.string(),
  addressLine1: z.string(),
  addressLine2: z.string(),
  city: z.string(),
  state: z.string(),
  postalCode: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
});
export type Address = z.infer<typeof addressSchema>;

/** Most characters a field may have. */
const longest: Record<keyof Address, number> = {
  companyName: 100,
  firstName: 64,
  lastName: 64,
  email: 254,
  phoneNumber: 32,
  addressLine1: 128,
  addressLine2: 128,
  city: 64,
  state: 64,
  postalCode: 16,
  country: 2,
};
const fields = Object.keys(longest) as (keyof Address)[];

const required: readonly (keyof Address)[] = ['companyName', 'addressLine1', 'city', 'postalCode', 'country'];
const countriesWithStates: readonly string[] = ['US', 'CA', 'AU'];

const postalCodes: Readonly<Record<string, RegExp>> = {
  SE: /^\d{3} ?\d{2}$/,
  US: /^\d{5}(-\d{4})?$/,
  GB: /^(GIR ?0AA|[A-Z]{1,2}\d[A-Z\d]? ?\d[A-Z]{2})$/i,
  DE: /^\d{5}$/,
  NO: /^\d{4}$/,
  DK: /^\d{4}$/,
  FI: /^\d{5}$/,
};

/** Control characters, line separators, and marks that turn the direction of text around. */
const unprintable = /[\p{Cc}\p{Zl}\p{Zp}\u202a-\u202e\u2066-\u2069]/u;
const plausibleEmail = /^[^\s@]+@[^\s@.]+(\.[^\s@.]+)+$/;

const empty: Address = {
  companyName: '',
  firstName: '',
  lastName: '',
  email: '',
  phoneNumber: '',
  addressLine1: '',
  addressLine2: '',
  city: '',
  state: '',
  postalCode: '',
  country: '',
};

export type AddressChange = { [Field in keyof Address]?: Address[Field] | undefined };

/**
 * The address with the fields of `change` put in, trimmed, the country in capitals; or the first field, in the order of
 * the form, that keeps an order from being placed with it.
 * @param current the address on record; null when there is none.
 */
export function changeAddress(
  current: Address | null,
  change: AddressChange,
): { ok: true; address: Address } | { ok: false; refusal: Refusal } {
  const address = { ...(current ?? empty) };
  for (const field of fields) address[field] = (change[field] ?? address[field]).trim();
  address.country = address.country.toUpperCase();
  for (const field of fields) {
    const problem = problemWith(field, address);
    if (problem) return { ok: false, refusal: { why: 'addressField', field, problem } };
  }
  return { ok: true, address };
}

function problemWith(field: keyof Address, address: Address): 'missing' | 'tooLong' | 'invalid' | undefined {
  const value = address[field];
  const needed = required.includes(field) || (field === 'state' && countriesWithStates.includes(address.country));
  if (value === '') return needed ? 'missing' : undefined;
  if (unprintable.test(value)) return 'invalid';
  if ([...value].length > longest[field]) return 'tooLong';
  return hasItsForm(field, address) ? undefined : 'invalid';
}

function hasItsForm(field: keyof Address, address: Address): boolean {
  if (field === 'country') return isCountry(address.country);
  if (field === 'email') return plausibleEmail.test(address.email);
  if (field === 'postalCode') return postalCodes[address.country]?.test(address.postalCode) ?? true;
  return true;
}
