import type { Role } from '../../upgrade/tenant/roles.js';
import type { Language } from './words/languages.js';

/** The person a card is rendered for. */
export type Viewer = {
  name: string;
  language: Language;
  roles: readonly Role[];
  /** IANA name; undefined shows times in UTC and says so. */
  timeZone: string | undefined;
  /** Marks the card, so that nobody takes a practice tenant for their own. */
  sandbox: boolean;
  /** What Teams calls them in this bot's chats; left out where the card stays as it was sent. */
  teamsId?: string | undefined;
};
