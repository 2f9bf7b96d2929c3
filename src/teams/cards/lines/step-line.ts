import { stepOf } from '../../../upgrade/run/next-step.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { View } from '../view.js';

/** The four steps that Microsoft's article counts where licences are moved by hand. */
const counted: readonly string[] = ['buy', 'verify', 'reassign', 'cancel'];

/** Where a run stands: counted as the titles of its cards and Microsoft's article count. */
export function stepLine({ t }: Pick<View, 't'>, run: Run): string {
  const { step, place, of } = stepOf(run);
  const name = t(`steps.${step}`);
  if (run.path !== 'manual') return t('steps.numbered', { place, of, name });
  const at = counted.indexOf(step);
  if (at === -1) return step === 'done' ? name : t('steps.before', { name });
  return t('steps.numbered', { place: at + 1, of: counted.length, name });
}
