import { describe, expect, it } from '@jest/globals';
import { withRights } from '../../scripts/rights-table.js';
import { advance } from '../../src/upgrade/run/advance.js';
import { type Verb, verbs } from '../../src/upgrade/run/commands.js';
import { decide } from '../../src/upgrade/run/decide.js';
import * as entering from '../../src/upgrade/run/entering.js';
import type { Resume } from '../../src/upgrade/run/resume.js';
import { type Run, type StateName, stateNames } from '../../src/upgrade/run/run.js';
import { type DirectoryRole, directoryRoles } from '../../src/upgrade/tenant/roles.js';
import { anOrder, aSchedule, at, now, runIn } from '../support/runs.js';
import { commandOf } from '../upgrade/run/model/commands.js';
import { diceOf } from '../upgrade/run/model/dice.js';
import { mayByTable, rightsTold, security } from './rights-of.js';

/** Every role × every action × every state × every way, held to the table that SECURITY.md prints. */

const everyRole: readonly (DirectoryRole | undefined)[] = [...directoryRoles, undefined];
const somebody = { id: 'somebody', name: 'Somebody' };
const held = (role: DirectoryRole | undefined) => (role ? [role] : []);

/** By a card, which carries its revision; in words, which carry the one that was shown; or in words that only look. */
const ways = { card: 0, text: 0, look: undefined } as const;

type Verdict = { is: string; permission?: string };

function said(run: Run, verb: Verb, role: DirectoryRole | undefined, way: keyof typeof ways): Verdict {
  const revision = ways[way] === undefined ? undefined : run.revision;
  const command = commandOf(verb, run, now, diceOf(1));
  return decide(run, {
    command,
    actor: somebody,
    roles: held(role),
    revision,
    now,
    newKey: () => 'key',
    timeZone: 'UTC',
  });
}

/** Whether the table lets the role do it, and where all but the time is decided, also what is to begin then. */
function mayHere(verb: Verb, run: Run, role: DirectoryRole | undefined): boolean {
  const { state } = run;
  if (verb === 'retry' && state.is === 'needsAttention') return mayByTable(`retry: ${nameOf(state.resume)}`, role);
  if (verb === 'retry') return ['checkout', 'ordering', 'reassigning'].some((on) => mayByTable(`retry: ${on}`, role));
  return mayByTable(verb, role);
}

/** What begins at the time that is chosen there. */
const beginsAt = (verb: Verb, { state }: Run): string | undefined => {
  if (verb === 'schedule' && state.is === 'manualReassign') return 'reassign';
  return (verb === 'schedule' || verb === 'startNow') && state.is === 'scheduled' ? state.begins : undefined;
};

function nameOf(resume: Resume): string {
  if (resume.is === 'preparing') return `preparing for ${resume.before}`;
  return resume.is === 'creditCheck' ? `creditCheck of ${resume.of}` : resume.is;
}

const review = { is: 'creditCheck', since: at, nextAt: at, latestEnd: at } as const;
const resumes: Resume[] = [
  ...(['order', 'reassign', 'guide'] as const).map((before) => entering.preparing(before, now)),
  ...(['order', 'account'] as const).map((of) => ({ ...review, of })),
  entering.ordering(now),
  entering.transition(25, now),
  entering.restoring(now, null),
  { ...entering.reassigning(now, 0), only: [] },
  entering.undoing(now),
  runIn.cancelling().state as Resume,
  { ...entering.adminTask('buy', now), others: [] },
  { is: 'manualVerify' },
  { is: 'manualReassign' },
  { is: 'checkout' },
];
const trouble = { is: 'unexpected', text: 'A surprise.' } as const;
const troubled = resumes.map((resume): [string, Run] => [
  `needsAttention, ${nameOf(resume)}`,
  { ...runIn.needsAttention(), order: anOrder(), state: { is: 'needsAttention', since: at, trouble, resume } },
]);
const waiting = (['order', 'guide', 'reassign'] as const).map((begins): [string, Run] => [
  `scheduled, ${begins}`,
  { ...runIn.scheduled(), state: { is: 'scheduled', since: at, begins } },
]);
const runs: [string, Run][] = [
  ...stateNames.map((is: StateName): [string, Run] => [is, runIn[is]()]),
  ...troubled,
  ...waiting,
];

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
  it.each(runs)('is told which role it takes exactly where the table does not give it to them: %s', (_, run) => {
    let asked = 0;
    for (const verb of verbs)
      for (const role of everyRole)
        for (const way of Object.keys(ways) as (keyof typeof ways)[]) {
          const { is } = said(run, verb, role, way);
          const begins = beginsAt(verb, run);
          const mayBegin = begins === undefined || mayByTable(`the chosen time comes: ${begins}`, role);
          const may = mayHere(verb, run, role) && mayBegin;
          expect([verb, role, way, is === 'missingRole']).toEqual([verb, role, way, !may]);
          asked += 1;
        }
    expect(asked).toBe(verbs.length * everyRole.length * 3);
  });
});

describe('what was decided', () => {
  const names = { reassigning: 'retry: reassigning', undoing: 'retry: undoing', ordering: 'retry: ordering' } as const;

  it.each(Object.entries(names) as [keyof typeof names, string][])(
    'is done for those alone to whom the table gives it by then: %s',
    (is, action) => {
      const run: Run = is === 'ordering' ? { ...runIn.ordering(), state: entering.ordering(now) } : runIn[is]();
      for (const role of everyRole) {
        const { state } = advance(run, { found: 'decider', roles: held(role) }, now);
        expect([role, state.is === is]).toEqual([role, mayByTable(action, role)]);
      }
    },
  );

  it('begins at its time for those alone to whom the table gives it by then', () => {
    for (const [name, run] of waiting)
      for (const role of everyRole) {
        const begins = name.split(', ')[1] ?? '';
        const mayStill = mayByTable(`the chosen time comes: ${begins}`, role);
        const schedule = aSchedule({ at, nextAt: at, reminded: true });
        const recheck = { assessment: run.assessment, ready: true, mayStill };
        const { is } = advance({ ...run, schedule }, { found: 'time', recheck }, now).state;
        expect([name, role, ['preparing', 'reassigning'].includes(is)]).toEqual([name, role, mayStill]);
      }
  });
});
