import { nextStepNeeds } from '../../../upgrade/run/next-step.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { seatsToBuyMore } from '../../../upgrade/run/states/manual-verify.js';
import type { Permission } from '../../../upgrade/tenant/roles.js';
import type { Status } from '../frame/status.js';
import { notDone } from '../pieces/failures.js';
import type { RunView } from '../view.js';

/** How a run stands, in the words of its card's badge: whose turn it is, or what it has come to. */
export function runStatus(view: RunView): Status {
  const { t, run } = view;
  const kind = kindOf(view, run);
  return { text: t(`badges.${kind}`, { count: notDone(run) }), ...looks[kind] };
}

const looks = {
  yourTurn: { look: 'accent', icon: 'Person' },
  adminsTurn: { look: 'informative', icon: 'People' },
  ready: { look: 'good', icon: 'CheckmarkCircle' },
  blocked: { look: 'warning', icon: 'Warning' },
  watching: { look: 'informative', icon: 'Eye' },
  working: { look: 'informative', icon: 'ArrowSync' },
  microsoft: { look: 'informative', icon: 'Clock' },
  scheduled: { look: 'informative', icon: 'Calendar' },
  paused: { look: 'warning', icon: 'Pause' },
  attention: { look: 'attention', icon: 'Warning' },
  kept: { look: 'warning', icon: 'Clock' },
  done: { look: 'good', icon: 'CheckmarkCircle' },
  doneInPart: { look: 'warning', icon: 'Warning' },
  stopped: { look: 'subtle', icon: 'RecordStop' },
  seller: { look: 'informative', icon: 'People' },
} as const satisfies Record<string, Omit<Status, 'text'>>;
type Kind = keyof typeof looks;

/** What the badge says where it is neither a person's turn nor hangs on more than the state. */
const told: Partial<Record<RunState['is'], Kind>> = {
  creditCheck: 'microsoft',
  transition: 'microsoft',
  scheduled: 'scheduled',
  paused: 'paused',
  needsAttention: 'attention',
  kept: 'kept',
  completed: 'done',
  stopped: 'stopped',
  handedOver: 'seller',
};

function kindOf(view: RunView, run: Run): Kind {
  const needs = needsNow(view);
  const known = told[run.state.is] ?? (run.state.is === 'assessed' ? answerOf(run) : undefined);
  if (known === 'done' && notDone(run) > 0) return 'doneInPart';
  // A time that was missed waits for whoever chooses another, and a purchase order for whoever uploads it.
  if (known && !((known === 'scheduled' || known === 'microsoft') && needs)) return known;
  if (needs === undefined) return 'working';
  return view.may[needs] ? 'yourTurn' : 'adminsTurn';
}

/** What a person must be allowed to do to bring the run on; undefined while it goes on by itself. */
function needsNow({ run, context }: RunView): Permission | undefined {
  const { state } = run;
  // What is still to be bought is offered on the card as soon as it no longer may be on its way.
  const isShort = state.is === 'manualVerify' && seatsToBuyMore({ ...run, state }, context.now) > 0;
  return isShort ? 'buy' : nextStepNeeds(run);
}

/** What the look at the tenant came to. */
function answerOf({ assessment, state }: Run): Kind | undefined {
  if (assessment.is === 'available') return 'ready';
  if (assessment.is !== 'blocked') return undefined;
  return 'nextAt' in state && state.nextAt !== undefined ? 'watching' : 'blocked';
}
