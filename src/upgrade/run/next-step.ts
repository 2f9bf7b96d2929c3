import type { Actor, Permission } from '../tenant/roles.js';
import { manualAllowed } from './paths.js';
import { isOver, type Run } from './run.js';
import { sourceOf } from './states.js';
import { hour } from './waiting.js';

/**
 * What a person must be allowed to do to take the run's next step; undefined while nothing waits for a person. What
 * they do in the admin center counts by the role that it needs there.
 */
export function nextStepNeeds(run: Run): Permission | undefined {
  const { state } = run;
  switch (state.is) {
    case 'assessed':
      return run.assessment.is === 'blocked' && !manualAllowed(run.assessment) ? undefined : 'steer';
    case 'choosingPlan':
    case 'beforeYouBegin':
      return 'steer';
    case 'manualBuy':
      return ownsEnough(run) ? 'steer' : 'buy';
    case 'cart':
    case 'checkout':
    case 'manualCancel':
    case 'adminTask':
      return 'buy';
    case 'manualReassign':
      return 'assign';
    case 'manualVerify':
      return seatsAreMissing(run) ? 'buy' : undefined;
    case 'scheduled':
      return run.schedule?.missed ? 'steer' : undefined;
    case 'paused':
      return 'steer';
    case 'needsAttention':
      // Whatever was declined about the order, only a buyer can mend it and order again.
      return state.trouble.is === 'orderDeclined' ? 'buy' : 'steer';
    case 'preparing':
    case 'ordering':
    case 'creditCheck':
    case 'transition':
    case 'restoring':
    case 'reassigning':
    case 'undoing':
    case 'cancelling':
    case 'completed':
    case 'stopped':
    case 'handedOver':
      return undefined;
    default: {
      const never: never = state;
      return never;
    }
  }
}

/** Entries of the audit that left the run where it stood: who is told changed, or somebody took the report. */
const beside: readonly string[] = ['follow', 'unfollow', 'handover', 'reportTaken'];
/** Entries of somebody who only looked. */
const looking = ['check', 'assessed', 'watch'];

/** The entries of the audit that moved the run. */
export function movesOf(run: Run): Run['audit'] {
  return run.audit.filter(({ what }) => !beside.includes(what));
}

/**
 * Who brought the run to where it stands; `by` null: the engine. undefined when somebody only looked, which is no
 * reason to ask anybody for anything.
 */
export function whoBroughtHere(run: Run): { by: Actor | null } | undefined {
  const last = movesOf(run).at(-1);
  return isOver(run) || last === undefined || looking.includes(last.what) ? undefined : { by: last.by };
}

/** Whether one of the subscriptions to the chosen plan has room for everyone. */
function ownsEnough(run: Run): boolean {
  const { owned, assigned } = sourceOf(run);
  return owned.some(({ sku, free }) => sku === run.plan && free >= assigned);
}

/**
 * Licences that still have to be bought before everyone can be moved. 0 for an hour while Graph does not show those of
 * an order that was carried out: what is on its way must not be bought again.
 */
export function seatsToBuyMore({ state, order }: Run, now: Date): number {
  if (state.is !== 'manualVerify' || state.seen === null) return 0;
  const { seats, seatsNeeded } = state.seen;
  const isLate = order?.outcome === 'completed' && seats < order.quantity;
  const isOnItsWay = isLate && now.getTime() - Date.parse(state.since) < hour;
  return isOnItsWay ? 0 : Math.max(0, seatsNeeded - seats);
}

/** Seats that were just ordered may show late in Graph; where nothing was ordered, they must be bought. */
function seatsAreMissing({ state, order }: Run): boolean {
  if (state.is !== 'manualVerify' || state.seen === null || order !== null) return false;
  return state.seen.active && state.seen.seats < state.seen.seatsNeeded;
}
