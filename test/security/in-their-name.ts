import type { permissionInTheirName } from '../../src/upgrade/decision.js';
import { advance } from '../../src/upgrade/run/advance.js';
import type { Command } from '../../src/upgrade/run/commands.js';
import { decide } from '../../src/upgrade/run/decide.js';
import * as entering from '../../src/upgrade/run/entering.js';
import type { Found } from '../../src/upgrade/run/found.js';
import type { Run } from '../../src/upgrade/run/run.js';
import type { Role } from '../../src/upgrade/tenant/roles.js';
import { allClear, transitionDone } from '../support/findings.js';
import { anOrder, at, now, runIn } from '../support/runs.js';

/** Runs as they stand just before something is written in the name of whoever decided it, each brought there as it comes about. */

type Case = { run: Run; goesOn: (run: Run, held: readonly Role[]) => boolean };

const alex = { id: 'alex', name: 'Alex Wilber' };

function after(run: Run, command: Command): Run {
  const asked = { command, actor: alex, roles: ['globalAdministrator'] as const, revision: run.revision, now };
  const decision = decide(run, { ...asked, newKey: () => 'key', timeZone: 'UTC' });
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run;
}

/** Goes on where it stands whatever they hold now: whether it does, reading them. */
const whileDecider = (is: Run['state']['is']) => (run: Run, roles: readonly Role[]) =>
  advance(run, { found: 'decider', roles }, now).state.is === is;

const waits = (found: Found) => advance({ ...runIn.transition(), order: anOrder() }, found, now);
const troubled: Run = {
  ...runIn.needsAttention(),
  order: anOrder(),
  state: {
    is: 'needsAttention',
    since: at,
    trouble: { is: 'unexpected', text: 'A surprise.' },
    resume: entering.restoring(now, { is: 'ended' }),
  },
};

const inStep3 = runIn.manualReassign();
const adele = { id: 'adele', name: 'Adele Vance', signIn: 'adele@contoso.com' };
const unlocated = { ...inStep3, snapshot: inStep3.snapshot && { ...inStep3.snapshot, unlocated: [adele] } };

export const inTheirName: Record<keyof typeof permissionInTheirName, Case> = {
  order: {
    run: { ...runIn.ordering(), state: entering.ordering(now) },
    goesOn: whileDecider('ordering'),
  },
  cancel: {
    run: after(runIn.manualCancel(), { do: 'cancelOld', confirm: true }),
    goesOn: (run, roles) =>
      advance(run, { found: 'beforeEnding', seen: allClear({ roles }) }, now).state.is === 'cancelling',
  },
  reassign: {
    run: after(runIn.manualReassign(), { do: 'reassign', pilot: 0 }),
    goesOn: whileDecider('reassigning'),
  },
  locate: {
    run: after(unlocated, { do: 'setLocation', country: 'SE' }),
    goesOn: whileDecider('locating'),
  },
  undo: {
    run: after({ ...runIn.manualCancel(), reassign: runIn.reassigning().reassign }, { do: 'undo' }),
    goesOn: whileDecider('undoing'),
  },
  restoreAfterUpgrade: {
    run: waits({ found: 'transition', seen: transitionDone() }),
    goesOn: whileDecider('restoring'),
  },
  restore: { run: after(troubled, { do: 'retry' }), goesOn: whileDecider('restoring') },
};
