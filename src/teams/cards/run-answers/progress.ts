import { stepOf } from '../../../upgrade/run/next-step.js';
import { pathSteps, type Step } from '../../../upgrade/run/path-steps.js';
import { isOver } from '../../../upgrade/run/run.js';
import { nextStepLine } from '../lines/colleagues.js';
import { heldUpLines } from '../lines/held-up.js';
import { standing } from '../lines/standing.js';
import { stepLine } from '../lines/step-line.js';
import { oldPlan } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { moved } from './moved.js';
import { timeLeft } from './time-left.js';

/** Where it stands, whose turn it is, what is waited for and what comes next; or how the last one ended. */
export function progress(view: RunView): string[] {
  const { t, format, run } = view;
  if (isOver(run)) {
    const at = 'at' in run.state ? format.moment(run.state.at) : '';
    return [t(`live.progress.${run.state.is}`, { at })];
  }
  const list: readonly Step[] = pathSteps[run.path ?? 'automatic'];
  const left = list.slice(stepOf(run).place).filter((one) => one !== 'done');
  const next = nextStepLine(view);
  return [
    stepLine(view, run),
    standing(view),
    ...moved(view),
    ...timeLeft(view),
    ...heldUpLines(view, oldPlan(run)),
    ...(next === undefined ? [] : [next]),
    ...(left.length > 0 ? [t('live.progress.left', { steps: format.list(left.map((one) => t(`steps.${one}`))) })] : []),
  ];
}
