import { z } from 'zod';
import {
  adminsSchema,
  blockersSchema,
  creditCheckSchema,
  latencySchema,
  orderWordsSchema,
  quotasSchema,
  withdrawnSchema,
  withheldSchema,
} from '../scenario.js';
import { billingSchema, catalogueSchema } from '../scenario-commerce.js';
import { addAdmins } from '../world/add-people.js';
import { setBlockers, setSeats, sourceSubscription } from '../world/blockers.js';
import { isCountry } from '../world/countries.js';
import { deleteUser } from '../world/delete-user.js';
import { partNumber } from '../world/seats.js';
import type { Tenant } from '../world/state.js';

const schema = z.strictObject({
  blockers: blockersSchema.optional(),
  seats: z.int().min(0).max(100_000).optional(),
  creditCheck: creditCheckSchema.optional(),
  orderWords: orderWordsSchema.optional(),
  admins: adminsSchema.optional(),
  billing: billingSchema.optional(),
  catalogue: catalogueSchema.optional(),
  quotas: quotasSchema,
  latencyMs: latencySchema.optional(),
  withdrawnPlans: withdrawnSchema.optional(),
  withheld: withheldSchema.optional(),
  users: z
    .array(
      z.strictObject({
        id: z.string(),
        usageLocation: z.string().refine(isCountry, { error: 'is not a country code' }).nullable().optional(),
        accountEnabled: z.boolean().optional(),
        deleted: z.literal(true).optional(),
      }),
    )
    .optional(),
  /** Every subscription of a product gets the status. */
  subscriptions: z
    .array(
      z.strictObject({ sku: z.string(), status: z.enum(['Enabled', 'Warning', 'Suspended', 'LockedOut', 'Deleted']) }),
    )
    .optional(),
  /** Gives everybody who lacks one the usage location of the tenant. */
  restoreUsageLocations: z.literal(true).optional(),
});

/** Changes the living tenant without starting it anew. Gives a sentence when the change is not understood. */
export function patchTenant(tenant: Tenant, body: unknown, at: number): string | undefined {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return `The change is not valid. ${z.prettifyError(parsed.error)}`;
  const { users = [], subscriptions = [], blockers, seats, admins } = parsed.data;
  const missing = users.find(({ id }) => !tenant.userById.has(id.toLowerCase()));
  if (missing) return `There is no user ${missing.id} in the tenant.`;
  tenant.scenario = { ...tenant.scenario, ...told(parsed.data) };
  if (blockers) setBlockers(tenant, blockers, at);
  const source = sourceSubscription(tenant);
  if (seats !== undefined && source) setSeats(source, seats);
  if (admins) addAdmins(tenant, admins);
  for (const change of users) changeUser(tenant, change, at);
  for (const change of subscriptions) changeSubscriptions(tenant, change);
  if (parsed.data.restoreUsageLocations)
    for (const user of tenant.users) user.usageLocation ??= tenant.scenario.country;
  return undefined;
}

type Change = z.infer<typeof schema>;

/** What the change says of the scenario itself. */
function told(change: Change): Partial<Tenant['scenario']> {
  const { creditCheck, orderWords, quotas, latencyMs, withdrawnPlans, withheld, billing, catalogue } = change;
  return {
    ...(creditCheck === undefined ? {} : { creditCheck }),
    ...(orderWords === undefined ? {} : { orderWords }),
    ...(quotas === undefined ? {} : { quotas }),
    ...(latencyMs === undefined ? {} : { latencyMs }),
    ...(withdrawnPlans === undefined ? {} : { withdrawnPlans }),
    ...(withheld === undefined ? {} : { withheld }),
    ...(billing === undefined ? {} : { billing }),
    ...(catalogue === undefined ? {} : { catalogue }),
  };
}

function changeUser(tenant: Tenant, change: NonNullable<Change['users']>[number], at: number): void {
  const { id, usageLocation, accountEnabled, deleted } = change;
  const user = tenant.userById.get(id.toLowerCase());
  if (!user) return;
  if (usageLocation !== undefined) user.usageLocation = usageLocation;
  if (accountEnabled !== undefined) user.accountEnabled = accountEnabled;
  if (deleted) deleteUser(tenant, user, at);
}

function changeSubscriptions(tenant: Tenant, { sku, status }: NonNullable<Change['subscriptions']>[number]): void {
  for (const one of tenant.subscriptions) if (partNumber(one.skuId) === sku) one.status = status;
}
