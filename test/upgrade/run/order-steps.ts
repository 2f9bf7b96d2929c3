import type { OrderStanding, Problem } from '../../../src/upgrade/ports.js';
import { advance } from '../../../src/upgrade/run/advance.js';
import type { Command } from '../../../src/upgrade/run/commands.js';
import { decide } from '../../../src/upgrade/run/decide.js';
import { ordering } from '../../../src/upgrade/run/entering.js';
import type { Run, RunState } from '../../../src/upgrade/run/run.js';
import { anOrder, aSplit, at, now, runIn } from '../../support/runs.js';

/** The steps of an order, one by one. */

export const minutesOn = (minutes: number): Date => new Date(now.getTime() + minutes * 60_000);

/** An upgrade that is about to leave. */
export const unsent = (state: Partial<Extract<RunState, { is: 'ordering' }>> = {}): Run => ({
  ...runIn.ordering(),
  state: { ...ordering(now), ...state },
});

/** What is ordered beside the first of two products. */
export const secondProduct = {
  plan: 'SPE_E3',
  quantity: 15,
  price: null,
  sentAt: at,
  refusal: null,
  refusalOfFirst: null,
};

/** One order of two products that has left. */
export const ofTwoProducts = (): Run => ({
  ...runIn.ordering(),
  path: 'manual',
  plan: 'SPE_E5',
  split: aSplit(),
  order: anOrder({ kind: 'purchase', plan: 'SPE_E5', quantity: 10, cartId: 'c', beside: secondProduct }),
});

export const sending = (run: Run, at = now): Run => advance(run, { found: 'sending' }, at);

export const turnedAway = (run: Run, problem: Problem, at = now): Run =>
  advance(run, { found: 'turnedAway', problem }, at);

export const read = (run: Run, status: OrderStanding, at = now): Run => advance(run, { found: 'order', status }, at);

/** The run after somebody with every role told it so; undefined where that is refused. */
export function done(run: Run, command: Command): Run | undefined {
  const decision = decide(run, {
    command,
    actor: { id: 'alex', name: 'Alex Wilber' },
    roles: ['globalAdministrator'],
    revision: run.revision,
    now,
    newKey: () => 'another-key',
  });
  return decision.is === 'changed' ? (decision.run as Run) : undefined;
}
