import { z } from 'zod';
import type { ServicePlanStatus } from '../../upgrade/tenant/facts.js';
import { guid } from './guid.js';
import { appliesToOf, provisioningOf, statusOf } from './words.js';

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
      provisioning: provisioningOf(plan.provisioningStatus),
      appliesTo: appliesToOf(plan.appliesTo),
    }),
  );

export const statusSchema = z.string().nullish().transform(statusOf);
