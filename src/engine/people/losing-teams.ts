import { givingTeams, losesTeams } from '../../upgrade/licences/loses-teams.js';
import type { Directory } from '../../upgrade/ports.js';
import type { Run } from '../../upgrade/run/run.js';
import { sourceOf } from '../../upgrade/run/source-of.js';

/** How many who hold the old plan have Microsoft Teams from nothing else, as the list of holders tells. */
export async function countLosingTeams(run: Run, directory: Directory): Promise<number> {
  const { skuId } = sourceOf(run);
  const giving = givingTeams(await directory.skus(run.tenantId));
  const losing = new Set<string>();
  for await (const page of directory.holders(run.tenantId, skuId))
    for (const user of page) if (losesTeams(user, skuId, giving)) losing.add(user.id);
  return losing.size;
}
