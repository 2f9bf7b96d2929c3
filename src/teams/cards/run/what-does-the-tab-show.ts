import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { numbered } from '../guides/guide.js';
import { clickToTab } from '../guides/guide-pieces.js';
import { incidents } from '../lines/incident.js';
import { canGoManually, licenses, productName } from '../pieces/pieces.js';
import { possibleMessages } from '../pieces/tab-messages.js';
import type { Draft, RunView } from '../view.js';

/**
 * Nothing stands in the way as far as Graph shows, but only the admin can see the Upgrade tab: how to get there, and
 * what it may show, in Microsoft's own sentences.
 * @see "Find out if you can use the Upgrade tab to upgrade to a new plan" in Microsoft's article on Office 365 E4
 */
export function whatDoesTheTabShowCard(
  view: RunView,
  { source, readAt, warnings }: Extract<Assessment, { is: 'askTheAdmin' }>,
): Draft {
  const { t, format, run } = view;
  return {
    id: 'what-does-the-tab-show',
    title: t('tab.title'),
    data: {
      intro: t('tab.intro', { plan: productName(source.sku) }),
      facts: [
        { title: t('upgradeAvailable.bought'), value: licenses(source.seats, view) },
        { title: t('upgradeAvailable.assigned'), value: licenses(source.assigned, view) },
        { title: t('common.lookedAt'), value: format.moment(readAt) },
      ],
      clicks: numbered(view, [...clickToTab(view), t('tab.see', { choice: t('tab.aMessage') })]),
      choices: [
        { title: t('tab.plans'), value: 'plans' },
        { title: t('tab.aMessage'), value: 'message' },
      ],
      messages: possibleMessages.map((id) => ({ title: t(`tab.messages.${id}`), value: id })),
      manual: canGoManually(run),
      ...incidents(view, warnings),
      yourProducts: view.page('yourProducts'),
    },
    alsoSay: ['tabMessage'],
  };
}
