import type { Verb } from '../../../../src/upgrade/run/commands.js';
import { decide } from '../../../../src/upgrade/run/decide.js';
import { due } from '../../../../src/upgrade/run/due.js';
import { definitionOf, type Run } from '../../../../src/upgrade/run/run.js';
import { roles } from '../../../../src/upgrade/tenant/roles.js';
import { commandOf } from './commands.js';
import { diceOf } from './dice.js';
import { asked } from './happenings.js';

/** Whether there is a way on from where a run stands. */

const somebody = { id: 'p9', name: 'Somebody' };

/** Whether the verb, said in one of the ways that it may be, brings the run to another state. */
function leadsOn(verb: Verb, run: Run, now: Date): boolean {
  return [1, 2, 3, 4, 5, 6].some((seed) => {
    const command = commandOf(verb, run, now, diceOf(seed));
    const decision = decide(run, { ...asked(run, now), command, actor: somebody, roles });
    return decision.is === 'changed' && decision.run.state !== run.state;
  });
}

/** The engine comes back to it by itself, or a person may move it. */
export function hasWayOn(run: Run, now: Date): boolean {
  if (due(run) !== undefined) return true;
  const own = Object.keys(definitionOf(run.state.is).verbs) as Verb[];
  return own.some((verb) => verb !== 'check' && verb !== 'schedule' && leadsOn(verb, run, now));
}

export function waysOutOfTrouble(run: Run, now: Date): boolean {
  return leadsOn('retry', run, now) && leadsOn('stop', run, now);
}
