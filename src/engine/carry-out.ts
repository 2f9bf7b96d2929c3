import type { Logger } from 'pino';
import type { Documents } from '../storage/documents.js';
import type { Limits } from '../upgrade/order/care.js';
import type { PriceList } from '../upgrade/order/price-list.js';
import type { Command } from '../upgrade/run/commands.js';
import { decide, permissionTo } from '../upgrade/run/decide.js';
import type { Decision } from '../upgrade/run/definition.js';
import type { Refusal } from '../upgrade/run/refusal.js';
import { isOver, type Run, type RunState } from '../upgrade/run/run.js';
import { may } from '../upgrade/tenant/roles.js';
import { abandoned } from './abandoned.js';
import { moneyOf } from './money-of.js';
import type { World } from './read-facts.js';
import { readFor } from './read-for.js';
import type { Asker, Reply } from './reply.js';
import type { RunStore } from './run-store.js';

/** Carrying out a person's command: what the decision may depend on is read, then it is taken on the run as it is. */

export type CarryingOut = {
  world: World;
  runs: RunStore;
  documents: Documents;
  priceList: PriceList | undefined;
  limits: Limits;
  newGuid: () => string;
  /** Told of a run that was changed by it. */
  nudge: (run: Run) => void;
  log: Logger;
};

/** @param revision the revision the person's card showed; undefined for text, which means "as it is now" */
export async function carryOut(
  run: Run,
  revision: number | undefined,
  asker: Asker,
  command: Command,
  tools: CarryingOut,
): Promise<Reply> {
  const { world, runs, newGuid } = tools;
  const read = mayAsk(run, revision, asker, command) ? await readFor(run, command, tools) : {};
  const now = world.clock.now();
  const decideOn = (current: Run): Decision<RunState> => {
    const { actor, roles, timeZone, turnId } = asker;
    const asked = { command, actor, roles, revision, timeZone, turnId, now, newKey: newGuid, limits: tools.limits };
    return decide(current, Object.assign(asked, read, moneyOf(current, tools.priceList)));
  };
  // What is over, or keeps its old plan, may only live again where nothing new has begun.
  const livesAgain = isOver(run) || (command.do === 'undo' && run.state.is === 'kept');
  let decision: Decision<RunState> = { is: 'unchanged' };
  // What stands where it may not: something has come of another upgrade since.
  if (livesAgain) decision = unlessChanged(decideOn(run), { why: 'afterAnother' });
  const change = (current: Run): Run => {
    decision = decideOn(current);
    return decision.is === 'changed' ? decision.run : current;
  };
  const sinceThen = {
    wouldChange: (current: Run) => decideOn(current).is === 'changed',
    setAside: (looked: Run) => abandoned(looked, asker.actor, now),
  };
  const after = livesAgain
    ? await runs.reopen(run.id, run.tenantId, change, sinceThen)
    : await runs.update(run.id, change);
  return replyTo(decision, after, tools);
}

/** What is decided where something else stands in the way of what would be done. */
function unlessChanged(decision: Decision<RunState>, refusal: Refusal): Decision<RunState> {
  return decision.is === 'changed' ? { is: 'unchanged', refusal } : decision;
}

function replyTo(decision: Decision<RunState>, run: Run, { nudge }: CarryingOut): Reply {
  switch (decision.is) {
    case 'changed':
      nudge(run);
      return { is: 'run', run };
    case 'unchanged':
      return decision.refusal ? { is: 'run', run, refusal: decision.refusal } : { is: 'run', run };
    case 'missingRole':
      return decision;
    default: {
      const never: never = decision;
      return never;
    }
  }
}

/** Whether anything is read for the command: only for somebody who may give it, from a card that is not old. */
function mayAsk(run: Run, revision: number | undefined, asker: Asker, command: Command): boolean {
  return may(permissionTo(command.do, run), asker.roles) && (revision ?? run.revision) === run.revision;
}
