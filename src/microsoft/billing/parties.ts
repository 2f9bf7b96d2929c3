import { z } from 'zod';
import type { Address } from '../../upgrade/order/address.js';
import { sourceSku } from '../../upgrade/plans/plans.js';
import type { Parties } from '../../upgrade/ports.js';
import type { Billing } from './client.js';
import { inPath, nameIn, sameId } from './resource-id.js';
import { hasEnded, isOfPlan, listSubscriptions } from './subscriptions.js';

const text = z.string().nullish();

const addressSchema = z
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
  .nullish()
  .transform(
    (told): Address => ({
      companyName: told?.companyName ?? '',
      firstName: told?.firstName ?? '',
      lastName: told?.lastName ?? '',
      email: told?.email ?? '',
      phoneNumber: told?.phoneNumber ?? '',
      addressLine1: told?.addressLine1 ?? '',
      addressLine2: told?.addressLine2 ?? '',
      city: told?.city ?? '',
      state: told?.region ?? '',
      postalCode: told?.postalCode ?? '',
      country: told?.country ?? '',
    }),
  );

const profileSchema = z.object({ properties: z.object({ soldTo: addressSchema, billTo: addressSchema }).nullish() });

/**
 * Who the source plan is sold to and billed to, by its billing profile.
 * @returns undefined when the account has no source plan for the tenant, or has it on several profiles
 * @see https://learn.microsoft.com/rest/api/billing/billing-profiles/get
 */
export async function readParties(billing: Billing, tenantId: string, account: string): Promise<Parties | undefined> {
  const all = await listSubscriptions(billing, tenantId, account);
  const profiles = all
    .filter((one) => isOfPlan(one, sourceSku) && !hasEnded(one))
    .map((one) => nameIn(one.billingProfileId));
  const [name] = profiles;
  if (!name || !profiles.every((one) => sameId(one, name))) return undefined;
  const path = `${account}/billingProfiles/${inPath(name)}`;
  const { properties } = await billing.get({ tenantId, path, doing: 'reading the billing profile' }, profileSchema);
  return properties ? { soldTo: properties.soldTo, billedTo: properties.billTo } : undefined;
}
