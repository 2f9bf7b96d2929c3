import type { Subscription, Tenant } from '../world/state.js';
import { accountId, shortName } from './names.js';

/** The billing profiles of a tenant's account, with their invoice sections, as its scenario has them. */

export interface InvoiceSection {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
}

export interface Profile {
  readonly id: string;
  readonly name: string;
  readonly displayName: string;
  readonly sections: readonly InvoiceSection[];
  readonly soldTo: boolean;
  readonly billTo: boolean;
  /** How it pays; nothing where that is not told. */
  readonly payments: readonly ('card' | 'invoice')[];
}

/** The first one pays for what the tenant had from the beginning. */
export function profilesOf(tenant: Tenant): Profile[] {
  const { billing, displayName, payment } = tenant.scenario;
  const only = { name: displayName, sections: [], soldTo: true, billTo: true };
  const wanted = billing.profiles.length > 0 ? billing.profiles : [only];
  return wanted.map((one, index) => {
    const name = shortName(`${tenant.id}|billing profile name${index === 0 ? '' : `|${index}`}`);
    const id = `${accountId(tenant)}/billingProfiles/${name}`;
    const sections = (one.sections.length > 0 ? one.sections : [one.name]).map((section, at) => {
      const sectionName = shortName(`${tenant.id}|invoice section|${name}|${at}`);
      return { id: `${id}/invoiceSections/${sectionName}`, name: sectionName, displayName: section };
    });
    const payments = ('payments' in one ? one.payments : undefined) ?? [payment];
    return { id, name, displayName: one.name, sections, soldTo: one.soldTo, billTo: one.billTo, payments };
  });
}

export interface Payer {
  readonly profile: Profile;
  readonly section: InvoiceSection;
}

/** Finds a payer by the ids of a profile and a section, in any letter case; without a section, the profile's first. */
export function payerWith(
  tenant: Tenant,
  profileId: string | undefined,
  sectionId: string | undefined,
): Payer | undefined {
  const profile = profilesOf(tenant).find(({ id }) => profileId === undefined || isSame(id, profileId));
  const section = profile?.sections.find(({ id }) => sectionId === undefined || isSame(id, sectionId));
  return profile && section && { profile, section };
}

const isSame = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();

/** Who pays for a purchase: as its buyer said, else the first. */
export function payerOf(tenant: Tenant, { orderId }: Subscription): Payer | undefined {
  const alias = [...tenant.billing.aliases.values()].find((one) => one.orderId === orderId);
  return payerWith(tenant, alias?.payer?.profileId, alias?.payer?.sectionId) ?? payerWith(tenant, undefined, undefined);
}
