import { chunks } from '../../base/chunks.js';
import type { Target } from '../../upgrade/licences/move.js';
import { restore, stillOn } from '../../upgrade/licences/restore.js';
import { offIn } from '../../upgrade/licences/switched-off.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { HeldBefore } from '../snapshot/pages.js';
import { type BatchTools, batchSize, changeBatch, type Planned } from './change-batch.js';
import { type Tally, userFailure } from './tally.js';

/** Switching services off one after the other, for people for whom all of them at once were refused. */

type Tools = Omit<BatchTools, 'tally'> & { tally: Tally };

/** Services that one product can have, and then some: no person takes more turns than that. */
const turnsAtMost = 200;

/** @param refused what they had, by id; who has services on in the end that were off is named, with which */
export async function restorePiecemeal(
  refused: ReadonlyMap<string, HeldBefore>,
  target: Target,
  tools: Tools,
): Promise<void> {
  for (const some of chunks([...refused], batchSize)) await oneByOne(new Map(some), target, tools);
}

async function oneByOne(held: ReadonlyMap<string, HeldBefore>, target: Target, tools: Tools): Promise<void> {
  const { directory, tenantId, tally, goOn } = tools;
  /** Services that were refused, with the sentence, and the one that is being tried; by person. */
  const refusals = new Map([...held.keys()].map((id) => [id, new Map<string, string>()]));
  const trying = new Map<string, string>();
  const left = (user: LicensedUser): string[] =>
    stillOn(user, { before: held.get(user.id)?.switchedOff ?? [], ...target }).filter(
      (service) => !refusals.get(user.id)?.has(service),
    );
  const plan = (user: LicensedUser): Planned | undefined => {
    const [service] = left(user);
    if (service === undefined) return undefined;
    trying.set(user.id, service);
    const change = restore(user, { before: [service], ...target });
    return change.is === 'change' ? change : undefined;
  };
  const quiet: BatchTools['tally'] = {
    moved: () => undefined,
    fail: ({ id, text }) => refusals.get(id)?.set(trying.get(id) ?? '', text),
  };
  const read = () => directory.users(tenantId, [...held.keys()]);
  let users = await read();
  for (let turn = 0; turn < turnsAtMost && users.some(plan); turn += 1) {
    await changeBatch(users, plan, { ...tools, tally: quiet });
    if (!(await goOn())) return;
    users = await read();
  }
  for (const user of users) {
    const before = held.get(user.id)?.switchedOff ?? [];
    const services = stillOn(user, { before, ...target });
    const text = [...(refusals.get(user.id)?.values() ?? [])].at(-1) ?? '';
    if (services.length === 0) tally.moved(offIn(before, target));
    else tally.fail({ ...userFailure(user, text), services });
  }
}
