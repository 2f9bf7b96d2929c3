import { z } from 'zod';
import { isPlanName, isSkuName } from './catalogue/skus.js';
import { parseDuration } from './duration.js';
import { shapes } from './graph/limited.js';
import { billingSchema, catalogueSchema } from './scenario-commerce.js';
import { applicationPermissions } from './tokens.js';

/** The reasons for which an upgrade can be refused, by the names a tester uses. */
export const blockerIds = [
  'MORE_USERS_THAN_LICENSES',
  'NOT_PROVISIONED_OR_UNHEALTHY',
  'OTHER_UPGRADE_OR_CREDIT_CHECK_PENDING',
  'NOT_ELIGIBLE',
  'UNKNOWN_MESSAGE',
  'MULTIPLE_PLANS_SAME_PRODUCT',
  'PREPAID',
  'GOV_OR_NONPROFIT',
  'TEMPORARY_ISSUE',
  'TARGET_NOT_SUPPORTED',
  'HAS_ADDON',
  'UNPAID_BALANCE',
  'NOT_DIRECT_PURCHASE',
  'MISSING_ROLE',
  'SUBSCRIPTION_NOT_ACTIVE',
  'TRIAL',
] as const;

const skuName = z.string().refine(isSkuName, { error: 'is not a skuPartNumber the sandbox knows' });
const duration = z.string().refine((text) => parseDuration(text) !== undefined, {
  error: 'is not an ISO 8601 duration such as PT20M',
});
const count = z.int().min(0).max(100_000);

const admin = z.strictObject({
  id: z.guid().optional(),
  name: z.string().min(1).max(256),
  roles: z.array(z.string().min(1)).default([]),
  /** How much of the directory their roles are for: all of it, or one administrative unit. */
  scope: z.enum(['tenant', 'administrativeUnit']).default('tenant'),
  /** They are eligible for their roles, and have not activated them. */
  eligible: z.boolean().default(false),
  /** Their roles are assigned to a group that they are in. */
  throughGroup: z.boolean().default(false),
});

const asUsual = { scope: 'tenant', eligible: false, throughGroup: false } as const;

const playgroundAdmins: z.infer<typeof admin>[] = [
  { name: 'Alex Wilber', roles: ['Global Administrator'] },
  { name: 'Megan Bowen', roles: ['Billing Administrator'] },
  { name: 'Adele Vance', roles: ['License Administrator'] },
  { name: 'Isaiah Langer', roles: ['User Administrator'] },
  { name: 'Patti Fernandez', roles: [] },
  { name: 'Lynne Robbins', roles: ['Global Reader'] },
].map((person, index) => ({ id: `00000000-0000-4000-8000-00000000000${index + 1}`, ...person, ...asUsual }));

export const blockersSchema = z.array(z.enum(blockerIds));
export const creditCheckSchema = z.enum(['none', 'approve', 'decline']);
export const orderWordsSchema = z
  .array(z.strictObject({ word: z.string().min(1).max(50), lasts: duration.optional() }))
  .max(20);
export const adminsSchema = z.array(admin).max(100);
export const latencySchema = z
  .tuple([z.number().min(0).max(60_000), z.number().min(0).max(60_000)])
  .refine(([from, to]) => from <= to, { error: 'has its larger number first' });
export const quotasSchema = z
  .strictObject({
    writes: z.int().min(1),
    windowMs: z.int().min(1000),
    /** How the limit is kept; Graph's page names a bucket. */
    shape: z.enum(shapes).default('bucket'),
    /** Whether answers tell how much of a limit is used, from 0.8 on. */
    tells: z.boolean().default(true),
    /** Which part of the writes another tool of the tenant takes on the average, at random. */
    otherTool: z.number().min(0).max(1).default(0),
  })
  .nullable()
  .optional();

const group = z.strictObject({
  name: z.string().min(1).max(256),
  users: count,
  /** Services switched off on the group itself. */
  disabledPlans: z.array(z.string()).default([]),
  /** How many of its members hold the plan directly as well. */
  alsoDirect: count.default(0),
});

const planName = z.string().refine(isPlanName, { error: 'is not a service plan the sandbox knows' });
export const withdrawnSchema = z.array(planName);
export const withheldSchema = z.array(z.enum(applicationPermissions));
const hiddenDependency = z.strictObject({ plan: planName, needsOneOf: z.array(planName).min(1) });

/** What the tenant's lists do beside listing, and who stands in them. */
const untidy = z.strictObject({
  /** The most that a page holds, whatever is asked for. */
  pageSize: z.int().min(1).max(999).default(999),
  /** Between two pages stands one with nobody on it. */
  emptyPages: z.boolean().default(false),
  /** Between two pages stands one that does not say who is on it. */
  withoutValue: z.boolean().default(false),
  /** The first of each page stands in it twice. */
  repeats: z.boolean().default(false),
  /** Each page has a row without an id. */
  withoutId: z.boolean().default(false),
  /** The last page leads on to one that leads to itself. */
  loops: z.boolean().default(false),
  /** People without a name; every second of them has no sign-in name either. */
  unnamed: count.default(0),
  /** People who are guests. */
  guests: count.default(0),
  /** People beside the tenant's own who were deleted, and are listed with their licence still. */
  softDeleted: count.default(0),
});

