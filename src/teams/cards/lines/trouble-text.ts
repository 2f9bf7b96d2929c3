import { neverShown } from '../../../upgrade/run/settled.js';
import type { Trouble } from '../../../upgrade/run/trouble.js';
import { eitherPlan, oldPlan, people, productName } from '../pieces/pieces.js';
import type { RunView } from '../view.js';
import { escapeMarkdown, quotedName, shortened } from '../words/escape-markdown.js';

/** What stopped a run, and what a person can do, in words. */
type Told = { happened: string; todo: string };

/** Whether only whoever runs the assistant can mend it. */
export function waitsForOperator(trouble: Trouble): boolean {
  return 'mendedBy' in trouble ? trouble.mendedBy === 'operator' : remedyOf(trouble) === 'operator';
}

/** What would let the order through, where that is known. */
export function remedyOf(trouble: Trouble) {
  return 'remedy' in trouble ? trouble.remedy : undefined;
}

/** @param looks whether going on only looks how it stands by now */
export function troubleText(view: RunView, trouble: Trouble, looks: boolean): Told {
  const { t, format, run } = view;
  const plan = oldPlan(run);
  switch (trouble.is) {
    case 'orderDeclined':
    case 'refused':
      return refusedText(view, trouble);
    case 'orderUnsettled':
      return both(view, trouble.is, { since: format.moment(trouble.since) });
    case 'denied':
      return deniedText(view, trouble);
    case 'overdue':
      return {
        happened: t(`needsAttention.trouble.overdue.happened.${trouble.what}`, {
          since: format.moment(trouble.since),
          plan,
        }),
        todo: t('needsAttention.trouble.overdue.todo'),
      };
    case 'stillHeld':
      return both(view, trouble.is, {
        users: people(trouble.users, view),
        groups: t('needsAttention.groups', { count: trouble.groups }),
        plan,
      });
    case 'groupsLeft':
      return groupsLeft(view, trouble);
    case 'newPlanNotReady':
      return both(view, trouble.is, {});
    case 'askedAnew':
      return both(view, `askedAnew.${trouble.because}`, { name: escapeMarkdown(trouble.by) });
    case 'oldPlanEnded':
      return both(view, trouble.is, { plan });
    case 'unexpected': {
      const { happened, todo } = both(view, trouble.is, { text: quoted(trouble.text) });
      return { happened, todo: looks ? t('needsAttention.trouble.unexpected.todoLooks') : todo };
    }
    default:
      return trouble satisfies never;
  }
}

type Refused = Extract<Trouble, { is: 'orderDeclined' | 'refused' }>;

/** Codes that are the assistant's own: nobody at Microsoft would know them. */
const ownCodes: readonly string[] = ['cartExpired', 'notFound', neverShown];

/** What would let the order through goes before what can be done of any refusal. */
function refusedText(view: RunView, trouble: Refused): Told {
  const told = withoutRemedy(view, trouble);
  return trouble.remedy ? { ...told, todo: view.t(`needsAttention.remedy.${trouble.remedy}`) } : told;
}

function withoutRemedy(view: RunView, trouble: Refused): Told {
  const { t } = view;
  const { is, code, text } = trouble;
  if (is === 'orderDeclined' && trouble.plan && trouble.taken) {
    const plans = { plan: productName(trouble.plan), taken: productName(trouble.taken) };
    const key = code === neverShown ? 'orderNeverShown' : 'orderTakenInPart';
    return both(view, key, { ...plans, text: quoted(text || code) });
  }
  const told = both(view, is, { text: quoted(text) });
  if (text !== '') return told;
  if (ownCodes.includes(code)) return { ...told, happened: t(`needsAttention.trouble.${is}.own.${code}`) };
  const happened = t(`needsAttention.trouble.${is}.codeOnly`, { code: escapeMarkdown(code) });
  return { happened, todo: is === 'refused' ? t('needsAttention.trouble.refused.todoCode') : told.todo };
}

function deniedText(view: RunView, { needs, mendedBy }: Extract<Trouble, { is: 'denied' }>): Told {
  if (needs === null) return both(view, 'deniedUnknown', {});
  if (mendedBy !== 'operator') return both(view, 'denied', { needs: escapeMarkdown(needs) });
  // "Partner Center: GDAP" is where it is missing, and what.
  const [where, what] = needs.split(': ');
  const told = both(view, 'deniedOperator', {
    needs: escapeMarkdown(what ?? needs),
    where: escapeMarkdown(where ?? ''),
  });
  if (what !== undefined) return told;
  return {
    ...told,
    happened: view.t('needsAttention.trouble.deniedOperator.happenedAt', { where: escapeMarkdown(needs) }),
  };
}

/**
 * What Microsoft's upgrade left behind with groups, and what an admin can do that the assistant cannot.
 * @see https://learn.microsoft.com/microsoft-365/admin/manage/manage-group-licenses ("Reprocess", read 2026-11-28)
 */
function groupsLeft(view: RunView, trouble: Extract<Trouble, { is: 'groupsLeft' }>): Told {
  const { t, run } = view;
  const { groups, people: left, mayNotReprocess } = trouble;
  const plans = { plan: oldPlan(run), newPlan: eitherPlan(view) };
  const isListed = (run.restore?.failures.length ?? 0) > 0;
  return {
    happened: [
      ...(groups > 0
        ? [
            t('needsAttention.trouble.groupsLeft.groups', {
              ...plans,
              groups: t('needsAttention.groups', { count: groups }),
            }),
          ]
        : []),
      ...(left > 0 ? [t('needsAttention.trouble.groupsLeft.people', { ...plans, people: people(left, view) })] : []),
      ...(isListed ? [t('needsAttention.trouble.groupsLeft.listed')] : []),
    ].join(' '),
    todo: [
      ...(groups > 0 ? [groupsToGive(view, groups)] : []),
      ...(left > 0 && mayNotReprocess
        ? [t('needsAttention.trouble.groupsLeft.todoReprocess', { ...plans, count: left })]
        : []),
      left > 0 && !mayNotReprocess
        ? t('needsAttention.trouble.groupsLeft.todoPeople', { count: left })
        : t('needsAttention.trouble.groupsLeft.todoThen'),
    ].join(' '),
  };
}

/** By name where each group that is left is known by it. */
function groupsToGive(view: RunView, count: number): string {
  const { t, format, run } = view;
  const plans = { plan: oldPlan(run), newPlan: eitherPlan(view) };
  const known = (run.restore?.failures ?? []).filter(({ of }) => of === 'group');
  const names = known.length === count ? format.list(known.map(({ name }) => quotedName(name))) : undefined;
  return names === undefined
    ? t('needsAttention.trouble.groupsLeft.todoGroups', { ...plans, count })
    : t('needsAttention.trouble.groupsLeft.todoNamed', { ...plans, count, names });
}

/** Somebody else's sentence, which may be of any length. */
const quoted = (text: string): string => escapeMarkdown(shortened(text, 500));

function both({ t }: RunView, key: string, params: Record<string, string>): Told {
  return {
    happened: t(`needsAttention.trouble.${key}.happened`, params),
    todo: t(`needsAttention.trouble.${key}.todo`, params),
  };
}
