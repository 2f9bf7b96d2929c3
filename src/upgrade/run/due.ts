import type { Run, RunState, WorkState } from './run.js';

/** What the engine has to do or to wait for. */

export type Ticking = WorkState | Extract<RunState, { is: 'manualVerify' }>;

/** A trouble that may go by itself is looked at like anything else that is waited for. */
export type Watched = Ticking | (Extract<RunState, { is: 'needsAttention' | 'assessed' }> & { nextAt: string });

/** The state if the engine has something to do or to wait for in it. */
export function ticking(run: Run): Watched | undefined {
  const { state } = run;
  return 'nextAt' in state && state.nextAt !== undefined ? (state as Watched) : undefined;
}

/** What the engine has to do next for a run, and when. */
export type Due = { is: Watched['is'] | 'appointment'; at: Date };

/** undefined: the run has come to an end or waits for a person alone. */
export function due(run: Run): Due | undefined {
  const state = ticking(run);
  const work: Due | undefined = state && { is: state.is, at: new Date(state.nextAt) };
  const time = run.schedule?.nextAt;
  const appointment: Due | undefined = time ? { is: 'appointment', at: new Date(time) } : undefined;
  return work && appointment ? (appointment.at < work.at ? appointment : work) : (work ?? appointment);
}
