import type { RunNames } from './run-names.js';

type Stored = {
  /** Every tenant, and the runs on its list. */
  tenants(): AsyncIterable<{ tenantId: string; runs: readonly string[] }>;
  /** Ids of all runs that are there. */
  ids(): AsyncIterable<string>;
  names: RunNames;
  /** Does something that decides which run of a tenant is open, in the tenant's turn. */
  inTurnOf<T>(tenantId: string, work: () => Promise<T>): Promise<T>;
};

/**
 * Mends what a kill left between runs and the lists of their tenants' runs.
 * @returns how many runs and names were put right
 */
export async function healRuns({ tenants, ids, names, inTurnOf }: Stored): Promise<number> {
  const named = new Map<string, string>();
  for await (const { tenantId, runs } of tenants()) for (const runId of runs) named.set(runId, tenantId);
  const there = new Set<string>();
  for await (const runId of ids()) there.add(runId);
  let healed = 0;
  // Another process may be between the two at this moment: what seems wrong is looked at again in the tenant's turn.
  for (const runId of there) {
    const tenantId = named.has(runId) ? undefined : await names.unnamed(runId);
    if (tenantId !== undefined) healed += Number(await inTurnOf(tenantId, () => names.healRun(runId)));
  }
  for (const [runId, tenantId] of named)
    if (!there.has(runId) && !(await names.isThere(runId)))
      healed += Number(await inTurnOf(tenantId, () => names.healName(runId, tenantId)));
  return healed;
}
