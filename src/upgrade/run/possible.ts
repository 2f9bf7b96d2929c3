import { roles } from '../tenant/roles.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { Refusal } from './refusal.js';
import type { Run } from './run.js';

/** Why a command would change nothing now, whoever asks; undefined when it would. */
export function whyNot(run: Run, command: Command, now = new Date(0)): Refusal | undefined {
  const decision = decide(run, {
    command,
    now,
    actor: { id: '', name: '' },
    roles,
    revision: undefined,
    newKey: () => '',
  });
  return decision.is === 'unchanged' ? (decision.refusal ?? { why: 'notNow' }) : undefined;
}
