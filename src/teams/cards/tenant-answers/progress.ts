import { stepOf } from '../../../upgrade/run/next-step.js';
import { pathSteps, type Step } from '../../../upgrade/run/path-steps.js';
import { isOver, type Run } from '../../../upgrade/run/run.js';
import { stepLine } from '../lines/step-line.js';
import type { View } from '../view.js';
import type { TenantText } from './tenant-answer.js';

/** Where the tenant's upgrade stands and which steps are left; or how the last one ended. */
export function progress(view: View, run: Run | undefined): TenantText {
  const { t, format } = view;
  if (!run) return { lines: [t('live.progress.none')], goOn: 'check' };
  if (isOver(run)) {
    const at = 'at' in run.state ? format.moment(run.state.at) : '';
    return { lines: [t(`live.progress.${run.state.is}`, { at })], goOn: 'status' };
  }
  const { place } = stepOf(run);
  const list: readonly Step[] = pathSteps[run.path ?? 'automatic'];
  const left = list.slice(place).filter((one) => one !== 'done');
  return {
    lines: [
      stepLine(view, run),
      ...(left.length > 0
        ? [t('live.progress.left', { steps: format.list(left.map((one) => t(`steps.${one}`))) })]
        : []),
    ],
    goOn: 'status',
  };
}
