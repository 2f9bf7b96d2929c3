import { z } from 'zod';
import { state } from '../definition.js';
import { undoAfterEnd } from '../rules/undo.js';

/** The upgrade is done. */

const schema = z.object({ is: z.literal('completed'), at: z.string(), oldPlanKept: z.boolean() });

export const completed = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'done', manual: 'done' },
  card: 'completed',
  needs: undefined,
  verbs: { undo: undoAfterEnd },
  findings: {},
  ends: true,
});
