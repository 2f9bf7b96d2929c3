import { fewHours } from '../tenant/blocker-facts.js';
import type { Run, RunState } from './run.js';
import { hour, minute } from './waiting.js';

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

/** How long a state waits at the most between two looks, in milliseconds: an hour, as Microsoft may ask for, and a little. */
const usually = hour + minute;
const longest: Partial<Record<Due['is'], number>> = {
  assessed: fewHours * minute,
  creditCheck: 4 * hour + minute,
  // These wait for a date that a person or Microsoft named.
  appointment: Number.POSITIVE_INFINITY,
  kept: Number.POSITIVE_INFINITY,
  completed: Number.POSITIVE_INFINITY,
};

/** The longest that a run is left alone before what is due, in milliseconds. */
export const longestWait = ({ is }: Pick<Due, 'is'>): number => longest[is] ?? usually;

/**
 * How long until then, in milliseconds. What is further off than the state ever waits was written by a clock that has
 * been set back since: it is due now.
 */
export function waitOf(due: Due, now: Date): number {
  const left = due.at.getTime() - now.getTime();
  return left > longestWait(due) ? 0 : Math.max(0, left);
}
