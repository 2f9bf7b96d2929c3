import type { Cards } from '../../../src/teams/cards/cards.js';
import type { Rendered } from '../../../src/teams/cards/frame/frame.js';
import type { RunContext } from '../../../src/teams/cards/run-context.js';
import type { Viewer } from '../../../src/teams/cards/viewer.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { now } from '../../support/runs.js';

/**
 * One thing a person may be shown: the card of a run, or one that stands outside of a run. Its name is unique: it is
 * the name in a failing test and in the gallery's links.
 */
export type CardState = RunCardState | OtherCardState;
export type RunCardState = Named & { run: Run; context?: Partial<RunContext> };
export type OtherCardState = Named & { draw(cards: Cards, viewer: Viewer): Rendered };
/** `viewer`: what is different about whoever looks, where that is the point. */
type Named = { name: string; viewer?: Partial<Viewer> };

/** A little after the fixtures' own time, so that work under way has a pace. */
const later: RunContext = { now: new Date(now.getTime() + 90_000) };

/** @throws naming the state, when its card cannot be drawn */
export function drawState(state: CardState, cards: Cards, anyone: Viewer): Rendered {
  const viewer = { ...anyone, ...state.viewer };
  try {
    return 'draw' in state ? state.draw(cards, viewer) : cards.run(state.run, viewer, { ...later, ...state.context });
  } catch (cause) {
    throw new Error(`${state.name}, in ${viewer.language}: ${cause instanceof Error ? cause.message : cause}`, {
      cause,
    });
  }
}

/** The context of a card whose run is drawn otherwise than by its state. */
export const soon = later;

/** States of runs, by name. */
export const ofRuns = (runs: Record<string, Run>): RunCardState[] =>
  Object.entries(runs).map(([name, run]) => ({ name, run }));
