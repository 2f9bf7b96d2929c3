import { z } from 'zod';
import {
  type ServicePlanStatus,
  type SubscriptionStatus,
  subscriptionStatusSchema,
} from '../../upgrade/tenant/facts.js';
import { guid } from './guid.js';

/** servicePlanInfo of Graph. */
export const servicePlanSchema = z
  .object({
    servicePlanId: guid.nullish(),
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

/** A status in any case; one that is not documented stays unknown. */
export const statusSchema = z
  .string()
  .nullish()
  .transform((word): SubscriptionStatus => {
    const plain = word?.trim().toLowerCase();
    return subscriptionStatusSchema.options.find((status) => status.toLowerCase() === plain) ?? 'Unknown';
  });
