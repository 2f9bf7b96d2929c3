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
  return breakSilence(rule ? rule(run, found, now) : run, now);
}
