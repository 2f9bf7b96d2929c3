import { answers } from './answers.js';
import { buying } from './buying.js';
import { byHand } from './by-hand.js';
import { withColleagues } from './colleagues.js';
import { downgrades } from './downgrades.js';
import { ends } from './ends.js';
import { everyRunState } from './every-run-state.js';
import { guidedTasks } from './guided.js';
import { messages } from './messages.js';
import { withNotes } from './notes.js';
import { oneOrder } from './one-order.js';
import { ordering } from './ordering.js';
import { otherPlans } from './other-plans.js';
import { schedules } from './schedules.js';
import type { CardState } from './state.js';
import { tenantAnswers } from './tenant-answers.js';
import { needingAttention } from './troubles.js';
import { twoPlans } from './two-plans.js';
import { wayBack } from './undo.js';

/**
 * Every card there is, with every variant of its words: what the gallery shows, and what every rule is checked on. To
 * add a state, add a line to the file of its kind.
 */
export const everyState: readonly CardState[] = [
  ...everyRunState,
  ...answers,
  ...buying,
  ...ordering,
  ...guidedTasks,
  ...schedules,
  ...byHand,
  ...otherPlans,
  ...twoPlans,
  ...oneOrder,
  ...downgrades,
  ...wayBack,
  ...ends,
  ...needingAttention,
  ...withNotes,
  ...withColleagues,
  ...messages,
  ...tenantAnswers,
];
