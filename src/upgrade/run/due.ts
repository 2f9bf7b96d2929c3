import type { Run, RunState } from './run.js';

/** States that the engine works in or looks at again. */
type Looked = Extract<RunState, { nextAt?: string | undefined }>;

/** What the engine has to do next for a run, and when. */
export type Due = { is: Looked['is'] | 'appointment'; at: Date };

/** undefined: the run has come to an end or waits for a person alone. */
export function due({ state, schedule }: Run): Due | undefined {
  const work: Due | undefined =
    'nextAt' in state && state.nextAt !== undefined ? { is: state.is, at: new Date(state.nextAt) } : undefined;
  const time = schedule?.nextAt;
  const appointment: Due | undefined = time ? { is: 'appointment', at: new Date(time) } : undefined;
  return work && appointment ? (appointment.at < work.at ? appointment : work) : (work ?? appointment);
}
