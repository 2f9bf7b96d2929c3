import { roles } from '../tenant/roles.js';
import type { Command } from './commands.js';
import { decide } from './decide.js';
import type { Asked } from './definition.js';
import type { Refusal } from './refusal.js';
import type { Run } from './run.js';

type Money = Pick<Asked, 'total' | 'invoiceFrom' | 'present' | 'limits'>;

/**
 * Why a command would change nothing now, whoever asks; undefined when it would.
 * @param money what is known of what it costs, for what depends on it
 */
export function whyNot(run: Run, command: Command, now = new Date(0), money: Money = {}): Refusal | undefined {
  const decision = decide(run, {
    command,
    now,
    actor: { id: '', name: '' },
    roles,
    revision: undefined,
    newKey: () => '',
    ...money,
  });
  return decision.is === 'unchanged' ? (decision.refusal ?? { why: 'notNow' }) : undefined;
}
