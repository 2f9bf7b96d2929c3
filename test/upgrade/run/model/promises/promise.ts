import type { Verb } from '../../../../../src/upgrade/run/commands.js';
import type { Happening, Step } from '../happenings.js';

/**
 * What must never break, as far as a run by itself can hold it. A promise says of a step whether it was reached, that
 * is, whether something happened that could have broken it, and whether it held.
 */
export type Verdict = 'notReached' | 'held' | 'broken';
export type Promised = (step: Step) => Verdict;
export type Promises = Readonly<Record<string, Promised>>;

export const judged = (isReached: boolean, holds: () => boolean): Verdict =>
  isReached ? (holds() ? 'held' : 'broken') : 'notReached';

type Engine = Extract<Happening, { by: 'engine' }>;
type Name = Engine['found']['found'];

export function isFound<F extends Name>(
  happening: Happening,
  ...names: F[]
): happening is Engine & { found: Extract<Engine['found'], { found: F }> } {
  return happening.by === 'engine' && (names as Name[]).includes(happening.found.found);
}

export function isSaid(happening: Happening, verb: Verb): boolean {
  return happening.by === 'person' && happening.command.do === verb;
}
