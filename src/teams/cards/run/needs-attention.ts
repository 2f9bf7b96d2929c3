import type { Command } from '../../../upgrade/run/commands.js';
import { whyNot } from '../../../upgrade/run/possible.js';
import type { Run, RunState } from '../../../upgrade/run/run.js';
import { isFree, type Onward, retryLeadsTo } from '../../../upgrade/run/states/needs-attention.js';
import type { Trouble } from '../../../upgrade/run/trouble.js';
import { type LinkId, links } from '../../../upgrade/tenant/admin-center-links.js';
import { canReport } from '../answers/report.js';
import { safety } from '../lines/trouble-safe.js';
import { remedyOf, troubleText, waitsForOperator } from '../lines/trouble-text.js';
import { failureList } from '../pieces/failures.js';
import { oldPlan, planChoices } from '../pieces/pieces.js';
import { stopButton } from '../pieces/stop-button.js';
import { undoButton } from '../pieces/undo-button.js';
import type { Draft, Element, RunView } from '../view.js';
import { onwardWords } from '../words/onward-words.js';

type Attention = Extract<RunState, { is: 'needsAttention' }>;

/** Something stopped the run: what happened, what is safe, what to do. */
export function needsAttentionCard(view: RunView, state: Attention): Draft {
  const { t, run, words } = view;
  const { trouble, resume } = state;
  const onward = retryLeadsTo({ ...run, state });
  const { happened, todo } = troubleText(view, trouble, onward === 'looks');
  const work = resume.is === 'restoring' ? run.restore : run.reassign;
  const safe = safety(run, state);
  const failures = work === null || resume.is === 'undoing' ? { rows: [], more: [] } : failureList(view, work);
  return {
    id: 'needs-attention',
    title: t(waitsForOperator(trouble) ? 'needsAttention.titleOperator' : 'needsAttention.title'),
    data: {
      happened,
      safe: t(`needsAttention.safeText.${safe}`, { plan: oldPlan(run) }),
      todo: [todo, ...whatLookingDoes(view, state, onward)].join(' '),
      failures: failures.rows,
      more: failures.more,
      facts: sinceWhen(view, state),
      canStop: canStop(run, state),
      stop: canStop(run, state) ? stopButton(view) : { stops: false, asks: [] },
      undo: resume.is === 'undoing' ? [] : undoButton(view),
      ...waysOn(view, state, onward),
      canReport: canReport(run),
      support: links.support,
      grant: canGrant(trouble) && view.consent !== undefined ? [{ url: view.consent }] : [],
    },
    examples: { retry: words[onwardWords[onward]]?.[0] ?? '' },
  };
}

/** What the button that goes on says. */
const titleFor = {
  checkout: 'verbs.backToCheckout',
  step3: 'verbs.backToStep3',
  step2: 'verbs.backToVerify',
  looks: 'verbs.checkAgain',
  again: 'verbs.retry',
} as const satisfies Record<Onward, string>;

/** Nobody must fear that what may have gone through is ordered, or canceled, a second time. */
function whatLookingDoes({ t, run }: RunView, { resume }: Attention, onward: Onward): string[] {
  if (onward !== 'looks') return [];
  const key = resume.is === 'cancelling' ? 'needsAttention.looks.cancel' : 'needsAttention.looks.order';
  return [t(key, { plan: oldPlan(run) })];
}

/** Since when it waits, where what happened does not say so. */
function sinceWhen({ t, format }: RunView, { trouble, since }: Attention) {
  if (trouble.is === 'overdue' || trouble.is === 'orderUnsettled') return [];
  return [{ title: t('needsAttention.since'), value: format.moment(since) }];
}

/** Whether an admin of the tenant can grant what is missing. */
function canGrant(trouble: Trouble): boolean {
  return trouble.is === 'denied' && trouble.mendedBy === undefined;
}

/** Once Microsoft acts on the order, or the old plan is being canceled, stopping would only hide what happens. */
function canStop(run: Run, state: Attention): boolean {
  return isFree({ ...run, state }) || whyNot({ ...run, state: state.resume as RunState }, { do: 'stop' }) === undefined;
}

/** The ways on, the one that helps first, and the page where it can be looked at or put right. */
function waysOn(view: RunView, { trouble }: Attention, onward: Onward) {
  const { t, run } = view;
  const can = (command: Command): boolean => whyNot(run, command) === undefined;
  const remedy = remedyOf(trouble);
  const canBuyByHand = can({ do: 'buyByHand' });
  // Where somebody else has to mend it, the same again would be refused again.
  const isOthers = remedy === 'seller' || waitsForOperator(trouble);
  return {
    retryTitle: t(titleFor[onward]),
    retryStyle: isOthers ? 'default' : 'positive',
    // What has to be put right first stands in the way of every order from here.
    canChoose: !remedy && planChoices(run).offered.some((plan) => can({ do: 'choosePlan', plan })),
    canGoManually: !remedy && can({ do: 'upgradeManually' }),
    buysFirst: canBuyByHand && isOthers,
    canBuyByHand: canBuyByHand && !isOthers,
    pages: pagesFor(view, trouble),
  };
}

/** The page that what to do speaks of. */
function pagesFor({ t, page }: RunView, trouble: Trouble): Element[] {
  const link = (id: LinkId): Element => ({ title: t(`links.${id}`), url: page(id) });
  if (remedyOf(trouble) === 'agreement') return [link('billingAccounts')];
  const isInProducts = ['orderUnsettled', 'overdue', 'oldPlanEnded'].includes(trouble.is);
  return isInProducts ? [link('yourProducts')] : [];
}
