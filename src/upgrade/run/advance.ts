import { putOff, timeComesSoon, timeHasCome } from './appointment.js';
import type { FindingRule, FindingRulesOf } from './definition.js';
import type { Found } from './found.js';
import { definitionOf, type Run, type RunState } from './run.js';
import { breakSilence } from './silence.js';
import { latecomersNoted, snapshotRefreshed } from './snapshot.js';

type Rule = FindingRule<RunState, Found['found'], RunState>;

/** What does the same to every run, whatever state it is in. */
const anywhere: FindingRulesOf<RunState, RunState> = {
  soon: timeComesSoon,
  time: timeHasCome,
  timeUnclear: putOff,
  snapshotRefreshed,
  latecomers: latecomersNoted,
};

/**
 * What a finding does to a run: the state's own rule, else the one for every state. Pure. A finding that no longer fits
 * (a person paused or stopped the run meanwhile) changes nothing. Whoever follows a run that waits hears of it every day.
 */
export function advance(run: Run, found: Found, now: Date): Run {
  const rules = { ...anywhere, ...definitionOf(run.state.is).findings };
  const rule = rules[found.found] as Rule | undefined;
  return breakSilence(answered(run, rule ? rule(run, found, now) : run, found), now);
}

/** What is told while a step is under way, or of something that was not answered: no sign that what was silent answers. */
const noSign: readonly Found['found'][] = [
  ...([
    'problem',
    'defect',
    'notTaken',
    'timeUnclear',
    'soon',
    'changesWait',
    'decider',
    'pilot',
    'progress',
    'sending',
  ] as const),
  ...(['cart', 'beforeEnding', 'snapshotRefreshed', 'latecomers'] as const),
];

/** Once a step has come to its end, or people were changed, nothing is waited for in vain any more. */
function answered(before: Run, after: Run, { found }: Found): Run {
  const isSign = !noSign.includes(found) || peopleDone(after) > peopleDone(before);
  if (after === before || !isSign || (after.attempts === 0 && after.holdup?.is !== 'noAnswer')) return after;
  return { ...after, holdup: after.holdup?.is === 'noAnswer' ? null : after.holdup, attempts: 0 };
}

const peopleDone = ({ reassign, restore, undo }: Run): number =>
  [reassign, restore, undo].reduce((sum, work) => sum + (work?.done ?? 0), 0);
