import { swap } from '../dist/upgrade/licences/swap.js';
import { row } from './measure.js';
import { createMover, move, putTenant, startCloud } from './mover.js';

const people = 2_000;
const oneByOne = 100;

/** Moving people in batches, several at once, against one call a person; 20 ms away, without quotas. */
export async function reassignment() {
  const cloud = await startCloud();
  const mover = await createMover(cloud.url);
  const scenario = { quotas: null, latencyMs: [20, 20] };

  const few = await putTenant(cloud.url, { people: oneByOne, ...scenario });
  const users = [];
  for await (const page of mover.directory.holders(few, move.fromSkuId)) users.push(...page);
  const start = performance.now();
  for (const user of users) await mover.directory.changeLicences(few, [swap(user, { ...move, learnt: [] }).change]);
  const theirs = (oneByOne * 1000) / (performance.now() - start);

  const all = await putTenant(cloud.url, { people, ...scenario });
  const ours = people / (await mover.moveAll(all, people));
  mover.close();
  cloud.close();
  return [row('licences: people moved', 'people/s', ours, 'one call a person', theirs)];
}
