import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Draft, View } from '../view.js';

/** The tenant has nothing to upgrade. */
export function noSourceCard({ t }: View): Draft {
  const plan = displayName(sourceSku);
  return {
    id: 'no-source',
    title: t('noSource.title', { plan }),
    data: { lines: [t('noSource.text', { plan }), t('noSource.other')] },
  };
}
