import { describe, expect, it } from '@jest/globals';
import { withRights } from '../../scripts/rights-table.js';
import { advance } from '../../src/upgrade/run/advance.js';
import { type Verb, verbs } from '../../src/upgrade/run/commands.js';
import { decide } from '../../src/upgrade/run/decide.js';
import * as entering from '../../src/upgrade/run/entering.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { aSchedule, at, now, runIn } from '../support/runs.js';
import { commandOf } from '../upgrade/run/model/commands.js';
import { diceOf } from '../upgrade/run/model/dice.js';
import { everyHolding, mayByTable, rightsTold, security } from './rights-of.js';
import { mayHere, runsToAskOf, waitingRuns } from './runs-to-ask-of.js';

/** Everything that may be held × every action × every state × every way, held to the table that SECURITY.md prints. */

const somebody = { id: 'somebody', name: 'Somebody' };

/** By a card, which carries its revision; in words, which carry the one that was shown; or in words that only look. */
const ways = { card: 0, text: 0, look: undefined } as const;
type Way = keyof typeof ways;

function isTurnedAway(run: Run, verb: Verb, roles: readonly Role[], way: Way): boolean {
  const revision = ways[way] === undefined ? undefined : run.revision;
  const command = commandOf(verb, run, now, diceOf(1));
  const asked = { command, actor: somebody, roles, revision, now, newKey: () => 'key', timeZone: 'UTC' };
  return decide(run, asked).is === 'missingRole';
}

describe('the table of who may do what in SECURITY.md', () => {
  it('is what the rules say; node scripts/rights-table.js writes it anew', () => {
    expect(security()).toBe(withRights(security()));
    expect(rightsTold.size).toBeGreaterThan(verbs.length);
  });

  it('changes when a rule does', () => {
    expect(withRights(security().replace('| `placeOrder` | buy |', '| `placeOrder` | see |'))).toBe(security());
  });
});

describe('whoever asks something of a run', () => {
  it.each(runsToAskOf)('is told which role it takes exactly where the table does not give it to them: %s', (_, run) => {
    let asked = 0;
    const wrong: unknown[] = [];
    for (const verb of verbs)
      for (const held of everyHolding)
        for (const way of Object.keys(ways) as Way[]) {
          if (isTurnedAway(run, verb, held, way) === mayHere(verb, run, held)) wrong.push([verb, held, way]);
          asked += 1;
        }
    expect(wrong).toEqual([]);
    expect(asked).toBe(verbs.length * everyHolding.length * 3);
  });
});

describe('what was decided', () => {
  const names = {
    reassigning: 'retry: reassigning',
    undoing: 'retry: undoing',
    ordering: 'retry: ordering',
  } as const;

  it.each(Object.entries(names) as [keyof typeof names, string][])(
    'is done for those alone to whom the table gives it by then: %s',
    (is, action) => {
      const run: Run = is === 'ordering' ? { ...runIn.ordering(), state: entering.ordering(now) } : runIn[is]();
      for (const held of everyHolding) {
        const { state } = advance(run, { found: 'decider', roles: held }, now);
        expect([held, state.is === is]).toEqual([held, mayByTable(action, held)]);
      }
    },
  );

  it('begins at its time for those alone to whom the table gives it by then', () => {
    for (const [name, run] of waitingRuns)
      for (const held of everyHolding) {
        const begins = name.split(', ')[1] ?? '';
        const mayStill = mayByTable(`the chosen time comes: ${begins}`, held);
        const schedule = aSchedule({ at, nextAt: at, reminded: true });
        const recheck = { assessment: run.assessment, ready: true, mayStill };
        const { is } = advance({ ...run, schedule }, { found: 'time', recheck }, now).state;
        expect([name, held, ['preparing', 'reassigning'].includes(is)]).toEqual([name, held, mayStill]);
      }
  });
});
