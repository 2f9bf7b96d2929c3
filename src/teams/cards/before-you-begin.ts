import { newPlan, oldPlan, upgradesByHand } from './pieces.js';
import type { Draft, RunView } from './view.js';

const topics = ['downtime', 'people', 'licenses', 'billing', 'domains', 'switchedOff', 'creditCheck'] as const;

/**
 * What to know before anything is bought: "Before you begin" and "Will a credit check be required?" of the article,
 * in other words for the manual path.
 */
export function beforeYouBegin(view: RunView): Draft {
  const { t, run } = view;
  const path = run.path ?? 'automatic';
  return {
    id: 'before-you-begin',
    title: t('beforeYouBegin.title'),
    data: {
      chosen: t('beforeYouBegin.chosen', { plan: newPlan(view) }),
      byHand: path === 'automatic' && upgradesByHand(run) ? [t('beforeYouBegin.byHand')] : [],
      topics: topics.map((topic) => ({
        title: t(`beforeYouBegin.${topic}`),
        text: t(`beforeYouBegin.${path}.${topic}`, { plan: oldPlan(run) }),
      })),
    },
    alsoSay: ['stop'],
  };
}
