import type { Actor, Permission } from '../tenant/roles.js';
import { onlyLooked } from './events.js';
import { lastMoveOf } from './moves.js';
import { pathSteps, type Step } from './path-steps.js';
import { definitionOf, isOver, type Run, type RunState, type StateName, states } from './run.js';

/** Where a run stands, who brought it there, and who takes it on. */

/**
 * What a person must be allowed to do to take the run's next step; undefined while nothing waits for a person. What
 * they do in the admin center counts by the role that it needs there.
 */
export function nextStepNeeds(run: Run): Permission | undefined {
  const { needs } = definitionOf(run.state.is);
  return typeof needs === 'function' ? needs(run) : needs;
}

type Named<C> = C extends (...given: never[]) => infer Id ? Id : C;
/** The ids of the cards that show runs. */
export type StateCard = Named<(typeof states)[StateName]['card']>;

/** The states that a card shows. */
export type ShownBy<Card extends StateCard> = Extract<
  RunState,
  { is: { [Is in StateName]: Card extends Named<(typeof states)[Is]['card']> ? Is : never }[StateName] }
>;

/** The id of the card that shows the run. */
export function cardOf(run: Run): StateCard {
  const { card } = states[run.state.is];
  return typeof card === 'function' ? card(run) : card;
}

/**
 * Who brought the run to where it stands; `by` null: the engine. undefined when somebody only looked, which is no
 * reason to ask anybody for anything.
 */
export function whoBroughtHere(run: Run): { by: Actor | null } | undefined {
  const last = lastMoveOf(run);
  return isOver(run) || last === undefined || onlyLooked(last.what) ? undefined : { by: last.by };
}

/** Where a run stands on its path: the step's name, its place and how many there are (both from 1). */
export function stepOf(run: Run): { step: Step; place: number; of: number } {
  const path = run.path ?? 'automatic';
  const step = stepIn(run, run.state.is === 'needsAttention' ? run.state.resume : run.state);
  const steps: readonly Step[] = pathSteps[path];
  return { step, place: steps.indexOf(step) + 1, of: steps.length };
}

function stepIn(run: Run, state: { is: StateName }): Step {
  const { step } = definitionOf(state.is);
  // Where a run goes on after trouble may be told by the state's name alone; those have one step a path.
  return typeof step === 'function' ? step({ ...run, state: state as RunState }) : step[run.path ?? 'automatic'];
}
