import { z } from 'zod';
import { state } from '../definition.js';
import { undoAfterEnd } from '../rules/undo.js';
import { cardOfAnswer } from './assessed.js';

/** Bought elsewhere: whoever sold it must upgrade it. */

const schema = z.object({ is: z.literal('handedOver'), at: z.string() });

export const handedOver = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'done', manual: 'done' },
  card: cardOfAnswer,
  needs: undefined,
  verbs: { undo: undoAfterEnd },
  findings: {},
  ends: true,
});
