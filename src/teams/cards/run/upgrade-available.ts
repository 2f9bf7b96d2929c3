import type { Service } from '../../../upgrade/plans/catalogue.js';
import { difference, displayName, product } from '../../../upgrade/plans/plans.js';
import type { Assessment } from '../../../upgrade/tenant/assessment.js';
import { incidents } from '../lines/incident.js';
import { addOnLines } from '../pieces/add-on-lines.js';
import {
  canGoManually,
  leftPlan,
  licenses,
  planChoices,
  productName,
  productNames,
  upgradesByHand,
} from '../pieces/pieces.js';
import { noPricesLine, planRows, whyFirstLine } from '../pieces/plan-rows.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** Services named on a plan's row; the rest is on the comparison. */
const named = 3;

/** The tab works: the plans, one button each. */
export function upgradeAvailableCard(view: RunView, assessment: Extract<Assessment, { is: 'available' }>): Draft {
  const { t, format, run } = view;
  const { source } = assessment;
  const { offered, refused } = planChoices(run);
  const [first = ''] = offered;
  const isSame = allLoseTheSame(view, offered);
  return {
    id: 'upgrade-available',
    title: t('upgradeAvailable.title', { plan: displayName(source.sku) }),
    data: {
      intro: t(upgradesByHand(run) ? 'upgradeAvailable.introByHand' : 'upgradeAvailable.intro', {
        plan: productName(source.sku),
      }),
      facts: [
        { title: t('upgradeAvailable.bought'), value: licenses(source.seats, view) },
        { title: t('upgradeAvailable.assigned'), value: licenses(source.assigned, view) },
        ...(source.addOns.length > 0 ? [{ title: t('addOns.owned'), value: productNames(source.addOns, view) }] : []),
        { title: t('common.lookedAt'), value: format.moment(assessment.readAt) },
      ],
      plans: planRows(view, offered, 0, (sku) => [
        ...added(view, sku, source.addOns),
        ...addOnLines(view, sku, source.addOns),
        ...(isSame ? [] : [leftOut(view, sku)]),
      ]),
      sameLoss: isSame ? [leftOutOfAll(view, first)] : [],
      manual: canGoManually(run),
      ...incidents(view, assessment.warnings),
      prices: [...whyFirstLine(view, offered), ...noPricesLine(view, offered)],
      refused: refused.map(({ plan, blocker }) =>
        t('upgradeAvailable.refused', { plan: productName(plan), reason: t(`blockers.${blocker.id}.cause`) }),
      ),
    },
  };
}

/** Whether every plan leaves out the same: it is then said once. */
function allLoseTheSame(view: RunView, skus: readonly string[]): boolean {
  return skus.length > 1 && new Set(skus.map((sku) => lostNames(view, sku).join())).size === 1;
}

/** What a plan brings that is not there yet, not even as an add-on: a line of its own tells those that it includes. */
function added({ t, format, run }: RunView, sku: string, addOns: readonly string[]): string[] {
  const owned = new Set(addOns.flatMap((one) => product(one)?.services ?? []).map(({ id }) => id));
  const gained = difference(sku, leftPlan(run)).gained.filter(({ id, prominent }) => prominent && !owned.has(id));
  const adds = voiceFirst(gained).map((one) => escapeMarkdown(one.friendlyName));
  const more = adds.length - named;
  const listed = [...adds.slice(0, named), ...(more > 0 ? [t('upgradeAvailable.more', { count: more })] : [])];
  return adds.length > 0 ? [t('upgradeAvailable.adds', { services: format.list(listed) })] : [];
}

function leftOut(view: RunView, sku: string): string {
  const services = lostNames(view, sku);
  return services.length > 0
    ? view.t('upgradeAvailable.loses', { services: view.format.list(services) })
    : view.t('upgradeAvailable.losesNothing');
}

function leftOutOfAll(view: RunView, sku: string): string {
  const services = lostNames(view, sku);
  return services.length > 0
    ? view.t('upgradeAvailable.allLose', { services: view.format.list(services) })
    : view.t('upgradeAvailable.allLoseNothing');
}

function lostNames({ run }: RunView, sku: string): string[] {
  const { lost, lowered } = difference(sku, leftPlan(run));
  return [...lost, ...lowered.map(({ from }) => from)]
    .filter((one) => one.prominent)
    .map((one) => escapeMarkdown(one.friendlyName));
}

/** The source plan was bought for its voice services: what a plan brings of those is named before the rest. */
function voiceFirst(services: readonly Service[]): Service[] {
  const isVoice = ({ name }: Service) => name === 'MCOEV' || name === 'MCOMEETADV';
  return [...services.filter(isVoice), ...services.filter((one) => !isVoice(one))];
}
