import { displayName, sourceSku } from '../../../upgrade/plans/plans.js';
import type { Unknown } from '../../../upgrade/tenant/sources.js';
import { unknownIntro, unknownLines } from '../answers/which.js';
import { folded } from '../pieces/folded.js';
import type { Draft, View } from '../view.js';

/** The tenant has nothing to upgrade. */
export function noSourceCard(view: View, unknown: Unknown = []): Draft {
  const { t } = view;
  const plan = displayName(sourceSku);
  return {
    id: 'no-source',
    title: t('noSource.title', { plan }),
    data: {
      lines: [t('noSource.text', { plan }), t('noSource.other'), ...unknownIntro(view, unknown)],
      folded: folded(view, unknownLines(view, unknown)),
    },
  };
}
