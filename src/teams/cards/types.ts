import type { Outcome } from '../../engine/report/outcome.js';
import type { PriceList } from '../../upgrade/order/price-list.js';
import type { Refusal } from '../../upgrade/run/commands.js';
import type { Run } from '../../upgrade/run/run.js';
import type { Notice } from '../../upgrade/run/shape.js';
import type { LinkId } from '../../upgrade/tenant/admin-center-links.js';
import type { Assessment } from '../../upgrade/tenant/assessment.js';
import type { Permission, Role } from '../../upgrade/tenant/roles.js';
import type { ReportFile } from '../reports/files.js';
import type { ReportWords } from './report-words.js';
import type { Live } from './tenant-answers/live.js';

export const languages = ['en', 'sv'] as const;
export type Language = (typeof languages)[number];

/** The person a card is rendered for. */
export type Viewer = {
  name: string;
  language: Language;
  roles: readonly Role[];
  /** IANA name; undefined shows times in UTC and says so. */
  timeZone: string | undefined;
  /** Marks the card, so that nobody takes a practice tenant for their own. */
  sandbox: boolean;
};

export const cardIds = [
  'welcome',
  'help',
  'scenarios',
  'history',
  'report',
  'notice',
  'answer',
  'refused',
  'no-source',
  'upgrade-available',
  'upgrade-blocked',
  'what-does-the-tab-show',
  'not-direct',
  'plans',
  'before-you-begin',
  'cart',
  'checkout',
  'scheduled',
  'credit-check',
  'progress',
  'manual-buy',
  'manual-verify',
  'manual-reassign',
  'manual-cancel',
  'admin-task',
  'needs-attention',
  'completed',
  'stopped',
] as const;
/** The id of a card: the name of its template, and of its first body element. */
export type CardId = (typeof cardIds)[number];

/** An Adaptive Card ready to send; `summary` is the plain text of the notification. */
export type Rendered = { id: CardId; card: Record<string, unknown>; summary: string };

export const followingNotes = ['joined', 'joinedAlready', 'left', 'leftLast', 'leftAlready'] as const;
export type FollowingNote = (typeof followingNotes)[number];

/** One line at the top of a run's card: why the last action changed nothing, or who changed it. */
export type Note =
  | Refusal
  /** A colleague was quicker. */
  | { why: 'doneBy'; name: string }
  | { why: 'missingRole'; permission: Permission }
  /** Microsoft has not answered in time; the card shows what was known before. */
  | { why: 'stillLooking' }
  | { why: 'unreachable' }
  | { why: 'denied'; needs: string | undefined }
  | { why: 'notKept' }
  | { why: 'rolesUnknown' }
  /** What was typed in an input could not be read. */
  | { why: 'badInput' }
  /** The time to begin was set, as the run says; or it was dropped. */
  | { why: 'timeSet' }
  | { why: 'timeDropped' }
  /** Who is told when something happens: the person joined them or left them, as the last one or not. */
  | { why: FollowingNote };

/** A card with one message of its own. */
export type Message =
  | { text: 'unknownAction' }
  | { text: 'foreignRun' }
  | { text: 'noRun' }
  /** The history has no run with the number that was written. */
  | { text: 'noSuchNumber' }
  | { text: 'notKept' }
  | { text: 'tooManyTurns' }
  | { text: 'busy' }
  | { text: 'stillLooking' }
  | { text: 'unreachable' }
  | { text: 'rolesUnknown' }
  | { text: 'denied'; tenantId: string; needs: string | undefined }
  /** The permission that the person was told is missing is there. */
  | { text: 'consentGiven' }
  /** A question the bot has no answer to. */
  | { text: 'noAnswer' }
  | { text: 'languageChanged' }
  | { text: 'languageUnknown' }
  | { text: 'tenantNotAllowed' }
  | { text: 'identityMissing' }
  /** Others can read along. */
  | { text: 'notPersonal' }
  | { text: 'badInput' }
  | { text: 'scenarioChosen'; displayName: string }
  | { text: 'scenarioUnknown' }
  | { text: 'clockMoved'; now: Date }
  /** What came of asking the person to take a file. */
  | { text: 'offerUnknown' | 'fileDeclined' | 'fileBeingSaved' | 'fileSavedBefore' | 'fileNotSaved' | 'uploadRefused' }
  /** Something failed inside; `id` finds it in the log. */
  | { text: 'failed'; id: string };

