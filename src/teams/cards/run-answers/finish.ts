import { nextStepNeeds } from '../../../upgrade/run/next-step.js';
import { isOver } from '../../../upgrade/run/run.js';
import { heldUpLines } from '../lines/held-up.js';
import { standing } from '../lines/standing.js';
import { oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { moved } from './moved.js';
import { timeLeft } from './time-left.js';

/** When it is done, as far as that is known. */
export function finish(view: RunView): string[] {
  const { t, format, run } = view;
  const { state, schedule } = run;
  if (isOver(run)) return 'at' in state ? [t('run.finish.over', { at: format.moment(state.at) })] : [];
  if (state.is === 'scheduled' && schedule) {
    return [t('run.finish.scheduled', { at: format.momentIn(schedule.at, schedule.timeZone) })];
  }
  const waits = nextStepNeeds(run) !== undefined;
  return [
    ...(state.is === 'creditCheck' ? [t('run.finish.latest', { at: format.moment(state.latestEnd) })] : []),
    ...(state.is === 'transition' ? [t('run.finish.transition', { since: format.moment(state.since) })] : []),
    ...timeLeft(view),
    ...(waits ? [t('run.finish.yours')] : []),
    standing(view),
    ...heldUpLines(view, oldPlan(run)),
    ...moved(view),
  ];
}
