import type { LicenceChange } from '../../upgrade/licences/move.js';
import { type ChangeOutcome, type Directory, hasProblem } from '../../upgrade/ports.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { Gate } from './gate.js';
import type { Learning } from './learning.js';
import { type Tally, userFailure } from './tally.js';

/** Changes licences of many people: batches of twenty, several at once, at the pace Microsoft allows the tenant. */

/** People in one batch, and batches under way at once. */
export const batchSize = 20;
export const batchesAtOnce = 4;

/** What is to happen to one person; undefined when nothing is left to do for them. */
export type Planned = { change: LicenceChange; unmapped: readonly string[]; alsoOff: readonly string[] };
export type Plan = (user: LicensedUser) => Planned | undefined;

export type BatchTools = {
  directory: Directory;
  tenantId: string;
  gate: Gate;
  signal: AbortSignal;
  tally: Pick<Tally, 'moved' | 'fail'>;
  /** Where refusals teach something; a change that comes out otherwise for it is sent again. */
  learning: Pick<Learning, 'learn'>;
  /** Whether the run is still at this: not paused, stopped or shut down. */
  goOn: () => Promise<boolean>;
};

/**
 * Changes up to twenty people and sees each through to an outcome: moved, failed or gone. What was throttled is sent
 * again when the gate opens, alone; what may or may not have happened is read from the person, never assumed; what was
 * refused for something that nobody knew is made anew with it, once. Whoever is still waiting when the run is not to go
 * on is left as they are.
 */
export async function changeBatch(users: readonly LicensedUser[], plan: Plan, tools: BatchTools): Promise<void> {
  const { directory, tenantId, gate, signal, tally, goOn } = tools;
  let waiting = users.flatMap((user) => {
    const planned = plan(user);
    return planned ? [{ user, planned }] : [];
  });
  while (waiting.length > 0) {
    if (!(await gate.pass(goOn, signal))) return;
    const outcomes = await changeAll(
      directory,
      tenantId,
      waiting.map(({ planned }) => planned.change),
    );
    const again: typeof waiting = [];
    const doubtful: Doubtful[] = [];
    for (const [index, entry] of waiting.entries()) {
      const outcome = outcomes[index] ?? { is: 'unknown' };
      switch (outcome.is) {
        case 'done':
          tally.moved(entry.planned);
          break;
        case 'busy':
          gate.close(outcome.retryAfterMs);
          again.push(entry);
          break;
        case 'unknown':
          doubtful.push({ entry, refusal: undefined });
          break;
        case 'refused':
          doubtful.push({ entry, refusal: outcome.text });
          break;
        case 'gone':
          break;
        default: {
          const never: never = outcome;
          return never;
        }
      }
    }
    waiting = [...again, ...(await settle(doubtful, plan, tools))];
  }
}

type Entry = { user: LicensedUser; planned: Planned };
type Doubtful = { entry: Entry; refusal: string | undefined };

/** Reads the people whose outcome is in doubt; resolves with those whose change is to be sent again. */
async function settle(doubtful: Doubtful[], plan: Plan, tools: BatchTools): Promise<Entry[]> {
  if (doubtful.length === 0) return [];
  const ids = doubtful.map(({ entry }) => entry.user.id);
  const now = new Map((await tools.directory.users(tools.tenantId, ids)).map((user) => [user.id, user]));
  return doubtful.flatMap((one) => {
    const user = now.get(one.entry.user.id);
    return (user && settleOne(user, one, plan, tools)) ?? [];
  });
}

/** @returns what is to be sent again; undefined when it is told how the person came out */
function settleOne(user: LicensedUser, doubtful: Doubtful, plan: Plan, tools: BatchTools): Entry | undefined {
  const { entry, refusal } = doubtful;
  const { tally, learning } = tools;
  const planned = plan(user);
  if (!planned) {
    // What was refused since it is so already was done, and told, before: the list had not caught up.
    tally.moved(refusal === undefined ? entry.planned : nothingToTell);
    return undefined;
  }
  if (refusal === undefined) return { user, planned };
  const anew = learning.learn(user.id, refusal) ? plan(user) : undefined;
  if (anew && !sameChange(anew.change, entry.planned.change)) return { user, planned: anew };
  tally.fail(userFailure(user, refusal));
  return undefined;
}

const nothingToTell = { unmapped: [], alsoOff: [] };

function sameChange(one: LicenceChange, other: LicenceChange): boolean {
  return JSON.stringify(one) === JSON.stringify(other);
}

async function changeAll(directory: Directory, tenantId: string, changes: LicenceChange[]): Promise<ChangeOutcome[]> {
  try {
    return await directory.changeLicences(tenantId, changes);
  } catch (error) {
    if (hasProblem(error, 'busy')) {
      const { retryAfterMs } = error.problem;
      return changes.map(() => ({ is: 'busy', retryAfterMs }));
    }
    throw error;
  }
}
