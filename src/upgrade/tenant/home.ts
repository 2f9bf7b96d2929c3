import type { SkuUnits } from './facts.js';
import { notProvisioned } from './service-health.js';

/** The plan that people move to, as this tenant has it; undefined when it is not there. */
export type NewPlan = SkuUnits | undefined;

/** Whether licences of the plan work. */
export function isActive(plan: NewPlan): plan is SkuUnits {
  return plan !== undefined && (plan.status === 'Enabled' || plan.status === 'Warning');
}

/** Whether people can live in the plan: it is active and its services are set up. */
export function isHome(plan: NewPlan): boolean {
  return isActive(plan) && notProvisioned(plan.services).length === 0;
}
