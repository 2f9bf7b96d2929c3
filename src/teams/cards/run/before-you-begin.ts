import { termsSold } from '../../../upgrade/order/offer.js';
import { isSourcePlan } from '../../../upgrade/plans/plans.js';
import { lacksBeside } from '../../../upgrade/plans/ways-on.js';
import { beginsWith } from '../../../upgrade/run/entering.js';
import type { Run } from '../../../upgrade/run/run.js';
import type { Path } from '../../../upgrade/run/shape.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { shortMoment } from '../lines/appointment.js';
import { holdsToFind, isAnyoneLosing, losingTopics } from '../lines/losing.js';
import { teamsForPlan, whatItLacks } from '../lines/other-plan.js';
import { bindsText } from '../pieces/bound.js';
import { chooseTime } from '../pieces/choose-time.js';
import { folded, type Section } from '../pieces/folded.js';
import { leftPlan, newPlan, oldPlan, upgradesByHand } from '../pieces/pieces.js';
import { splitLines } from '../pieces/split.js';
import type { Draft, RunView } from '../view.js';

const topics = ['downtime', 'people', 'licenses', 'billing', 'domains', 'switchedOff', 'creditCheck'] as const;
type Topic = (typeof topics)[number];

/** What is read in ten seconds; the topics in full are folded. */
const inShort = ['downtime', 'people', 'billing', 'creditCheck', 'meanwhile'] as const;
type InShort = (typeof inShort)[number];

/**
 * What to know before anything is bought: "Before you begin" and "Will a credit check be required?" of the article,
 * in other words for the manual path. In short, with all of it folded behind a button.
 */
export function beforeYouBeginCard(view: RunView): Draft {
  const { t, run } = view;
  const path = run.path ?? 'automatic';
  const begins = beginsWith(run);
  return {
    id: 'before-you-begin',
    title: t('beforeYouBegin.title'),
    data: {
      chosen: t(run.split ? 'split.chosen' : 'beforeYouBegin.chosen', { plan: newPlan(view) }),
      byHand: path === 'automatic' && upgradesByHand(run) ? [t('beforeYouBegin.byHand')] : [],
      whenItBegins:
        run.schedule === null ? [t(`beforeYouBegin.when.${begins}`, { button: t('verbs.chooseTime') })] : [],
      acknowledgeTitle:
        run.schedule !== null && begins === 'guide'
          ? t('verbs.acknowledgeAt', { at: shortMoment(view) })
          : t('verbs.acknowledge'),
      // A time that was chosen is changed where it stands.
      chooseTime: run.schedule === null ? [chooseTime(view, t('verbs.chooseTime'))] : [],
      stakes: stakes(view),
      short: inShort.map((topic) => ({ title: shortTitle(view, topic), value: shortText(view, path, topic) })),
      folded: folded(
        view,
        [],
        [
          ...allLacking(view),
          ...holdsToFind(view),
          ...topics.map((topic) => ({
            title: t(`beforeYouBegin.${topic}`),
            lines: [topicText(view, path, topic)],
          })),
          { title: t('beforeYouBegin.terms'), lines: termsText(view) },
        ],
      ),
    },
    alsoSay: ['schedule', 'stop'],
  };
}

/** What differs from one upgrade to the next, and may speak against it: never folded. */
function stakes(view: RunView): { title: string; text: string }[] {
  const { t, run } = view;
  const split = run.split
    ? [{ title: t('split.title'), text: [...splitLines(view), t('split.why', { plan: oldPlan(run) })].join(' ') }]
    : [];
  const lacked = lacking(run).map(({ sku, lacks }) => ({
    title: t('otherPlans.title'),
    text: whatItLacks(view, sku, lacks, mostLacking).join(' '),
  }));
  return [...split, ...lacked, ...losingTopics(view)];
}

/** Services that are named of what a plan lacks, before all of them are folded. */
const mostLacking = 6;

/** Everything that a plan lacks, where it is more than is named above. */
function allLacking(view: RunView): Section[] {
  return lacking(view.run)
    .filter(({ lacks }) => lacks.length > mostLacking)
    .map(({ sku, lacks }) => ({
      title: view.t('otherPlans.title'),
      lines: whatItLacks(view, sku, lacks).slice(0, 1),
    }));
}

function shortTitle({ t }: RunView, topic: InShort): string {
  return topic === 'downtime' || topic === 'meanwhile'
    ? t(`beforeYouBegin.short.${topic}`)
    : t(`beforeYouBegin.${topic}`);
}

function shortText(view: RunView, path: Path, topic: InShort): string {
  const { t, run } = view;
  if (topic === 'people' && isAnyoneLosing(view)) return t('beforeYouBegin.short.losing');
  // Where it is not known who uses what, everyone counts as using Microsoft Teams.
  const teams = topic === 'people' && run.losing === null ? teamsForPlan(run) : undefined;
  if (teams !== undefined) return t('beforeYouBegin.short.losingTeams', { teams });
  return t(`beforeYouBegin.short.${path}.${topic}`, { plan: oldPlan(run) });
}

/** What each plan that people go to lacks, where that has to be known. */
function lacking(run: Run): { sku: string; lacks: readonly string[] }[] {
  return targetsOf(run).flatMap((sku) => {
    const lacks = sku === run.plan ? run.lacks : lacksBeside(sku, leftPlan(run));
    return lacks === null ? [] : [{ sku, lacks }];
  });
}

/** What the terms bind to in which the plan is sold, as far as that is known. */
function termsText(view: RunView): string[] {
  return termsSold(view.run.offer).flatMap(({ term, cycles }) =>
    cycles.map((billingCycle) => bindsText(view, { term, billingCycle })),
  );
}

/** What Microsoft's article says of Office 365 E4 is told of that alone. */
function topicText(view: RunView, path: Path, topic: Topic): string {
  const { t, run } = view;
  const isElsewhere = path === 'automatic' && topic === 'downtime' && !isSourcePlan(leftPlan(run));
  // What is at stake of people's data has been said above.
  if (topic === 'people' && isAnyoneLosing(view)) return t('losing.oneChange');
  const key = isElsewhere ? ('automatic.downtimeElsewhere' as const) : (`${path}.${topic}` as const);
  return t(`beforeYouBegin.${key}`, { plan: oldPlan(run) });
}
