import { z } from 'zod';

/**
 * What was read of a tenant, in the shapes the domain thinks in. Everything here comes from Microsoft Graph or from
 * the commerce; nothing is derived.
 */

/**
 * How a subscription stands. `Unknown` stands for a word that is not documented: nothing is built on it, and nothing is
 * taken to have ended by it.
 * @see https://learn.microsoft.com/graph/api/resources/companysubscription (status)
 */
export const subscriptionStatusSchema = z.enum(['Enabled', 'Warning', 'Suspended', 'Deleted', 'LockedOut', 'Unknown']);
export type SubscriptionStatus = z.infer<typeof subscriptionStatusSchema>;

const servicePlanStatusSchema = z.object({
  id: z.string(),
  name: z.string(),
  /** Success, Disabled, Error, PendingInput, PendingActivation, PendingProvisioning, or one not known yet. */
  provisioning: z.string(),
  appliesTo: z.enum(['User', 'Company']),
});
export type ServicePlanStatus = z.infer<typeof servicePlanStatusSchema>;

/** One purchase: a row of /directory/subscriptions. */
export const subscriptionSchema = z.object({
  id: z.string(),
  /** The id the commerce knows it by; null when Graph does not tell. */
  commerceId: z.string().nullable(),
  sku: z.string(),
  skuId: z.string(),
  status: subscriptionStatusSchema,
  seats: z.number().int().nonnegative(),
  isTrial: z.boolean(),
  /** ISO 8601, when it moves to its next status unless renewed. */
  nextLifecycleAt: z.string().nullable(),
  /** The partner tenant that created it; null when bought directly. */
  ownerTenantId: z.string().nullable(),
  services: z.array(servicePlanStatusSchema),
});
export type Subscription = z.infer<typeof subscriptionSchema>;

/** All purchases of one product together: a row of /subscribedSkus. */
const skuUnitsSchema = z.object({
  sku: z.string(),
  skuId: z.string(),
  status: subscriptionStatusSchema,
  assigned: z.number().int().nonnegative(),
  enabled: z.number().int().nonnegative(),
  /** Expired but in grace: still usable. */
  warning: z.number().int().nonnegative(),
  suspended: z.number().int().nonnegative(),
  services: z.array(servicePlanStatusSchema),
});
export type SkuUnits = z.infer<typeof skuUnitsSchema>;

const serviceIssueSchema = z.object({ id: z.string(), service: z.string(), title: z.string() });
export type ServiceIssue = z.infer<typeof serviceIssueSchema>;

/** One error of the commerce's eligibility answer, as it stands on the wire. */
const commerceFindingSchema = z.object({ code: z.string(), text: z.string() });
export type CommerceFinding = z.infer<typeof commerceFindingSchema>;

/** What the commerce says of one subscription: which plans it offers, or why not. */
const commerceEligibilitySchema = z.discriminatedUnion('is', [
  /** The commerce has no API for it: the admin must look at the Upgrade tab. */
  z.object({ is: z.literal('unknown') }),
  /** The commerce does not know the subscription: somebody else sold it. */
  z.object({ is: z.literal('notSoldHere') }),
  z.object({
    is: z.literal('known'),
    /** One entry a target plan the commerce lists, by skuPartNumber. */
    targets: z.array(z.object({ sku: z.string(), eligible: z.boolean(), findings: z.array(commerceFindingSchema) })),
  }),
]);
export type CommerceEligibility = z.infer<typeof commerceEligibilitySchema>;

const organizationSchema = z.object({
  displayName: z.string(),
  /** ISO 3166-1 alpha-2. */
  country: z.string().nullable(),
});
export type Organization = z.infer<typeof organizationSchema>;

/** Everything an assessment looks at, read at one moment. */
export type TenantFacts = {
  readAt: Date;
  organization: Organization;
  subscriptions: Subscription[];
  skus: SkuUnits[];
  /** How many hold the source plan and another product too, by that one's skuPartNumber; only plans it may be upgraded to. */
  alreadyHold: Readonly<Record<string, number>>;
  /** Names of the source plan's services that nobody who holds it has switched on; undefined where that was not read. */
  unused?: readonly string[] | undefined;
  /** undefined when service health could not be read. */
  serviceIssues: ServiceIssue[] | undefined;
  commerce: CommerceEligibility;
  /** Plans that the commerce can order; undefined where only asking for one tells. */
  sold?: readonly string[] | undefined;
  /** Plans that a price list tells the price of, the cheapest first. */
  byPrice?: readonly string[] | undefined;
  /** The tenant that runs the bot as a partner; its own sales count as direct. */
  partnerTenantId: string | undefined;
  /** skuPartNumber of the plan that is to be upgraded, where that was said; else Office 365 E4, or the only one there is. */
  wanted?: string | undefined;
  /** Plans that are not taken by themselves: people have just been moved to them. */
  passedOver?: readonly string[] | undefined;
};

export type LicenceState = {
  skuId: string;
  /** Service plan ids that are switched off. */
  disabledPlans: string[];
  /** null: assigned directly; else the id of the group it comes from. */
  assignedByGroup: string | null;
  state: 'Active' | 'ActiveWithError' | 'Disabled' | 'Error' | (string & {});
  /** CountViolation, MutuallyExclusiveViolation …; null when fine. */
  error: string | null;
};

/** A person of the tenant and the licences they hold. */
export type LicensedUser = {
  id: string;
  displayName: string;
  userPrincipalName: string;
  usageLocation: string | null;
  licences: LicenceState[];
};

/** A group that hands out licences. */
export type LicensedGroup = {
  id: string;
  displayName: string;
  licences: { skuId: string; disabledPlans: string[] }[];
  processing: 'queued' | 'inProgress' | 'complete' | 'unknown';
};

/** The mailboxes of a tenant, as Microsoft's usage report tells of them: some days late. */
export type MailboxReport = {
  /** The day it is of (ISO); null where it does not tell. */
  asOf: string | null;
  /** The organization's setting conceals names: which mailbox is whose is not told. */
  concealed: boolean;
  mailboxes: {
    /** The user principal name, or what stands for it where names are concealed. */
    signInName: string;
    bytes: number;
    /** null where the report does not tell. */
    hasArchive: boolean | null;
  }[];
};
