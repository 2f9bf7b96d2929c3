import type { AnyState, Asked } from '../definition.js';
import { becomes, telling } from '../record.js';
import type { In, RunRecord } from '../shape.js';
import { refusing } from './refuse.js';

/** Ends the run. What is done stays; an order that has not left is not there. */
export const stop = {
  needs: 'steer',
  decide: (run: In<AnyState>, asked: Asked) => stopped(run, asked, {}),
} as const;

/** The same where an order was fixed that has not left. */
export const stopBeforeOrder = {
  needs: 'steer',
  decide: (run: In<AnyState>, asked: Asked) => stopped(run, asked, { order: null }),
} as const;

/** The order has left, or Microsoft acts on it: nothing here can call it back. */
export const tooLateToStop = refusing('steer', { why: 'tooLateToStop' });

function stopped(run: In<AnyState>, asked: Asked, patch: Partial<RunRecord>) {
  const state = { is: 'stopped', at: asked.now.toISOString(), by: asked.actor } as const;
  return telling(becomes(run, asked, state, { ...patch, schedule: null }), 'stopped', asked.now);
}
