import type { Command } from '../../../upgrade/run/commands.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import type { Resume } from '../../../upgrade/run/resume.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { neverShown } from '../../../upgrade/run/settled.js';
import { isFree } from '../../../upgrade/run/states/needs-attention.js';
import type { Trouble } from '../../../upgrade/run/trouble.js';
import { links } from '../../../upgrade/tenant/admin-center-links.js';
import { canReport } from '../answers/report.js';
import { failureList } from '../pieces/failures.js';
import { newPlan, oldPlan, people, planChoices, productName } from '../pieces/pieces.js';
import { stopButton } from '../pieces/stop-button.js';
import type { Draft, RunView } from '../view.js';
import { escapeMarkdown, shortened } from '../words/escape-markdown.js';

type Attention = Extract<RunState, { is: 'needsAttention' }>;

/** Something stopped the run: what happened, what is safe, what to do. */
export function needsAttentionCard(view: RunView, state: Attention): Draft {
  const { t, format, run } = view;
  const { happened, todo } = troubleText(view, state.trouble);
  const safe = safety(run, state);
  const work = state.resume.is === 'restoring' ? run.restore : run.reassign;
  const failures = work === null || state.resume.is === 'undoing' ? { rows: [], more: [] } : failureList(view, work);
  return {
    id: 'needs-attention',
    title: t('needsAttention.title'),
    data: {
      happened,
      safe: t(`needsAttention.safeText.${safe}`, { plan: oldPlan(run) }),
      todo,
      failures: failures.rows,
      more: failures.more,
      facts: [{ title: t('progress.since'), value: format.moment(state.since) }],
      canStop: canStop(run, state),
      stop: canStop(run, state) ? stopButton(view) : { stops: false, asks: [] },
      ...waysOn(view, state),
      canReport: canReport(run),
      support: links.support,
      grant: canGrant(state.trouble) && view.consent !== undefined ? [{ url: view.consent }] : [],
    },
    ...(whyNot(run, { do: 'undo' }) === undefined ? { alsoSay: ['undo'] } : {}),
  };
}

/** Whether an admin of the tenant can grant what is missing. */
function canGrant(trouble: Trouble): boolean {
  return trouble.is === 'denied' && trouble.mendedBy === undefined;
}

/** Once Microsoft acts on the order, or the old plan is being canceled, stopping would only hide what happens. */
function canStop(run: Run, state: Attention): boolean {
  return isFree({ ...run, state }) || whyNot({ ...run, state: state.resume as RunState }, { do: 'stop' }) === undefined;
}

/** The ways on where an order was refused, and the page where its reason can be put right. */
function waysOn({ t, run, page }: RunView, { trouble, resume }: Attention) {
  const can = (command: Command): boolean => whyNot(run, command) === undefined;
  const remedy = 'remedy' in trouble ? trouble.remedy : undefined;
  return {
    retryTitle: t(resume.is === 'checkout' ? 'verbs.backToCheckout' : 'verbs.retry'),
    // What has to be put right first stands in the way of every order from here.
    canChoose: !remedy && planChoices(run).offered.some((plan) => can({ do: 'choosePlan', plan })),
    canGoManually: !remedy && can({ do: 'upgradeManually' }),
    canBuyByHand: can({ do: 'buyByHand' }),
    pages: remedy === 'agreement' ? [{ title: t('links.billingAccounts'), url: page('billingAccounts') }] : [],
  };
}

/** What comes after the purchase, also where it was made by hand and left no order here. */
const afterPurchase: readonly Resume['is'][] = [
  'transition',
  'restoring',
  'manualVerify',
  'manualReassign',
  'reassigning',
];

type Safe = 'groups' | 'beforeOrder' | 'ordered' | 'moving' | 'undoing' | 'ended' | 'cancelling' | 'byHand';

function safety(run: Run, state: Attention): Safe {
  const { trouble, resume } = state;
  if (trouble.is === 'oldPlanEnded') return 'ended';
  if (trouble.is === 'groupsLeft') return 'groups';
  if (resume.is === 'undoing') return 'undoing';
  if (resume.is === 'cancelling') return 'cancelling';
  if (resume.is === 'adminTask') return resume.task === 'cancel' ? 'cancelling' : 'byHand';
  const orders = [run.order, ...run.earlierOrders];
  const isOrdered = orders.some((order) => order?.outcome === 'open');
  if (isOrdered && !isFree({ ...run, state })) return 'ordered';
  const bought = orders.some((order) => order?.outcome === 'completed') || run.useSubscriptionId !== null;
  return bought || run.reassign !== null || afterPurchase.includes(resume.is) ? 'moving' : 'beforeOrder';
}

