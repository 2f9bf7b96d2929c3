import type { Run } from '../../src/upgrade/run/run.js';
import { idOf } from '../support/licensed-person.js';
import { aSource, available } from '../support/runs.js';
import { alex, type UpgradesOf } from './upgrades-of.js';

/** What a check of Alex's came to: of a run its id and the plan it leaves, else what was answered. */
export async function checkOf(of: UpgradesOf, said?: string) {
  const reply = await of.upgrades.check('contoso', alex, said);
  return reply.is === 'run' ? { run: reply.run.id, leaves: sourceIn(reply.run) } : reply;
}

export const sourceIn = (run: Run): string | undefined =>
  run.assessment.is === 'noSource' ? undefined : run.assessment.source.sku;

export const leaving = (sku: string) => available({ source: aSource({ sku, skuId: idOf(sku) }) });

/** Ids of the tenant's runs. */
export const idsIn = async (of: UpgradesOf) => (await of.upgrades.history('contoso')).map(({ id }) => id);
