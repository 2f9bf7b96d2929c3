import type { Run } from '../../upgrade/run/run.js';
import type { StepTools } from './step.js';

/**
 * Reads what whoever decided the change of licences holds now, and tells it: what is changed is changed in their name.
 * Directory roles alone assign licences.
 * @returns whether the run goes on where it stood
 */
export async function deciderMay(run: Run, { world, tell }: Pick<StepTools, 'world' | 'tell'>): Promise<boolean> {
  const { tenantId, decided } = run;
  const roles = decided ? await world.directory.rolesOf(tenantId, decided.by.id) : [];
  return (await tell({ found: 'decider', roles })).state.is === run.state.is;
}
