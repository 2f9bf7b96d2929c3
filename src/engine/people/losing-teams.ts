import { givingTeams, losesTeams } from '../../upgrade/licences/loses-teams.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';
import { planFor } from '../../upgrade/run/targets.js';

/**
 * How many who hold the old plan have Microsoft Teams from nothing else, as the list of holders tells.
 * @param plans skuPartNumbers of plans that leave people without it
 */
export async function countLosingTeams(run: Run, directory: Directory, plans: readonly string[]): Promise<number> {
  const { skuId } = sourceOf(run);
  const giving = givingTeams(await directory.skus(run.tenantId));
  const planOf = planFor(run);
  const isConcerned = (id: string) => plans.includes(planOf(id) ?? '');
  const losing = new Set<string>();
  for await (const page of directory.holders(run.tenantId, skuId))
    for (const user of page) if (isConcerned(user.id) && losesTeams(user, skuId, giving)) losing.add(user.id);
  return losing.size;
}
