import { termsSold } from '../../../upgrade/order/offer.js';
import { isSourcePlan } from '../../../upgrade/plans/plans.js';
import { beginsWith } from '../../../upgrade/run/entering.js';
import type { Path } from '../../../upgrade/run/shape.js';
import { shortMoment } from '../lines/appointment.js';
import { losingTopics } from '../lines/losing.js';
import { whatItLacks } from '../lines/other-plan.js';
import { bindsText } from '../pieces/bound.js';
import { chooseTime } from '../pieces/choose-time.js';
import { leftPlan, newPlan, oldPlan, upgradesByHand } from '../pieces/pieces.js';
import type { Draft, RunView } from '../view.js';

const topics = ['downtime', 'people', 'licenses', 'billing', 'domains', 'switchedOff', 'creditCheck'] as const;
type Topic = (typeof topics)[number];

/**
 * What to know before anything is bought: "Before you begin" and "Will a credit check be required?" of the article,
 * in other words for the manual path.
 */
export function beforeYouBeginCard(view: RunView): Draft {
  const { t, run } = view;
  const path = run.path ?? 'automatic';
  const begins = beginsWith(run);
  return {
    id: 'before-you-begin',
    title: t('beforeYouBegin.title'),
    data: {
      chosen: t('beforeYouBegin.chosen', { plan: newPlan(view) }),
      byHand: path === 'automatic' && upgradesByHand(run) ? [t('beforeYouBegin.byHand')] : [],
      whenItBegins: run.schedule === null ? [t(`beforeYouBegin.when.${begins}`)] : [],
      acknowledgeTitle:
        run.schedule !== null && begins === 'guide'
          ? t('verbs.acknowledgeAt', { at: shortMoment(view) })
          : t('verbs.acknowledge'),
      // A time that was chosen is changed where it stands.
      chooseTime: run.schedule === null ? [chooseTime(view, t('verbs.chooseTime'))] : [],
      topics: [
        ...(run.plan !== null && run.lacks !== null
          ? [{ title: t('otherPlans.title'), text: whatItLacks(view, run.plan, run.lacks).join(' ') }]
          : []),
        ...losingTopics(view),
        ...topics.map((topic) => ({
          title: t(`beforeYouBegin.${topic}`),
          text: topicText(view, path, topic),
        })),
        { title: t('beforeYouBegin.terms'), text: termsText(view) },
      ],
    },
    alsoSay: ['schedule', 'stop'],
  };
}

/** What the terms bind to in which the plan is sold, as far as that is known. */
function termsText(view: RunView): string {
  const bound = termsSold(view.run.offer).flatMap(({ term, cycles }) =>
    cycles.map((billingCycle) => bindsText(view, { term, billingCycle })),
  );
  return bound.join(' ');
}

/** What Microsoft's article says of Office 365 E4 is told of that alone. */
function topicText({ t, run }: RunView, path: Path, topic: Topic): string {
  const isElsewhere = path === 'automatic' && topic === 'downtime' && !isSourcePlan(leftPlan(run));
  // What is at stake of people's data has been said above.
  if (topic === 'people' && run.losing !== null) return t('losing.oneChange');
  const key = isElsewhere ? ('automatic.downtimeElsewhere' as const) : (`${path}.${topic}` as const);
  return t(`beforeYouBegin.${key}`, { plan: oldPlan(run) });
}
