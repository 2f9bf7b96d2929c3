import type { Role } from '../../upgrade/tenant/roles.js';
import type { Statement } from '../cards/answers/statement.js';
import type { Viewer } from '../cards/viewer.js';
import type { Language } from '../cards/words/languages.js';
import type { Activity } from '../channel/activity.js';
import { languageOf } from '../people/follower.js';
import type { Answer, Asking, Conversation } from './conversation.js';
import { localeOf } from './person.js';

/** A card that says one thing. */
export function say({ cards, viewer }: Pick<Conversation, 'cards'> & { viewer: Viewer }, statement: Statement): Answer {
  return { rendered: cards.statement(viewer, statement) };
}

/** The same to a person whose roles were not read, or are nobody's business here. */
export function sayToStranger(asking: Asking, statement: Statement): Answer {
  return say({ cards: asking.cards, viewer: viewerFor(asking, []) }, statement);
}

/** Whom a card for the person is rendered for. */
export function viewerFor({ person, language, sandbox, teamsId }: Asking, roles: readonly Role[]): Viewer {
  return { name: person.name, language, roles, timeZone: person.timeZone, sandbox, teamsId };
}

/** Somebody of whom nothing is known but what they sent. */
export function senderOf({ sandbox }: Conversation, activity: Activity): Viewer {
  const language: Language = languageOf({ languageChoice: null, locale: localeOf(activity) });
  const name = activity.from?.name ?? '';
  return { name, language, roles: [], timeZone: undefined, sandbox };
}

/** The answer to a turn that failed: a number that finds the error in the log. */
export function failed(conversation: Conversation, activity: Activity, error: unknown): Answer {
  const id = conversation.newId();
  conversation.log.error({ err: error, id, type: activity.type, name: activity.name }, 'a turn failed');
  return say({ cards: conversation.cards, viewer: senderOf(conversation, activity) }, { text: 'failed', id });
}
