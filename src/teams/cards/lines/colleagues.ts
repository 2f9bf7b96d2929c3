import { type Actor, accountDecides, type Permission, type Role, rolesThatMay } from '../../../upgrade/tenant/roles.js';
import type { CardId } from '../frame/card-ids.js';
import type { Surroundings } from '../frame/frame.js';
import { faces } from '../pieces/people-shown.js';
import type { AskedColleague } from '../run-context.js';
import type { Element, RunView, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';

/** What cards say of the people around a run: who was asked for a step, and who is told. Names are escaped here. */

/** The role that is enough for a permission, in words: whoever may do everything is not what it takes. */
export function roleNeeded({ t, format, viewer }: View, permission: Permission): string {
  const enough = permission === 'see' ? (['globalReader'] satisfies Role[]) : narrowRoles(permission, viewer.roles);
  return format.either(enough.map((role) => t(`roles.${role}`)));
}

const wide: readonly Role[] = [
  'globalAdministrator',
  'userAdministrator',
  'billingAccountOwner',
  'billingProfileOwner',
];

const narrowRoles = (permission: Permission, held: readonly Role[]): Role[] =>
  rolesThatMay(permission, held).filter((role) => !wide.includes(role));

/** Names, as the viewer's language joins them. */
export const namesOf = ({ format }: View, names: readonly string[]): string => format.list(names.map(escapeMarkdown));

/** Whom the bot has asked, and since when those who were asked before. */
export function askedSentences(view: View, asked: readonly AskedColleague[]): string[] {
  const { t, format } = view;
  const now = asked.filter(({ justNow }) => justNow).map(({ name }) => name);
  return [
    ...(now.length === 0 ? [] : [t('colleagues.asked', { names: namesOf(view, now) })]),
    ...asked
      .filter(({ justNow }) => !justNow)
      .map(({ name, at }) => t('colleagues.askedAt', { name: escapeMarkdown(name), at: format.moment(at) })),
  ];
}

/** Who takes the next step, for a viewer who can't. */
export function nextStepLine(view: RunView): string | undefined {
  const { t, context } = view;
  if (!context.nextStep) return undefined;
  const { permission, asked, have } = context.nextStep;
  return [
    t('colleagues.next', { role: roleNeeded(view, permission) }),
    ...askedSentences(view, asked),
    ...(have === undefined ? [] : [haveSentence(view, permission, have)]),
  ].join(' ');
}

/** The same people as pictures, for beside the line. */
export function nextStepFaces({ context }: RunView): Element[] {
  const { asked = [], have = [] } = context.nextStep ?? {};
  return faces(asked.length > 0 ? asked : have);
}

function haveSentence(view: View, permission: Permission, people: readonly Actor[]): string {
  const { t, viewer, words } = view;
  const names = people.map(({ name }) => name);
  if (names.length > 0) {
    const word = words.status?.[0] ?? '';
    return t('colleagues.have', { count: names.length, names: namesOf(view, names), word });
  }
  const onAccount = permission === 'buy' && accountDecides(viewer.roles);
  return `${t('colleagues.nobody')} ${t(onAccount ? 'refused.giveOnAccount' : 'refused.give')}`;
}

/** Where a person waits and may want to be told, or not. */
const waitingCards: readonly CardId[] = ['progress', 'credit-check', 'scheduled', 'manual-verify'];

/** Whether a card says who is told when something happens. */
export const tellsFollowers = (id: CardId): boolean => waitingCards.includes(id);

/** Who is told when something happens, and the verb that joins or leaves them; undefined on a card that is no place for it. */
export function followersLine(view: RunView, id: CardId): Surroundings['followers'] {
  const { followers } = view.context;
  const line = tellsFollowers(id) ? toldLine(view) : undefined;
  if (!followers || line === undefined) return undefined;
  return { line, faces: faces(followers.people), verb: followers.you ? 'unfollow' : 'follow' };
}

/** Who is told when something happens; undefined where that is not known. */
export function toldLine({ t, format, context }: RunView): string | undefined {
  const { followers } = context;
  if (!followers) return undefined;
  const names = [
    ...followers.people.map(({ name }) => escapeMarkdown(name)),
    ...(followers.more > 0 ? [t('colleagues.more', { count: followers.more })] : []),
  ];
  return names.length === 0 ? t('colleagues.toldNobody') : t('colleagues.told', { names: format.list(names) });
}
