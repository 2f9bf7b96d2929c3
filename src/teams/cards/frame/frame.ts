import { roles as everyRole, type Permission, rolesThatMay } from '../../../upgrade/tenant/roles.js';
import type { Draft, Element, View } from '../view.js';
import { escapeMarkdown, withoutEscapes } from '../words/escape-markdown.js';
import type { Texts } from '../words/texts.js';
import type { CardId } from './card-ids.js';
import { button, paragraph, quiet } from './elements.js';
import { finishActions } from './finish-actions.js';
import { underTitle } from './header.js';
import { answersFirst, besideAnswers, questionId, verbOf } from './question.js';
import { refreshOf } from './refresh.js';
import { withUnbrokenTitles } from './short-titles.js';
import type { Templates } from './templates.js';
import { wordsLine } from './words-line.js';

/** An Adaptive Card ready to send; `summary` is the plain text of the notification. */
export type Rendered = { id: CardId; card: Record<string, unknown>; summary: string };

/** What stands around a card's own content. */
export type Surroundings = {
  /** The customer's organization, under the heading. */
  organization?: string | undefined;
  /** One line of what just happened, Markdown already escaped. */
  note?: string | undefined;
  /** Where that line asks something: the buttons that answer it. */
  answers?: readonly Element[] | undefined;
  /** Why the card is sent unasked, Markdown already escaped. */
  news?: string | undefined;
  /** When it is to begin, with the buttons that change that; nothing where no time was chosen. */
  appointment?: readonly Element[] | undefined;
  /** Who takes the next step, where the viewer lacks the permission for it; Markdown already escaped. */
  nextStep?: string | undefined;
  /** The same people as pictures. */
  nextStepFaces?: readonly Element[] | undefined;
  nextStepNeeds?: Permission | undefined;
  /** Who is told when something happens, Markdown already escaped and as pictures, and the verb that joins or leaves them. */
  followers?: { line: string; faces: readonly Element[]; verb: 'follow' | 'unfollow' } | undefined;
  /** What stopping comes to, where a button of the card stops. */
  stopping?: string | undefined;
  /** Data that every action carries beside the card's id. */
  shared?: Record<string, unknown>;
};

/**
 * Puts a card together: its template filled, the lines that every card has around it, and its actions completed. It is
 * addressed to nobody yet.
 * @throws when the template's first element does not carry the card's id, or when something it names is missing
 */
export function frame(draft: Draft, view: View, texts: Texts, templates: Templates, around: Surroundings): Rendered {
  const data = { may: view.may, title: escapeMarkdown(draft.title), ...draft.data };
  const shared = { card: draft.id, ...around.shared };
  // A message is not about what the person may do, and their roles may not have been read: its buttons are a way on.
  const isMessage = draft.id === 'notice' || draft.id === 'help' || draft.id === 'answer';
  const expanded = templates.expand(draft.id, data, texts);
  const [first = {}, ...content] = expanded.body as Element[];
  if (first.id !== draft.id) throw new Error(`the template ${draft.id} must begin with the element "${draft.id}"`);
  const answers = around.answers ?? [];
  const own = besideAnswers((expanded.actions ?? []) as Element[], answers);
  const buttons = withinFour(withFollowing(own, view, around));
  const above = [
    ...underTitle(draft.id, contextLine(view, around), draft.status),
    ...lines(around, draft.title),
    ...(around.appointment ?? []),
  ];
  const whole = { ...expanded, body: [first, ...above, ...content], actions: buttons };
  const { card, buttons: left, missing } = finishActions(whole, shared, isMessage ? everyRole : view.viewer.roles);
  const verbs = left.map(({ verb }) => verb);
  const [heading = {}, ...body] = withUnbrokenTitles(card.body) as Element[];
  const { actions, body: _, ...rest } = card;
  const footer = [
    ...narrowest(missing).flatMap((permission) => {
      if (permission === around.nextStepNeeds) return [];
      const roles = view.format.either(
        rolesThatMay(permission, view.viewer.roles).map((role) => view.t(`roles.${role}`)),
      );
      return [quiet(view.t(`needsRole.${permission}`, { roles }))];
    }),
    ...(around.stopping !== undefined && verbs.includes('stop') ? [quiet(around.stopping)] : []),
    ...(around.followers ? [quiet(around.followers.line), ...around.followers.faces] : []),
    ...wordsLine(left, answersFirst([...verbs, ...(draft.alsoSay ?? [])], answers), draft.examples ?? {}, view, texts),
  ];
  const summary = around.news ?? draft.title;
  return {
    id: draft.id,
    summary: withoutEscapes(summary),
    card: {
      ...rest,
      lang: texts.language,
      fallbackText: view.t('common.fallback', { title: draft.title }),
      ...refreshOf([heading, body, actions], shared),
      speak: spoken(summary, draft.status?.text, around.note),
      ...apart([heading, ...body, ...footer], (actions ?? []) as Element[]),
    },
  };
}

