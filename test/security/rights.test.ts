import { describe, expect, it } from '@jest/globals';
import { withRights } from '../../scripts/rights-table.js';
import { advance } from '../../src/upgrade/run/advance.js';
import { type Verb, verbs } from '../../src/upgrade/run/commands.js';
import { decide } from '../../src/upgrade/run/decide.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { aSchedule, at, now } from '../support/runs.js';
import { commandOf } from '../upgrade/run/model/commands.js';
import { diceOf } from '../upgrade/run/model/dice.js';
import { inTheirName } from './in-their-name.js';
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
  it.each(Object.entries(inTheirName))(
    'is done for those alone to whom the table gives it by then: %s',
    (what, { run, goesOn }) => {
      const wrong = everyHolding.filter((held) => goesOn(run, held) !== mayByTable(`in their name: ${what}`, held));
      expect(wrong).toEqual([]);
    },
  );

  it.each(waitingRuns)('begins at its time for those alone to whom the table gives it by then: %s', (name, waiting) => {
    const begins = name.split(', ')[1] ?? '';
    const run = { ...waiting, schedule: aSchedule({ at, nextAt: at, reminded: true }) };
    const wrong = everyHolding.filter((roles) => {
      const recheck = { assessment: run.assessment, ready: true, roles };
      const { is } = advance(run, { found: 'time', recheck }, now).state;
      return ['preparing', 'reassigning'].includes(is) !== mayByTable(`the chosen time comes: ${begins}`, roles);
    });
    expect(wrong).toEqual([]);
  });
});
