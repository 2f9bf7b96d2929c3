import { displayName, isSourcePlan } from '../../../upgrade/plans/plans.js';
import type { Run } from '../../../upgrade/run/run.js';
import { may } from '../../../upgrade/tenant/roles.js';
import type { Asking } from '../conversation.js';

/** The name of the plan that a run leaves, where it is another than Office 365 E4. */
export function planLeftBy({ assessment }: Run): string | undefined {
  if (assessment.is === 'noSource' || isSourcePlan(assessment.source.sku)) return undefined;
  return displayName(assessment.source.sku);
}

/** The same of the tenant's run, for whoever may see the tenant. Rejects when the store can't be read. */
export async function planLeft({ access, currentRun, person }: Asking): Promise<string | undefined> {
  const run = await currentRun();
  const plan = run && planLeftBy(run);
  if (plan === undefined) return undefined;
  const roles = await access.rolesForReading(person.tenantId, person.id);
  return roles && may('see', roles) ? plan : undefined;
}