/** Without those that come with another: whoever gets the role for that one may do this as well. */
function narrowest(missing: readonly Permission[]): Permission[] {
  const comesWith = (one: Permission, other: Permission): boolean =>
    rolesThatMay(other).length < rolesThatMay(one).length &&
    rolesThatMay(other).every((role) => rolesThatMay(one).includes(role));
  return missing.filter((one) => !missing.some((other) => comesWith(one, other)));
}

/** What is said aloud: the heading, how things stand where that does not say it, and what just happened. */
function spoken(summary: string, status: string | undefined, note: string | undefined): string {
  const isSaid = status === undefined || summary.toLocaleLowerCase().includes(status.toLocaleLowerCase());
  return withoutEscapes([summary, ...(isSaid ? [] : [status]), ...(note === undefined ? [] : [note])].join('. '));
}

/** What cannot be undone stands in a row of its own, below the other buttons. */
function apart(body: Element[], actions: readonly Element[]): { body: Element[]; actions?: readonly Element[] } {
  if (actions.length === 0) return { body };
  const others = actions.filter((action) => !isFinal(action));
  if (others.length === 0 || others.length === actions.length) return { body, actions };
  return {
    body: [...body, { type: 'ActionSet', spacing: 'Medium', actions: others }],
    actions: actions.filter(isFinal),
  };
}

/** Adds a button of lesser weight, kept for the menu where the client has one. What cannot be undone stays last. */
function withFollowing(actions: readonly Element[], { t }: View, { followers }: Surroundings): Element[] {
  if (!followers) return [...actions];
  const follow = button(followers.verb, t(`verbs.${followers.verb}`), { mode: 'secondary' });
  return [...actions.filter((action) => !isFinal(action)), follow, ...actions.filter(isFinal)];
}

/** Buttons that are looked for least, in that order: they go into the menu first. */
const lesser: readonly unknown[] = ['report', 'comparePlans', 'status', 'unschedule', 'schedule'];
const mostButtons = 4;

/**
 * At most four buttons of full weight; the others are in the menu where the client has one. The first and those that
 * cannot be undone stay.
 */
function withinFour(actions: readonly Element[]): Element[] {
  const inMenu = new Set(actions.filter(({ mode }) => mode === 'secondary'));
  const demoted = [
    ...lesser.flatMap((verb) => actions.filter((action) => verbOf(action) === verb)),
    ...actions.slice(1).reverse(),
  ].filter((action) => action !== actions[0] && action.style !== 'destructive');
  for (const action of demoted) if (actions.length - inMenu.size > mostButtons) inMenu.add(action);
  return actions.map((action) => (inMenu.has(action) ? { ...action, mode: 'secondary' } : action));
}

/** Whose tenant it is, and whether it is one to practice on. */
function contextLine(view: View, { organization }: Surroundings): string {
  const parts = [
    ...(organization === undefined ? [] : [escapeMarkdown(organization)]),
    ...(view.viewer.sandbox ? [view.t('common.practiceTenant')] : []),
  ];
  return parts.join(' · ');
}

/** A longer line is read more easily in plain type, in characters. */
const mostBold = 120;

function lines({ news, note, answers = [], nextStep, nextStepFaces = [] }: Surroundings, title: string): Element[] {
  return [news, note, nextStep]
    .filter((line): line is string => line !== undefined && line !== escapeMarkdown(title))
    .map((line) => ({
      type: 'Container',
      ...(line === note && answers.length > 0 ? { id: questionId } : {}),
      style: 'emphasis',
      roundedCorners: true,
      items: [
        paragraph(line, line.length <= mostBold ? { weight: 'Bolder' } : {}),
        ...(line === nextStep ? nextStepFaces : []),
        ...(line === note && answers.length > 0 ? [{ type: 'ActionSet', actions: answers }] : []),
      ],
    }));
}

const isFinal = ({ style }: Element): boolean => style === 'destructive';
