import type { Run, RunState } from '../../upgrade/run/run.js';
import type { Tally } from '../people/tally.js';
import type { StepTools } from './step.js';

const everyMs = 1_000;

/**
 * Stores how far a bulk change has come, at most once a second, and notices when the run has left the state (paused,
 * stopped). Call after each batch; resolves with whether to go on.
 */
export function createProgress(
  tally: Tally,
  state: RunState['is'],
  { tell, timeline, signal }: StepTools,
): () => Promise<boolean> {
  let last = 0;
  let left = false;
  return async () => {
    const now = timeline.now().getTime();
    // A clock that was set back must not keep a pause from being noticed.
    if (!left && Math.abs(now - last) >= everyMs) {
      last = now;
      const run: Run = await tell({ found: 'progress', work: tally.work() });
      left = run.state.is !== state;
    }
    return !left && !signal.aborted;
  };
}
