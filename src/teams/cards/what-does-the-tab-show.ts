import type { SourceFound } from '../../upgrade/eligibility.js';
import { links } from '../../upgrade/links.js';
import { canGoManually, licenses, productName } from './pieces.js';
import type { Draft, RunView } from './view.js';

/** Nothing stands in the way as far as Graph shows, but only the admin can see the Upgrade tab. */
export function whatDoesTheTabShow(view: RunView, source: SourceFound, readAt: string): Draft {
  const { t, format, run } = view;
  const plan = productName(source.sku);
  return {
    id: 'what-does-the-tab-show',
    title: t('tab.title'),
    data: {
      lines: [t('tab.intro', { plan }), t('tab.look', { plan }), t('tab.after')],
      facts: [
        { title: t('upgradeAvailable.bought'), value: licenses(source.seats, view) },
        { title: t('upgradeAvailable.assigned'), value: licenses(source.assigned, view) },
        { title: t('common.lookedAt'), value: format.moment(readAt) },
      ],
      manual: canGoManually(run),
      yourProducts: links.yourProducts,
    },
  };
}