function troubleText(view: RunView, trouble: Trouble): { happened: string; todo: string } {
  const { t, format } = view;
  switch (trouble.is) {
    case 'orderDeclined':
    case 'refused': {
      if (trouble.is === 'orderDeclined' && trouble.plan && trouble.taken) return takenInPart(view, trouble);
      const { happened, todo } = both(view, trouble.is, { text: quoted(trouble.text || trouble.code) });
      return { happened, todo: trouble.remedy ? t(`needsAttention.remedy.${trouble.remedy}`) : todo };
    }
    case 'orderUnsettled':
      return both(view, trouble.is, { since: format.moment(trouble.since) });
    case 'denied': {
      if (trouble.needs === null) return both(view, 'deniedUnknown', {});
      const needs = escapeMarkdown(trouble.needs);
      return both(view, trouble.mendedBy === 'operator' ? 'deniedOperator' : trouble.is, { needs });
    }
    case 'overdue':
      return {
        happened: t(`needsAttention.trouble.overdue.happened.${trouble.what}`, { since: format.moment(trouble.since) }),
        todo: t('needsAttention.trouble.overdue.todo'),
      };
    case 'stillHeld':
      return both(view, trouble.is, {
        users: people(trouble.users, view),
        groups: t('needsAttention.groups', { count: trouble.groups }),
      });
    case 'groupsLeft':
      return groupsLeft(view, trouble);
    case 'newPlanNotReady':
      return both(view, trouble.is, {});
    case 'askedAnew':
      return both(view, `askedAnew.${trouble.because}`, { name: escapeMarkdown(trouble.by) });
    case 'oldPlanEnded':
      return both(view, trouble.is, { plan: oldPlan(view.run) });
    case 'unexpected':
      return both(view, trouble.is, { text: quoted(trouble.text) });
    default:
      return trouble satisfies never;
  }
}

/** Of two products in one order one was taken, and the other one declined. */
function takenInPart(view: RunView, trouble: Extract<Trouble, { is: 'orderDeclined' }>) {
  const { code, text, remedy, plan = '', taken = '' } = trouble;
  const plans = { plan: productName(plan), taken: productName(taken) };
  const key = code === neverShown ? 'orderNeverShown' : 'orderTakenInPart';
  const { happened, todo } = both(view, key, { ...plans, text: quoted(text || code) });
  return { happened, todo: remedy ? view.t(`needsAttention.remedy.${remedy}`) : todo };
}

/**
 * What Microsoft's upgrade left behind with groups, and what an admin can do that the assistant cannot.
 * @see https://learn.microsoft.com/microsoft-365/admin/manage/manage-group-licenses ("Reprocess", read 2026-11-28)
 */
function groupsLeft(view: RunView, trouble: Extract<Trouble, { is: 'groupsLeft' }>) {
  const { t, run } = view;
  const { groups, people: left, mayNotReprocess } = trouble;
  const plans = { plan: oldPlan(run), newPlan: newPlan(view) };
  const parts = t('needsAttention.groups', { count: groups });
  const whom = people(left, view);
  const reprocess = mayNotReprocess ? 'todoReprocess' : 'todoPeople';
  return {
    happened: [
      ...(groups > 0 ? [t('needsAttention.trouble.groupsLeft.groups', { ...plans, groups: parts })] : []),
      ...(left > 0 ? [t('needsAttention.trouble.groupsLeft.people', { ...plans, people: whom })] : []),
    ].join(' '),
    todo: [
      ...(groups > 0 ? [t('needsAttention.trouble.groupsLeft.todoGroups', plans)] : []),
      ...(left > 0 ? [t(`needsAttention.trouble.groupsLeft.${reprocess}`, plans)] : []),
    ].join(' '),
  };
}

/** Somebody else's sentence, which may be of any length. */
const quoted = (text: string): string => escapeMarkdown(shortened(text, 500));

function both({ t }: RunView, key: string, params: Record<string, string>): { happened: string; todo: string } {
  return {
    happened: t(`needsAttention.trouble.${key}.happened`, params),
    todo: t(`needsAttention.trouble.${key}.todo`, params),
  };
}
