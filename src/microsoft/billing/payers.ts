import { z } from 'zod';
import type { Payer } from '../../upgrade/order/payer.js';
import type { Payment } from '../../upgrade/order/payment.js';
import { hasProblem } from '../../upgrade/ports.js';
import { plainWord } from '../words.js';
import { addressDetailsSchema } from './address.js';
import type { Billing } from './client.js';
import { pathsOf, payerId } from './payer-id.js';
import { nameIn, sameId } from './resource-id.js';
import { type BillingSubscription, hasEnded, isOfPlan, listSubscriptions } from './subscriptions.js';

const word = z
  .string()
  .nullish()
  .transform((value) => plainWord(value ?? ''));

const profileSchema = z.object({
  name: z.string(),
  properties: z
    .object({
      displayName: z.string().nullish(),
      soldTo: addressDetailsSchema,
      billTo: addressDetailsSchema,
      status: word,
      billingRelationshipType: word,
      hasReadAccess: z.boolean().nullish(),
      currentPaymentTerm: z.object({ term: z.string().nullish() }).nullish(),
    })
    .nullish(),
});
type Profile = z.infer<typeof profileSchema>;

const sectionSchema = z.object({
  name: z.string(),
  properties: z.object({ displayName: z.string().nullish(), state: word }).nullish(),
});
type Section = z.infer<typeof sectionSchema>;

/** What has no name is no account, and does not say that it is sold to nobody. */
const accountSchema = z.object({ name: z.string(), properties: z.object({ soldTo: addressDetailsSchema }).nullish() });

/** Profiles that are looked at, at most; each costs two requests. */
const mostProfiles = 20;

/**
 * Who may pay on a billing account: each invoice section of each billing profile that is the customer's own and open for
 * purchases, with what it has on record. What is not there is not made up.
 * @param of `source`: the plan (a skuPartNumber) whose payer pays now
 * @see https://learn.microsoft.com/rest/api/billing/billing-profiles/list-by-billing-account
 * @see https://learn.microsoft.com/rest/api/billing/invoice-sections/list-by-billing-profile
 * @throws PortError
 */
export async function readPayers(
  billing: Billing,
  { tenantId, account, source }: { tenantId: string; account: string; source: string },
): Promise<Payer[]> {
  const [profiles, { properties }, purchases] = await Promise.all([
    billing.list(
      { tenantId, path: `${account}/billingProfiles`, doing: 'reading the billing profiles' },
      profileSchema,
    ),
    billing.get({ tenantId, path: account, doing: 'reading the billing account' }, accountSchema),
    listSubscriptions(billing, tenantId, account),
  ]);
  const old = purchases.filter((one) => isOfPlan(one, source) && !hasEnded(one));
  const ofProfiles = profiles.filter(isOpen).slice(0, mostProfiles);
  const soldTo = properties?.soldTo ?? null;
  return (
    await Promise.all(
      ofProfiles.map(async (profile) => {
        const path = pathsOf(account, { profile: profile.name, section: undefined }).profile;
        const [sections, payments] = await Promise.all([
          readSections(billing, tenantId, path),
          readPayments(billing, tenantId, path, profile),
        ]);
        return payersOf(profile, sections, { soldTo, payments, old });
      }),
    )
  ).flat();
}

/** BillingProfileStatus and BillingRelationshipType with which a profile pays for purchases of the customer itself. */
const openStatuses: readonly string[] = ['', 'active', 'warned'];
const ownRelationships: readonly string[] = ['', 'direct'];

function isOpen({ properties }: Profile): boolean {
  if (!properties) return true;
  const { status, billingRelationshipType, hasReadAccess } = properties;
  return openStatuses.includes(status) && ownRelationships.includes(billingRelationshipType) && hasReadAccess !== false;
}

/** InvoiceSectionState in which something can be bought for a section. */
const openStates: readonly string[] = ['', 'active', 'warned'];

async function readSections(billing: Billing, tenantId: string, path: string): Promise<Section[]> {
  const request = { tenantId, path: `${path}/invoiceSections`, doing: 'reading the invoice sections' };
  const sections = await leftOpen(billing.list(request, sectionSchema), []);
  return sections.filter(({ properties }) => openStates.includes(properties?.state ?? ''));
}

const linkSchema = z.object({ properties: z.object({ family: word, status: word }).nullish() });

/** PaymentMethodFamily as the ways to pay that there are here. */
const families: ReadonlyMap<string, Payment> = new Map([
  ['creditcard', 'card'],
  ['checkwire', 'invoice'],
]);

/**
 * How a profile pays, the usual way first; null where nobody tells. Only those who pay by invoice have a payment term.
 * @see https://learn.microsoft.com/rest/api/billing/payment-methods/list-by-billing-profile
 */
async function readPayments(
  billing: Billing,
  tenantId: string,
  path: string,
  profile: Profile,
): Promise<Payment[] | null> {
  const request = { tenantId, path: `${path}/paymentMethodLinks`, doing: 'reading how a billing profile pays' };
  const links = await leftOpen(billing.list(request, linkSchema), []);
  const active = links.filter(({ properties }) => ['', 'active'].includes(properties?.status ?? ''));
  const told = active.flatMap(({ properties }) => families.get(properties?.family ?? '') ?? []);
  if (told.length > 0) return [...new Set(told)];
  return profile.properties?.currentPaymentTerm ? ['invoice'] : null;
}

/** What may be read by some and not by others is left open. */
async function leftOpen<T>(reading: Promise<T>, untold: T): Promise<T> {
  try {
    return await reading;
  } catch (error) {
    if (hasProblem(error, 'denied', 'notFound', 'refused')) return untold;
    throw error;
  }
}

type Known = Pick<Payer, 'soldTo' | 'payments'> & { old: readonly BillingSubscription[] };

function payersOf(profile: Profile, sections: readonly Section[], { soldTo, payments, old }: Known): Payer[] {
  const { name, properties } = profile;
  const shared = { soldTo: properties?.soldTo ?? soldTo, billedTo: properties?.billTo ?? null, payments };
  const here = old.filter(({ billingProfileId }) => sameId(nameIn(billingProfileId), name));
  const title = properties?.displayName || name;
  const [only, ...more] = sections;
  if (!only)
    return [{ id: payerId({ profile: name, section: undefined }), name: title, ...shared, paysNow: here.length > 0 }];
  return [only, ...more].map((section) => ({
    id: payerId({ profile: name, section: section.name }),
    name: more.length === 0 ? title : `${title}, ${section.properties?.displayName || section.name}`,
    ...shared,
    paysNow: here.some(
      ({ invoiceSectionId }) =>
        sameId(nameIn(invoiceSectionId), section.name) || (more.length === 0 && !invoiceSectionId),
    ),
  }));
}
