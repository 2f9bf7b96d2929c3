import { permissionInTheirName } from '../../decision.js';
import { decisionOf } from '../decided.js';
import type { AnyState, Asked } from '../definition.js';
import { undoing } from '../entering.js';
import { becomes } from '../record.js';
import type { Refusal } from '../refusal.js';
import type { In, RunRecord, Work } from '../shape.js';
import { isSnapshotForgotten } from '../snapshot.js';
import { refuse, refusing } from './refuse.js';

/**
 * Moves everyone back, as long as the old plan is there to go back to: on the manual path until it is cancelled.
 * @param mayHaveMoved whether people may have been moved by where the run stands
 * @param elsewhere why not, on the automatic path
 */
const movingBack = <S extends AnyState>(mayHaveMoved: (run: In<S>) => boolean, elsewhere: Refusal) =>
  ({
    needs: 'assign',
    decide(run: In<S>, asked: Asked) {
      const refusal = run.path === 'manual' ? whyNot(run, mayHaveMoved(run)) : elsewhere;
      if (refusal) return refuse(refusal);
      // What could not be moved back the last time is all there is to tell until the new pass has begun.
      const last = run.reassign ? null : run.undo;
      return becomes(run, asked, undoing(asked.now), {
        undo: last,
        schedule: null,
        attempts: 0,
        decided: decisionOf(asked, permissionInTheirName.undo),
      });
    },
  }) as const;

const always = (): boolean => true;

export const undo = movingBack(always, { why: 'notNow' });

/** Also after an end that kept the old plan, and after a stop. */
export const undoAfterEnd = movingBack(always, { why: 'tooLateToUndo' });

export const undoIf = <S extends AnyState>(mayHaveMoved: (run: In<S>) => boolean) =>
  movingBack(mayHaveMoved, { why: 'notNow' });

/** A cancellation is on its way. */
export const tooLateToUndo = refusing('assign', { why: 'tooLateToUndo' });

function whyNot(run: RunRecord, mayHaveMoved: boolean): Refusal | undefined {
  if (run.cancelled.length > 0 || run.cancelSent) return { why: 'tooLateToUndo' };
  if (!mayHaveMoved) return { why: 'notNow' };
  if (!run.reassign && !hasFailures(run.undo)) return { why: 'nothingToUndo' };
  if (isSnapshotForgotten(run)) return { why: 'beforeForgotten' };
  return run.snapshot ? undefined : { why: 'nothingToUndo' };
}

function hasFailures(work: Work | null): boolean {
  return work !== null && work.failures.length + work.failuresUnlisted > 0;
}