export type Scenario = { name: string; displayName: string; line: Record<Language, string>; users: number };

/** What a card is sent for. A colleague who is asked to take a step learns from whom, and what it needs. */
export type News = {
  what: Notice['what'];
  /** The name of whoever asks; left out: the bot. */
  from?: string | undefined;
  permission?: Permission | undefined;
};

/** The people a run reports to. */
export type Told = {
  names: readonly string[];
  /** People beyond those named. */
  more: number;
  /** Whether the viewer is one of them. */
  you: boolean;
};

/** A colleague who was asked to take a step, and when (ISO); `justNow` when that is what the card is about. */
export type AskedColleague = { name: string; at: string; justNow: boolean };

/** A step that the viewer lacks the role for. */
export type NextStep = {
  permission: Permission;
  asked: readonly AskedColleague[];
  /** Names of people who have the role, where nobody was asked; undefined when that is not known. */
  have: readonly string[] | undefined;
};

/** Who has the role that somebody lacked, and who was asked. */
export type Refused = {
  permission: Permission;
  /** undefined: not known, or not the viewer's to know. */
  people: readonly { name: string; role: Role }[] | undefined;
  asked?: readonly AskedColleague[] | undefined;
  /** Names of those who can't be asked, as they don't use the bot. */
  toTell?: readonly string[] | undefined;
};

/** What a run's report holds and how its files can be taken. */
export type ReportAbout = {
  asOf: Date;
  /** How many people had which outcome; undefined where nothing was written down of them. */
  counts: readonly { outcome: Outcome; people: number }[] | undefined;
  /** `url`: a link that is the viewer's alone. */
  files: readonly { file: ReportFile; url: string | undefined }[];
  /** Whether the viewer's client can be asked to take a file. */
  canSave: boolean;
  /** When the links end. */
  ends: Date | undefined;
};

export type RunContext = {
  now: Date;
  prices?: PriceList | undefined;
  note?: Note | undefined;
  /** What the card is sent for, when it is sent unasked. */
  notice?: News | undefined;
  /** Who is told when something happens; left out where that is not known. */
  told?: Told | undefined;
  /** Who takes the next step, when the viewer can't; left out where that is not known. */
  nextStep?: NextStep | undefined;
};

export type CardsOptions = {
  templatesDir: string;
  localesDir: string;
  /** Where a practice tenant's admin center is; left out, and where undefined, Microsoft's own pages are linked to. */
  adminCenter?: ((tenantId: string, page: LinkId, language: Language) => string | undefined) | undefined;
  /** Where an admin of the tenant grants the bot what it asks for; left out where there is nothing to grant. */
  consent?: ((tenantId: string) => string) | undefined;
};

/** Renders every card of the conversation. Pure once created: no I/O, no clock. */
export interface Cards {
  /** The card for the state the run is in. */
  run(run: Run, viewer: Viewer, context: RunContext): Rendered;
  /** The plans side by side, whatever state the run is in. */
  plans(run: Run, viewer: Viewer, context: RunContext): Rendered;
  welcome(viewer: Viewer, about: { organization?: string | undefined; open?: Run | undefined }): Rendered;
  help(viewer: Viewer): Rendered;
  /** One answer, with what is so in the viewer's own tenant where that was read; or the nearest questions to choose from. */
  answer(
    viewer: Viewer,
    known: readonly { question: string; answer: string; link: string }[],
    live?: Live | undefined,
  ): Rendered;
  scenarios(viewer: Viewer, scenarios: readonly Scenario[]): Rendered;
  /** The tenant's runs, newest first, a page at a time. @param page from 0 */
  history(viewer: Viewer, runs: readonly Run[], page?: number): Rendered;
  /** What a run's report holds, whatever state the run is in. */
  report(run: Run, viewer: Viewer, context: RunContext, about: ReportAbout): Rendered;
  /** The words of a report's files. */
  reportWords(language: Language): ReportWords;
  /** The answer to "can I" when no run was opened. */
  assessment(assessment: Assessment, viewer: Viewer): Rendered;
  /** `people` who hold the role may be named only to those who may see the tenant. */
  refused(viewer: Viewer, about: Refused): Rendered;
  notice(viewer: Viewer, message: Message): Rendered;
}
