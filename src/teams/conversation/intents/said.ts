import { ownLocalesDir } from '../../cards/words/languages.js';
import { readSaid } from '../../cards/words/texts.js';

/**
 * What is written beside the words of the buttons, in every language of the bot together: of days and hours, of files, of
 * addresses. It stands in `said` of the locale files.
 */
const said = readSaid(ownLocalesDir);

/**
 * Everything that can be written for a meaning, lower case as in the locale files.
 * @throws when no locale file has the meaning
 */
export function saidFor(meaning: string): readonly string[] {
  const list = said.get(meaning);
  if (list === undefined) throw new Error(`the locale files say nothing for "${meaning}"`);
  return list;
}

/** What can be written for any of some meanings, with the meaning it has. */
export const meanings = <M extends string>(of: readonly M[]): ReadonlyMap<string, M> =>
  new Map(of.flatMap((meaning) => saidFor(meaning).map((text) => [text, meaning] as const)));

/** A pattern for any of some texts, the longest first. */
export const anyOfTexts = (texts: Iterable<string>): string =>
  [...texts]
    .sort((a, b) => b.length - a.length)
    .map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&'))
    .join('|');
