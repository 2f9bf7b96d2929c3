import { hasProblem, PortError } from '../../upgrade/ports.js';
import { deciderMay } from './decider.js';
import type { Step } from './step.js';

/**
 * Sets the usage location of those it was confirmed for, and reads them to see what came of it. Whoever has one by now
 * keeps it, so that it may be begun anew at any time.
 * @see https://learn.microsoft.com/graph/api/user-update
 */
export const locate: Step = async (run, tools) => {
  if (run.state.is !== 'locating' || !(await deciderMay(run, tools))) return;
  const { directory } = tools.world;
  const { tenantId } = run;
  const { people, country } = run.state;
  const without = (await directory.users(tenantId, people)).filter((user) => user.usageLocation === null);
  const ids = without.map(({ id }) => id);
  try {
    const outcomes = await directory.setLocation(tenantId, ids, country);
    const seen = await directory.users(tenantId, people);
    const idsOf = (fits: (location: string | null) => boolean) =>
      seen.filter(({ usageLocation }) => fits(usageLocation)).map(({ id }) => id);
    const set = idsOf((location) => location === country);
    const kept = idsOf((location) => location !== null && location !== country);
    const has = (id: string) => set.includes(id) || kept.includes(id);
    const refused = ids.flatMap((id, at) => {
      const outcome = outcomes[at];
      return outcome?.is === 'refused' && !has(id) ? [{ id, text: outcome.text }] : [];
    });
    const isSettled = (id: string) => has(id) || refused.some((one) => one.id === id);
    if (!seen.every(({ id }) => isSettled(id))) throw unsettled(outcomes.find(({ is }) => is === 'busy'));
    await tools.tell({ found: 'located', set, kept, refused });
  } catch (error) {
    if (!hasProblem(error, 'denied')) throw error;
    await tools.tell({ found: 'mayNotLocate' });
  }
};

function unsettled(busy: { is: string; retryAfterMs?: number | undefined } | undefined): PortError {
  const problem = busy ? ({ is: 'busy', retryAfterMs: busy.retryAfterMs } as const) : ({ is: 'unreachable' } as const);
  return new PortError(problem, 'setting usage locations', { service: 'graph' });
}
