import { heldForLong } from '../../upgrade/run/holdup.js';
import type { Run } from '../../upgrade/run/run.js';
import { batchSize } from '../people/change-batch.js';
import { Gate } from '../people/gate.js';
import type { Tally } from '../people/tally.js';
import { deciderMay } from './decider.js';
import type { StepTools } from './step.js';

const everyMs = 1_000;

/** How often it is read, while work goes on for long, whether whoever decided it still may, in milliseconds. */
const deciderEveryMs = 5 * 60_000;

/**
 * Stores how far a bulk change has come, at most once a second, and notices when the run has left the state (paused,
 * stopped). Whether whoever decided it still may is read every few minutes. Call after each batch; resolves with whether to go on.
 */
export function createProgress(tally: Tally, run: Run, tools: StepTools): () => Promise<boolean> {
  const { tell, timeline, signal } = tools;
  let last = 0;
  let askedAt = timeline.now().getTime();
  let left = false;
  return async () => {
    const now = timeline.now().getTime();
    // A clock that was set back must not keep a pause from being noticed.
    if (!left && Math.abs(now - last) >= everyMs) {
      last = now;
      const { state } = await tell({ found: 'progress', work: tally.work() });
      left ||= state.is !== run.state.is;
    }
    if (!left && Math.abs(now - askedAt) >= deciderEveryMs) {
      askedAt = now;
      left ||= !(await deciderMay(run, tools));
    }
    return !left && !signal.aborted;
  };
}

/** What holds the changes of a run's people back, by the tenant's quota and while they come to nothing, which the run says. */
export async function createGate({ tenantId, snapshot }: Run, { timeline, tell, quotas }: StepTools): Promise<Gate> {
  const quota = await quotas.forRun(tenantId);
  quota.hasPeople(snapshot?.people ?? 0);
  return new Gate(timeline, quota, async (how) => void (await tell({ found: 'changesWait', how })));
}

/** Whether those who are left are so few, and have come to nothing for so long, that it is theirs alone. */
export function areLast(run: Run, left: number): boolean {
  return left <= batchSize && heldForLong(run);
}
