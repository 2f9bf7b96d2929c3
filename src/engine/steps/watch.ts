import { assess } from '../../upgrade/tenant/eligibility.js';
import { meantBy } from '../look-at-tenant.js';
import { readFacts } from '../read-facts.js';
import type { Step } from './step.js';

/** Looks whether what blocks the Upgrade tab has cleared, for somebody who asked to be told. */
export const watch: Step = async (run, { world, tell }) => {
  await tell({ found: 'assessment', assessment: assess(await readFacts(world, run.tenantId, meantBy(run))) });
};
