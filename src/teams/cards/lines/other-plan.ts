import { canByApi } from '../../../upgrade/order/commerce-forms.js';
import { difference, isSourcePlan } from '../../../upgrade/plans/plans.js';
import { isWithoutTeams, teamsBeside } from '../../../upgrade/plans/suites.js';
import { lacksBeside } from '../../../upgrade/plans/ways-on.js';
import type { Purchase } from '../../../upgrade/run/rules/take-purchase.js';
import type { Run } from '../../../upgrade/run/run.js';
import { targetsOf } from '../../../upgrade/run/targets.js';
import { leftPlan, oldPlan, productName, sourceFound } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { serviceByName } from '../words/service-names.js';
import { passingWhat } from './passing.js';

/** A plan that Microsoft does not name as a way on: what somebody has to know before they take it. */

/**
 * What it lacks beside the old plan; where that is Microsoft Teams, what that means and what brings it.
 * @param most services that are named; more are counted
 */
export function whatItLacks(
  view: RunView,
  sku: string,
  lacks: readonly string[],
  most = Number.POSITIVE_INFINITY,
): string[] {
  const { t, format, run } = view;
  const plan = productName(sku);
  const named = lacks.slice(0, most).map(serviceByName);
  const more = lacks.length - named.length;
  const services = format.list(more > 0 ? [...named, t('upgradeAvailable.more', { count: more })] : named);
  const lowered = loweredLine(view, sku);
  // What people get less of is not missing, and yet not everything.
  const nothing = lowered.length > 0 ? 'otherPlans.lacksNoService' : 'otherPlans.lacksNothing';
  return [
    t(lacks.length > 0 ? 'otherPlans.lacks' : nothing, { old: oldPlan(run), plan, services }),
    ...lowered,
    ...(isWithoutTeams(lacks) ? [t(teamsKey(run, sku), { plan, teams: productName(teamsBeside(sku)) })] : []),
  ];
}

/** From Office 365 E4 people keep the licenses that stand beside it; from any other plan what they lack comes along. */
function teamsKey(run: Run, sku: string): string {
  if (isSourcePlan(leftPlan(run))) return 'otherPlans.teams';
  const isOwned = sourceFound(run)?.owned.some((one) => one.sku === sku) ?? false;
  const isOrdered = run.path === 'manual' && run.split === null && canByApi[run.commerce].buySeveral && !isOwned;
  return isOrdered ? 'otherPlans.teamsInOrder' : 'otherPlans.teamsAlong';
}

/** What people keep and get less of: a smaller mailbox, Office apps for business. */
export function loweredLine({ t, format, run }: RunView, sku: string): string[] {
  const lowered = difference(sku, leftPlan(run)).lowered.filter(({ from }) => from.prominent);
  if (lowered.length === 0) return [];
  const pairs = lowered.map(({ from, to }) =>
    t('plans.loweredTo', { from: escapeMarkdown(from.friendlyName), to: escapeMarkdown(to.friendlyName) }),
  );
  return [t('plans.lowered', { services: format.list(pairs) })];
}

/**
 * The same of a purchase and, where its seats will not last, what they are; what happens then is said once, by
 * `passingThen`. Empty: it can be taken without a word.
 */
export function whatToKnow(
  view: RunView,
  { sku, lacks, because, until = null }: Omit<Purchase, 'subscriptionId'>,
): string[] {
  return [
    ...(lacks && sku !== view.run.plan ? whatItLacks(view, sku, lacks) : []),
    ...(because ? [passingWhat(view, { because, until })] : []),
  ];
}

/** The same, where it can come along with the plan in one change a person. */
export function teamsAlong(run: Run): string | undefined {
  return isSourcePlan(leftPlan(run)) ? undefined : teamsForPlan(run);
}

/** What brings Microsoft Teams to people of a plan that they go to; undefined where every such plan has it. */
export function teamsForPlan(run: Run): string | undefined {
  const lacksOf = (sku: string) => (sku === run.plan ? run.lacks : lacksBeside(sku, leftPlan(run))) ?? [];
  const lacking = targetsOf(run).find((sku) => isWithoutTeams(lacksOf(sku)));
  return lacking && productName(teamsBeside(lacking));
}
