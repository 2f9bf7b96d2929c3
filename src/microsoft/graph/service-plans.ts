import { z } from 'zod';
import {
  type ServicePlanStatus,
  type SubscriptionStatus,
  subscriptionStatusSchema,
} from '../../upgrade/tenant/facts.js';

/** servicePlanInfo of Graph. */
export const servicePlanSchema = z
  .object({
    servicePlanId: z.string().nullish(),
    servicePlanName: z.string().nullish(),
    provisioningStatus: z.string().nullish(),
    appliesTo: z.string().nullish(),
  })
  .transform(
    (plan): ServicePlanStatus => ({
      id: plan.servicePlanId ?? '',
      name: plan.servicePlanName ?? '',
      provisioning: plan.provisioningStatus ?? '',
      appliesTo: plan.appliesTo === 'Company' ? 'Company' : 'User',
    }),
  );

/** A status that is not known yet counts as suspended: nothing may be built on it. */
export const statusSchema = z
  .string()
  .nullish()
  .transform((status): SubscriptionStatus => subscriptionStatusSchema.safeParse(status).data ?? 'Suspended');