/** What the usage reports tell of the tenant. */
const usageReports = z.strictObject({
  /** The app may not read them. */
  denied: z.boolean().default(false),
  /** The tenant's setting conceals whom they are about. */
  concealed: z.boolean().default(false),
  /** How large mailboxes are, from the first person's on; those of all others are small. */
  mailboxes: z
    .array(
      z.strictObject({ users: count, gigabytes: z.number().min(0).max(2000), archive: z.boolean().default(false) }),
    )
    .max(20)
    .default([]),
});

/** A plan beside the source, with people of its own. */
const source = z.strictObject({
  sku: skuName,
  /** As many as people when left out. */
  seats: count.optional(),
  users: count,
  withDisabledPlans: z.record(z.string(), count).default({}),
});

/** A purchase beside the source's. */
const owned = z.strictObject({
  sku: skuName,
  seats: count,
  /** People who hold it, from the first on. */
  users: count.default(0),
  status: z.enum(['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted']).default('Enabled'),
  isTrial: z.boolean().default(false),
  autoRenew: z.boolean().default(true),
  /** When it ends or renews, counted from the beginning; a year after it was bought when left out. */
  endsIn: duration.optional(),
});

/** One scenario: what a tenant is like when it is put into the sandbox. */
export const scenarioSchema = z
  .strictObject({
    name: z.string().optional(),
    displayName: z.string().min(1).max(256).default('Contoso'),
    country: z
      .string()
      .regex(/^[A-Z]{2}$/, { error: 'is not a two-letter country code' })
      .default('US'),
    currency: z
      .string()
      .regex(/^[A-Z]{3}$/, { error: 'is not a three-letter currency code' })
      .default('USD'),
    commerce: z.enum(['partner-center', 'billing-account', 'admin-center']).default('partner-center'),
    purchaseChannel: z.enum(['direct', 'partner', 'volumeLicensing']).default('direct'),
    source: skuName.default('ENTERPRISEWITHSCAL'),
    /** Plans beside it that people of their own hold, and that commerce may change as well. */
    sources: z.array(source).max(30).default([]),
    /** The source was bought in the new commerce, too long ago to be cancelled at once. */
    newCommerce: z.boolean().default(false),
    /** An upgrade by Microsoft keeps the subscription and its id, and changes what it is of. */
    keepsSubscription: z.boolean().default(false),
    /** Seats of the source subscription; as many as people when left out. */
    seats: count.optional(),
    users: count.default(25),
    groups: z.array(group).max(200).default([]),
    withoutUsageLocation: count.default(0),
    withDisabledPlans: z.record(z.string(), count).default({}),
    addOns: z.array(skuName).default([]),
    owned: z.array(owned).default([]),
    /** Services that are never set up, each with the word that Graph has for it, in every purchase that contains them. */
    pending: z
      .record(z.string(), z.enum(['PendingProvisioning', 'PendingInput', 'PendingActivation', 'Disabled']))
      .default({}),
    blockers: blockersSchema.default([]),
    /** Plans that commerce says the source cannot be changed to, while the others are fine. */
    unsupportedTargets: z.array(skuName).default([]),
    payment: z.enum(['card', 'invoice']).default('card'),
    billing: billingSchema,
    catalogue: catalogueSchema,
    creditCheck: creditCheckSchema.default('none'),
    /** Words that Partner Center's orders pass through, instead of a credit check; one without a duration stays. */
    orderWords: orderWordsSchema.default([]),
    provisioningDelay: duration.default('PT5M'),
    latencyMs: latencySchema.default([0, 0]),
    quotas: quotasSchema,
    admins: adminsSchema.default(playgroundAdmins),
    untidy: untidy.prefault({}),
    usageReports: usageReports.prefault({}),
    /** Services that need one of others, beside those of which Microsoft's pages tell. */
    hiddenDependencies: z.array(hiddenDependency).max(20).default([]),
    /**
     * What an upgrade does with licences that come from groups: it moves them, or leaves them while the old subscription
     * is kept in grace for as long as they hold it, or leaves them and ends it.
     */
    groupsAfterTransition: z.enum(['moved', 'leftInGrace', 'leftAndEnded']).default('moved'),
    /** Services that Microsoft has taken out of its products: they are off for some, and can be switched off for nobody. */
    withdrawnPlans: withdrawnSchema.default([]),
    /** Permissions of Graph that nobody has granted the app. */
    withheld: withheldSchema.default([]),
    seed: z.int().default(1),
  })
  .refine(({ groups, users }) => groups.reduce((sum, { users: members }) => sum + members, 0) <= users, {
    error: 'have more members than there are users',
    path: ['groups'],
  })
  .refine(({ groups }) => groups.every(({ users, alsoDirect }) => alsoDirect <= users), {
    error: 'have more direct holders than members',
    path: ['groups'],
  });

export type Scenario = z.output<typeof scenarioSchema>;
export type Blocker = (typeof blockerIds)[number];
export type AdminEntry = z.infer<typeof admin>;
