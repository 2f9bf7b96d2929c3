import { z } from 'zod';
import { state } from '../definition.js';
import { choosePlan } from '../rules/choose-plan.js';
import { splitPeople } from '../rules/split-people.js';
import { stop } from '../rules/stop.js';

/** The manual path was chosen; a plan is to be chosen. */

const schema = z.object({ is: z.literal('choosingPlan') });

export const choosingPlan = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'choosePlan', manual: 'choosePlan' },
  card: 'plans',
  needs: 'steer',
  verbs: { choosePlan, splitPeople, stop },
  findings: {},
});
