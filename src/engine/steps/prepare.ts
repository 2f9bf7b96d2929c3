import { sourceOf } from '../../upgrade/run/states.js';
import { type HeldBefore, heldByGroup, heldByUser, pageSize, writePage } from '../snapshot.js';
import type { Step } from './step.js';

/**
 * Writes down who holds the source plan and which services are switched off for whom, before anything changes it.
 * Begun anew after a restart: until the order is sent or the first person moved, nothing of it can have changed.
 */
export const prepare: Step = async (run, { world, documents, tell, signal }) => {
  const { skuId } = sourceOf(run);
  let pages = 0;
  let people = 0;
  let withSwitchedOff = 0;
  let page: HeldBefore[] = [];
  const flush = async () => {
    await writePage(documents, run.id, pages, { of: 'users', held: page });
    pages += 1;
    page = [];
  };

  for await (const users of world.directory.holders(run.tenantId, skuId)) {
    if (signal.aborted) return;
    for (const user of users) {
      const held = heldByUser(user, skuId);
      page.push(held);
      people += 1;
      if (held.switchedOff.length > 0) withSwitchedOff += 1;
      if (page.length === pageSize) await flush();
    }
  }
  if (page.length > 0) await flush();

  const groups = await world.directory.groupsWith(run.tenantId, skuId);
  if (groups.length > 0) {
    await writePage(documents, run.id, pages, { of: 'groups', held: groups.map((group) => heldByGroup(group, skuId)) });
    pages += 1;
  }
  await tell({ found: 'snapshot', pages, people, withSwitchedOff });
};
