import type { Offer } from '../../src/upgrade/order/offer.js';
import type { Command } from '../../src/upgrade/run/commands.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { idOf } from '../support/licensed-person.js';
import { aRun, aSource, available } from '../support/runs.js';
import { alex, holder, type UpgradesOf } from './upgrades-of.js';

export const sold: Offer = { is: 'sold', terms: [{ term: 'P1Y', cycles: ['annual'] }], attestation: false };
export const byHand: Offer = { is: 'byHand', because: 'notSold' };

/** A run on the manual path of a tenant whose three people hold a plan. */
export function manually(of: UpgradesOf, sku: string, more: Partial<Run> = {}): Run {
  of.owns(sku, { assigned: 3, free: 0 });
  of.tells.people = ['adele', 'isaiah', 'megan'].map((id) => holder(id, sku));
  return aRun({
    path: 'manual',
    state: { is: 'choosingPlan' },
    assessment: available({ source: aSource({ sku, skuId: idOf(sku), seats: 3, assigned: 3 }) }),
    ...more,
  });
}

/** The run once Alex has given a command on it; `of.asked` is what was asked for that. @throws with the refusal, or the kind of reply */
export async function decided(of: UpgradesOf, run: Run, command: Command): Promise<Run> {
  await of.runs.open(run);
  of.asked.length = 0;
  const reply = await of.upgrades.command('contoso', run.id, run.revision, alex, command);
  if (reply.is !== 'run') throw new Error(reply.is);
  if (reply.refusal) throw new Error(JSON.stringify(reply.refusal));
  return reply.run;
}
