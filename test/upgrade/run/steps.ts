import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import type { Asked } from '../../../src/upgrade/run/definition.js';
import type { Found } from '../../../src/upgrade/run/found.js';
import type { Run } from '../../../src/upgrade/run/run.js';
import { now } from '../../support/runs.js';

/** One step of a run, by a person with every role or by what the engine found, and what it leaves behind. */

export const alex = { id: 'alex', name: 'Alex Wilber' };

type More = Partial<Omit<Asked, 'command'>>;

export const ask = (run: Run, command: Command, more: More = {}) =>
  decide(run, {
    actor: alex,
    roles: ['globalAdministrator'],
    revision: run.revision,
    now,
    newKey: () => 'a-key',
    ...more,
    command,
  });

/** The run after somebody told it so. @throws where that changes nothing */
export function told(run: Run, command: Command, more: More = {}): Run {
  const decision = ask(run, command, more);
  if (decision.is !== 'changed') throw new Error(`nothing came of it: ${JSON.stringify(decision)}`);
  return decision.run as Run;
}

/** Why a command is refused; undefined where it is not. */
export function refusal(run: Run, command: Command, more: More = {}) {
  const decision = ask(run, command, more);
  return decision.is === 'unchanged' ? decision.refusal : undefined;
}

export const found = (run: Run, finding: Found, at = now): Run => advance(run, finding, at);

/** Names of what followers are told of by a step. */
export const heard = (run: Run): string[] => run.notices.map(({ what }) => what);

/** What the step wrote down last: its name, and the data of the change. */
export function written(run: Run) {
  const { what, details } = run.audit.at(-1) ?? {};
  return { what, details };
}
