import { readFileSync } from 'node:fs';
import { describe, expect, it } from '@jest/globals';
import { inLanguage } from '../../src/knowledge/entry.js';
import { readEntries } from '../../src/knowledge/read-entries.js';
import { languages } from '../../src/teams/cards/words/languages.js';
import { readWords } from '../../src/teams/cards/words/texts.js';

/** How the bot speaks: as a colleague would, in short sentences, and of a button by the name that stands on it. */

type Tree = { [key: string]: Tree | string | string[] };
type Text = { key: string; text: string };

const textsOf = (tree: Tree, prefix = ''): Text[] =>
  Object.entries(tree).flatMap(([key, value]) => {
    if (Array.isArray(value)) return [];
    return typeof value === 'string' ? [{ key: prefix + key, text: value }] : textsOf(value, `${prefix}${key}.`);
  });
const entries = readEntries('src/knowledge/entries');
const inLocale = (language: string): Text[] =>
  textsOf(JSON.parse(readFileSync(`src/locales/${language}.json`, 'utf8'))).filter(
    ({ key }) => !key.startsWith('say.'),
  );
const answersIn = (language: string): Text[] =>
  entries.flatMap(({ id, answer, written }) =>
    [answer, written.answer].map((each) => ({ key: `knowledge ${id}`, text: inLanguage(each, language) })),
  );
const told = (list: readonly Text[]) => list.map(({ key, text }) => `${key}: ${text}`);

const mostWords = 25;
const longSentences = (text: string): string[] =>
  text.split(/(?<=[.?:;])\s+(?=\S)/).filter((sentence) => sentence.split(/\s+/).length > mostWords);

/** What nobody would say to a colleague: word for word from another language, or the machine speaking of itself. */
const stilted: Record<string, readonly RegExp[]> = {
  en: [
    /\bI (?:look|tell you when|remind you|go on as soon)\b/,
    /\blook(?:s|ed|ing)? again\b/i,
    /\bnext look\b/i,
    /^looked \{\{/i,
    /\bone single\b/,
    /\banew\b/,
    /\bneeds you\b/i,
    /\bbe(?:en)? called back\b/,
    /\bthis is how it stands\b/i,
  ],
  sv: [
    /titta(?:r)? igen/i,
    /tittar nästa gång/i,
    /^letade /i,
    /behöver dig\b/i,
    /av mig själv/i,
    /^det här är i säkerhet/i,
    /^läst /i,
    /kommer utan/i,
    /förblir/i,
    /får inte veta av/i,
  ],
  de: [
    /\bsehe (?:\S+ ){0,2}(?:wieder|weiter|noch einmal) nach\b/i,
    /wieder nachsehen/i,
    /nächster blick/i,
    /^braucht sie$/i,
    /folgen mit\b/i,
    /upgrade erhalten kann/i,
    /\bwenn sie durch ist\b/i,
  ],
};

/** Names of pages, buttons and states of the admin center, which German puts between quotation marks; and examples. */
const otherQuotes: Record<string, readonly RegExp[]> = {
  en: [/^more users than licenses$/, /^no Teams$/, /^anyway$/, / to Microsoft 365 /, /^The upgrade from /],
  sv: [
    /^fler användare än licenser$/,
    /^no Teams$/,
    /^ändå$/,
    / till Microsoft 365 /,
    /^Uppgraderingen från /,
    /^Såld till$/,
  ],
  de: [
    /^(?:Ihre Produkte|Lizenzen|Lizenzen kaufen|Dienststatus|Aktive Benutzer|Dienste kaufen|Zahlungsmethoden)$/,
    /^(?:Rechnungen und Zahlungen|Abrechnung|Abrechnungskonten|Abrechnungsprofile|Domänen|Gruppen|Rollen)$/,
    /^(?:Rollenzuweisungen|Rollen zuweisen|Jetzt bezahlen|Erneut verarbeiten|Weitere Abonnementoptionen)$/,
    /^(?:Abonnement kündigen|Reaktivieren|Abgelaufen|Deaktiviert|Gelöscht|Aktiv|Ersetzen|Upgrade|Ändern)$/,
    /^(?:Produktdetails und Upgrades|Verkauft an|Rechnungsempfänger|Hilfe und Support|Support kontaktieren)$/,
    /^(?:mehr Benutzer als Lizenzen|no Teams|trotzdem)$/,
    / zu Microsoft 365 /,
    /^Das Upgrade von /,
  ],
};
const quoted: Record<string, RegExp> = { en: /“([^”]*)”|"([^"]*)"/g, sv: /”([^”]*)”/g, de: /„([^“]*)“/g };
const typed = [...readWords('src/locales').values()].flat().map((word) => word.toLowerCase());
const isTyped = (text: string): boolean => typed.some((word) => `${text.toLowerCase()} `.startsWith(`${word} `));

describe.each(languages)('in %s, a text', (language) => {
  const all = [...inLocale(language), ...answersIn(language)];
  const buttons = new Set(
    inLocale(language)
      .filter(({ key }) => key.startsWith('verbs.'))
      .map(({ text }) => text),
  );

  it(`of a card has no sentence of more than ${mostWords} words`, () => {
    expect(told(inLocale(language).filter(({ text }) => longSentences(text).length > 0))).toEqual([]);
  });

  it('is said as a colleague would say it', () => {
    const phrases = stilted[language] ?? [];
    expect(told(all.filter(({ text }) => phrases.some((phrase) => phrase.test(text))))).toEqual([]);
  });

  it('quotes a button by its name, and otherwise what can be written', () => {
    const known = otherQuotes[language] ?? [];
    const isKnown = (words: string): boolean =>
      words.includes('{{') || buttons.has(words) || isTyped(words) || known.some((other) => other.test(words));
    const wrong = all.flatMap(({ key, text }) =>
      [...text.matchAll(quoted[language] ?? /(?!)/g)]
        .map(([, first, second]) => first ?? second ?? '')
        .filter((words) => !isKnown(words))
        .map((words) => ({ key, text: words })),
    );
    expect(told(wrong)).toEqual([]);
  });
});
