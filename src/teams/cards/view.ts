import type { Run } from '../../upgrade/run/run.js';
import type { LinkId } from '../../upgrade/tenant/admin-center-links.js';
import { may } from '../../upgrade/tenant/roles.js';
import type { CardId } from './frame/card-ids.js';
import type { Status } from './frame/status.js';
import type { RunContext } from './run-context.js';
import type { Viewer } from './viewer.js';
import type { Format } from './words/format.js';
import type { Texts } from './words/texts.js';

/** What every card is built with: the viewer's words and formats. */
export type View = {
  viewer: Viewer;
  t: Texts['t'];
  /** What can be written for a verb. */
  words: Texts['tree']['words'];
  format: Format;
  /** What the viewer may do, for templates that show inputs only to those who can use them. */
  may: { see: boolean; buy: boolean; assign: boolean; steer: boolean };
};

/** The same for a card of a run. */
export type RunView = View & {
  run: Run;
  context: RunContext;
  /** The address of a page of the run's admin center. */
  page: (id: LinkId) => string;
  /** Where an admin grants the bot what it asks for; undefined where there is nothing to grant. */
  consent: string | undefined;
};

/** A piece of an Adaptive Card. */
export type Element = Record<string, unknown>;

/** A card before its template is filled: which one, and with what. */
export type Draft = {
  id: CardId;
  /** The heading, also spoken and used as the summary. Plain text, not Markdown. */
  title: string;
  data: Record<string, unknown>;
  /** How things stand, as the badge in its header; left out where that is no question. */
  status?: Status;
  /** Verbs whose words the last line shows beside those of the card's buttons. */
  alsoSay?: readonly string[];
  /** What it shows for a verb instead of the usual word or example. */
  examples?: Readonly<Record<string, string>>;
};

/** The viewer's words, formats and rights. */
export function viewOf(viewer: Viewer, texts: Texts, format: Format): View {
  return {
    viewer,
    t: texts.t,
    words: texts.tree.words,
    format,
    may: {
      see: may('see', viewer.roles),
      buy: may('buy', viewer.roles),
      assign: may('assign', viewer.roles),
      steer: may('steer', viewer.roles),
    },
  };
}
