import type { Logger } from 'pino';
import { freeOf } from '../upgrade/plans/along.js';
import { product } from '../upgrade/plans/plans.js';
import type { Directory } from '../upgrade/ports.js';
import type { Run } from '../upgrade/run/run.js';
import { sourceOf } from '../upgrade/run/source-of.js';
import { seatsFor, targetsOf } from '../upgrade/run/targets.js';
import { type BesideFound, besideOf } from '../upgrade/run/together.js';
import { offerOf } from './ask-commerce.js';
import type { World } from './read-facts.js';

/**
 * What may go into the same order as the plan whose turn it is, how many licences of it are needed, and how it is sold.
 * @returns undefined where nothing may, or nothing of it is needed
 * @throws PortError when it cannot be read who holds what
 */
export async function readBeside(
  run: Run,
  { world, log }: { world: World; log: Logger },
): Promise<BesideFound | undefined> {
  const plan = besideOf(run);
  if (plan === undefined) return undefined;
  const isTarget = targetsOf(run).includes(plan);
  const needed = isTarget ? seatsFor(run, plan) : await countWithout(run, plan, world.directory);
  if (needed === 0) return undefined;
  const offer = await offerOf(await world.commerceFor(run.tenantId), run.tenantId, plan, log);
  return { plan, needed, offer };
}

/** Licences of a product that are missing for everyone who moves to have one: who has one keeps it, and free ones are used. */
async function countWithout(run: Run, sku: string, directory: Directory): Promise<number> {
  const units = (await directory.skus(run.tenantId)).find((one) => one.sku === sku);
  const skuId = units?.skuId ?? product(sku)?.skuId;
  const without = new Set<string>();
  for await (const page of directory.holders(run.tenantId, sourceOf(run).skuId))
    for (const { id, licences } of page) if (!licences.some((held) => held.skuId === skuId)) without.add(id);
  return Math.max(0, without.size - (units ? freeOf(units) : 0));
}
