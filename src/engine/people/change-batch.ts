import type { ChangeOutcome } from '../../upgrade/licences/change-outcome.js';
import type { LicenceChange } from '../../upgrade/licences/move.js';
import { type Directory, hasProblem, PortError } from '../../upgrade/ports.js';
import type { LicensedUser } from '../../upgrade/tenant/facts.js';
import type { Gate } from './gate.js';
import type { Learning } from './learning.js';
import { type Tally, userFailure } from './tally.js';

/** Changes licences of many people: batches of twenty, several at once, at the pace Microsoft allows the tenant. */

/** People in one batch, and batches under way at once. */
export const batchSize = 20;
export const batchesAtOnce = 4;
/** How often a change is sent that comes to nothing without a word: over a minute and a half in all. */
const triesAtMost = 8;

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
  /** The few that are left after the others, whose changes have come to nothing for long: they are named in the end. */
  areLast?: boolean;
  /** Whether the run is still at this: not paused, stopped or shut down. */
  goOn: () => Promise<boolean>;
};

/**
 * Changes up to twenty people and sees each through to an outcome: moved, failed or gone. What was throttled is sent
 * again when the gate opens, alone; what may or may not have happened is read from the person, never assumed, and sent
 * again ever more rarely; what was refused for something that nobody knew is made anew with it, once. Whoever is still
 * waiting when the run is not to go on is left as they are.
 * @throws PortError also when changes come to nothing however often they are sent, for everybody
 */
export async function changeBatch(users: readonly LicensedUser[], plan: Plan, tools: BatchTools): Promise<void> {
  const { directory, tenantId, gate, signal, goOn } = tools;
  let waiting = users.flatMap((user): Entry[] => {
    const planned = plan(user);
    return planned ? [{ user, planned, tries: 0, through: gate.through }] : [];
  });
  while (waiting.length > 0) {
    const tries = Math.min(...waiting.map((entry) => entry.tries));
    if (tries > 0 && !(await gate.rest(tries, goOn, signal))) return;
    if (!(await gate.opened(waiting.length, goOn, signal))) return;
    const changes = waiting.map(({ planned }) => planned.change);
    const { again, doubtful } = await sort(waiting, await changeAll(directory, tenantId, changes), tools);
    gate.cameBack();
    const inVain = await settle(doubtful, plan, tools);
    if (inVain.some(({ tries, through }) => tries > 0 && through === gate.through)) await gate.noAnswer();
    waiting = [...again, ...inVain];
  }
}

type Entry = {
  user: LicensedUser;
  planned: Planned;
  /** How often it was sent and came to nothing. */
  tries: number;
  /** How many changes had got through before. */
  through: number;
};
type Doubtful = { entry: Entry; refusal: string | undefined };

/** Those who are sent again, and those whose outcome is in doubt; the others are done with. */
async function sort(sent: readonly Entry[], outcomes: readonly ChangeOutcome[], { tally, gate }: BatchTools) {
  const again: Entry[] = [];
  const doubtful: Doubtful[] = [];
  for (const [index, entry] of sent.entries()) {
    const outcome = outcomes[index] ?? { is: 'unknown' };
    switch (outcome.is) {
      case 'done':
        gate.pass();
        tally.moved(entry.planned);
        break;
      case 'busy':
        await gate.close(outcome.retryAfterMs);
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
      default:
        outcome satisfies never;
    }
  }
  return { again, doubtful };
}

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
  if (refusal === undefined) return sentInVain({ ...entry, user, planned, tries: entry.tries + 1 }, tools);
  const anew = learning.learn(user.id, refusal) ? plan(user) : undefined;
  if (anew && !sameChange(anew.change, entry.planned.change)) return { ...entry, user, planned: anew };
  tally.fail(userFailure(user, refusal));
  return undefined;
}

/**
 * A change that was sent and, as reading shows, came to nothing, without a word why. Where the changes of others get
 * through meanwhile it is this person's alone, who is named; where nobody's do, everybody waits.
 */
function sentInVain(entry: Entry, { gate, tally, areLast }: BatchTools): Entry | undefined {
  if (entry.tries < triesAtMost) return entry;
  if (gate.through === entry.through && !areLast)
    throw new PortError({ is: 'unreachable' }, 'changing licences (nothing comes of it)', { service: 'graph' });
  tally.fail({ ...userFailure(entry.user, ''), reason: 'noAnswer' });
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
