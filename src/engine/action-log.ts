import type { Logger } from 'pino';
import type { Reply } from './reply.js';

/** What people try, and what comes of it, as one line of the log each: for whoever watches over the tenants. */

export type Action = {
  tenantId: string;
  /** Directory id of whoever acts; their name is for the audit alone. */
  by: string;
  /** What they ask for: a command's name, or what else the conversation can be asked. */
  verb: string;
  runId?: string | undefined;
};

export type ActionOutcome = {
  is:
    | 'done'
    /** The run's own rules do not let it; `why` says which. */
    | 'refused'
    | 'missingRole'
    /** It names a run, a file or a link that is not theirs. */
    | 'notTheirs'
    /** Their tenant may not use the bot, or which one it is cannot be told. */
    | 'turnedAway'
    /** Graph was not reached, or does not let the bot read. */
    | 'notRead'
    | 'notKept';
  why?: string | undefined;
};

/** Tells the log. What was refused stands out. */
export function tellAction(log: Pick<Logger, 'info' | 'warn'>, action: Action, { is, why }: ActionOutcome): void {
  const { tenantId, by, verb, runId } = action;
  const about = { event: 'action', tenant: tenantId, by, verb, run: runId, outcome: is, why };
  if (is === 'done') log.info(about, 'a person acted');
  else log.warn(about, 'what a person tried was not done');
}

/** What came of a command; undefined while that is not known yet. */
export function outcomeOf(reply: Reply): ActionOutcome | undefined {
  switch (reply.is) {
    case 'run':
      return reply.refusal ? { is: 'refused', why: reply.refusal.why } : { is: 'done' };
    case 'nothingToUpgrade':
    case 'whichSource':
      return { is: 'done' };
    case 'missingRole':
      return { is: reply.is, why: reply.permission };
    case 'unknownRun':
      return { is: 'notTheirs' };
    case 'unreachable':
    case 'denied':
      return { is: 'notRead', why: reply.is };
    case 'notKept':
      return { is: reply.is };
    case 'stillLooking':
      return undefined;
    default:
      return reply satisfies never;
  }
}
