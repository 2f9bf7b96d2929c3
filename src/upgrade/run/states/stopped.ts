import { z } from 'zod';
import { actorSchema } from '../../tenant/roles.js';
import { state } from '../definition.js';
import { undoAfterEnd } from '../rules/undo.js';

/** An admin ended it. */

const schema = z.object({ is: z.literal('stopped'), at: z.string(), by: actorSchema });

export const stopped = state<z.infer<typeof schema>>()({
  schema,
  step: { automatic: 'done', manual: 'done' },
  card: 'stopped',
  needs: undefined,
  verbs: { undo: undoAfterEnd },
  findings: {},
  ends: true,
});
