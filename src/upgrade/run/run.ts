import { z } from 'zod';
import { checkedOnce } from '../../base/checked-once.js';
import { asItWas } from './as-it-was.js';
import type { AnyDefinition, Definition } from './definition.js';
import { recordSchema } from './shape.js';
import { adminTask } from './states/admin-task.js';
import { assessed } from './states/assessed.js';
import { beforeYouBegin } from './states/before-you-begin.js';
import { cancelling } from './states/cancelling.js';
import { cart } from './states/cart.js';
import { checkout } from './states/checkout.js';
import { choosingPlan } from './states/choosing-plan.js';
import { completed } from './states/completed.js';
import { creditCheck } from './states/credit-check.js';
import { handedOver } from './states/handed-over.js';
import { kept } from './states/kept.js';
import { locating } from './states/locating.js';
import { manualBuy } from './states/manual-buy.js';
import { manualCancel } from './states/manual-cancel.js';
import { manualReassign } from './states/manual-reassign.js';
import { manualVerify } from './states/manual-verify.js';
import { needsAttention } from './states/needs-attention.js';
import { ordering } from './states/ordering.js';
import { paused } from './states/paused.js';
import { preparing } from './states/preparing.js';
import { reassigning } from './states/reassigning.js';
import { restoring } from './states/restoring.js';
import { scheduled } from './states/scheduled.js';
import { stopped } from './states/stopped.js';
import { transition } from './states/transition.js';
import { undoing } from './states/undoing.js';

/**
 * A run: one upgrade of one tenant's source plan, from the question to the end. Each of its states is a file in
 * `states/`; here they come together. A rule that leads to a state which is not here does not compile.
 */

export const states = {
  assessed,
  choosingPlan,
  beforeYouBegin,
  manualBuy,
  cart,
  checkout,
  scheduled,
  preparing,
  ordering,
  creditCheck,
  transition,
  restoring,
  manualVerify,
  manualReassign,
  locating,
  reassigning,
  undoing,
  manualCancel,
  kept,
  cancelling,
  adminTask,
  paused,
  needsAttention,
  completed,
  stopped,
  handedOver,
};

type Schemas = { [Is in keyof typeof states]: z.infer<(typeof states)[Is]['schema']> };
export type RunState = Schemas[keyof Schemas];
export type StateName = RunState['is'];
export type StateNamed<Is extends StateName> = Extract<RunState, { is: Is }>;

export const stateNames = Object.keys(states) as StateName[];

states satisfies { [Is in StateName]: Definition<StateNamed<Is>, RunState> };

/** What is defined of a state. */
export function definitionOf(is: StateName): AnyDefinition<RunState> {
  return states[is] as unknown as AnyDefinition<RunState>;
}

const schemas = Object.values(states).map(({ schema }) => schema as z.ZodObject<{ is: z.ZodLiteral<string> }>);
const runStateSchema = z.discriminatedUnion('is', schemas as never) as unknown as z.ZodType<RunState>;

export const runSchema = recordSchema.extend({ state: checkedOnce(runStateSchema) }).transform(asItWas);
export type Run = z.infer<typeof runSchema>;

/** Whether the run has come to an end. */
export function isOver({ state }: Pick<Run, 'state'>): boolean {
  return definitionOf(state.is).ends ?? false;
}
