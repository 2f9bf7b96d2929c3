import type { Decision } from '../decision.js';
import { lastToMove } from './decided.js';
import { beingMoved } from './entering.js';
import type { RunRecord } from './shape.js';

/** Where a run stands, as far as earlier versions left something out. */
type Standing = { is: string; sent?: boolean; since?: string; confirmedAt?: string | undefined };
type Kept = RunRecord & { state: Standing & { resume?: Standing } };

/**
 * What earlier versions left out of a run and no fixed value stands for, told from what they wrote: that a cancellation
 * has left, when it was confirmed, and that people were being moved before the first of them was counted.
 */
export function asItWas<R extends Kept>(run: R): R {
  const { state } = run;
  const stands = state.resume ?? state;
  const decided = run.decided ?? decidedBefore(run, stands);
  if (stands.is === 'reassigning' && run.reassign === null) return { ...run, ...beingMoved(run), decided };
  if (stands.is !== 'cancelling') return decided === run.decided ? run : { ...run, decided };
  const confirmed = { ...stands, confirmedAt: stands.confirmedAt ?? confirmedIn(run) ?? stands.since };
  return {
    ...run,
    cancelSent: run.cancelSent || stands.sent === true,
    state: state.resume ? { ...state, resume: confirmed } : confirmed,
  };
}

/** Who decided the change of licences that is under way: whoever brought the run there last. */
function decidedBefore(run: RunRecord, { is, since }: Standing): Decision | null {
  if (is !== 'reassigning' && is !== 'undoing' && is !== 'restoring') return null;
  const last = lastToMove(run);
  const by = last?.by ?? run.openedBy;
  if (is === 'restoring') return { by, at: since ?? run.openedAt, needs: 'steer' };
  return { by, at: last?.at ?? since ?? run.openedAt, needs: 'assign' };
}

/** When the end of the old plan was confirmed last. */
function confirmedIn({ audit }: RunRecord): string | undefined {
  return audit.filter(({ what }) => what === 'cancelOld').at(-1)?.at;
}
