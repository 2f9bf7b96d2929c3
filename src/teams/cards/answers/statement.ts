import type { Draft, View } from '../view.js';
import { escapeMarkdown } from '../words/escape-markdown.js';
import { languages, nameOf } from '../words/languages.js';

/** What a card says that says one thing. */
export type Statement =
  | { text: 'unknownAction' | 'badInput' | 'foreignRun' | 'noRun' | 'notKept' | 'tooManyTurns' | 'busy' }
  | { text: 'stillLooking' | 'unreachable' | 'rolesUnknown' }
  /** The history has no run with the number that was written. */
  | { text: 'noSuchNumber' }
  | { text: 'denied'; tenantId: string; needs: string | undefined }
  /** The permission that the person was told is missing is there. */
  | { text: 'consentGiven' }
  /** What a card was to tell that is not taken whole; `news` is its line. */
  | { text: 'newsAlone'; news: string }
  /** A question the bot has no answer to. */
  | { text: 'noAnswer' }
  /** A yes or a no to nothing that was asked. */
  | { text: 'nothingAsked' }
  | { text: 'thanked' }
  | { text: 'remarked' }
  /** What may be a question, and may be what the Upgrade tab shows. */
  | { text: 'orTab' }
  /** Nobody to begin with is not everyone. */
  | { text: 'pilotOfNobody' }
  | { text: 'languageChanged' | 'languageUnknown' }
  /** Others can read along: `notPersonal`. */
  | { text: 'tenantNotAllowed' | 'identityMissing' | 'twoTenants' | 'notPersonal' }
  | { text: 'scenarioChosen'; displayName: string }
  | { text: 'scenarioUnknown' }
  | { text: 'clockMoved'; now: Date }
  /** Nothing is kept of the person but what they did in upgrades, and that so many days after their end. */
  | { text: 'forgotten'; days: number }
  /** What came of asking the person to take a file. */
  | { text: 'offerUnknown' | 'fileDeclined' | 'fileBeingSaved' | 'fileSavedBefore' | 'fileNotSaved' | 'uploadRefused' }
  /** Something failed inside; `id` finds it in the log. */
  | { text: 'failed'; id: string };

/** A card that says one thing. Its id and its template are called `notice`. */
export function statementCard(view: View, statement: Statement, consent?: (tenantId: string) => string): Draft {
  const grant = statement.text === 'denied' && consent ? [{ url: consent(statement.tenantId) }] : [];
  return {
    id: 'notice',
    // What is sent unasked must say in its notification what it is about.
    title: titleOf(view, statement),
    data: { message: words(view, statement), grant, ways: isDeadEnd(statement) ? [] : [{}] },
    alsoSay: isDeadEnd(statement) ? [] : ['status'],
  };
}

/** Whatever is pressed or written here would only be answered with the same: the person has to go elsewhere, or wait. */
const deadEnds: readonly Statement['text'][] = [
  'tenantNotAllowed',
  'identityMissing',
  'twoTenants',
  'notPersonal',
  'tooManyTurns',
];
const isDeadEnd = ({ text }: Statement): boolean => deadEnds.includes(text);

function titleOf({ t }: View, statement: Statement): string {
  if (statement.text === 'newsAlone') return statement.news;
  return t(statement.text === 'consentGiven' ? 'notice.consentGivenTitle' : 'notice.title');
}

function words({ t, format, viewer }: View, statement: Statement): string {
  switch (statement.text) {
    case 'denied':
      return statement.needs === undefined
        ? t('notice.deniedUnknown')
        : t('notice.denied', { needs: escapeMarkdown(statement.needs) });
    case 'scenarioChosen':
      return t('notice.scenarioChosen', { name: escapeMarkdown(statement.displayName) });
    case 'clockMoved':
      return t('notice.clockMoved', { at: format.moment(statement.now) });
    case 'forgotten':
      return t('notice.forgotten', { count: statement.days });
    case 'failed':
      return t('notice.failed', { id: escapeMarkdown(statement.id) });
    case 'languageUnknown':
      return t('notice.languageUnknown', {
        languages: format.list(languages.map((language) => nameOf(language, viewer.language))),
        example: languages.find((language) => language !== viewer.language) ?? viewer.language,
      });
    default:
      return t(`notice.${statement.text}`);
  }
}
