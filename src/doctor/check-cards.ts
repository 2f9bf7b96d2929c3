import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import { createCards } from '../teams/cards/cards.js';
import { cardIds } from '../teams/cards/frame/card-ids.js';
import { error, type Finding, inOneLine, ok, warning } from './finding.js';
import { literalTexts, templateProblems } from './template-problems.js';

const cardSchema = z.looseObject({
  type: z.literal('AdaptiveCard', { error: 'must be AdaptiveCard' }),
  // Teams shows nothing newer everywhere.
  version: z.literal('1.5', { error: 'must be 1.5' }),
  body: z.array(z.unknown(), { error: 'must be a list' }),
});

/**
 * Whether every card's template can be read, finds its words, and can be used by everyone.
 * @param localesDir undefined when the locale files have problems of their own, told elsewhere
 */
export function checkCards(cardsDir: string, localesDir: string | undefined): Finding[] {
  const broken = cardIds.flatMap((card) => {
    const file = join(cardsDir, `${card}.json`);
    const problem = problemOf(file);
    return problem === undefined ? [] : [error(`cards.${card}`, `${file}: ${problem}`, `Correct ${file}.`)];
  });
  if (broken.length > 0) return broken;
  try {
    if (localesDir !== undefined) createCards({ templatesDir: cardsDir, localesDir });
    const unfit = cardIds.flatMap((card) => unfitness(card, join(cardsDir, `${card}.json`)));
    return unfit.length > 0 ? unfit : [ok('cards', `${cardIds.length} cards`)];
  } catch (thrown) {
    return [
      error('cards', inOneLine(thrown), `Correct the templates in ${cardsDir}, or add the texts in src/locales.`),
    ];
  }
}

/** What keeps somebody from reading a card that is well formed. */
function unfitness(card: string, file: string): Finding[] {
  const template: unknown = JSON.parse(readFileSync(file, 'utf8'));
  const problems = [...templateProblems(template), ...literalTexts(template)];
  if (problems.length === 0) return [];
  return [warning(`cards.${card}`, `${file}: ${problems.join('; ')}`, `Change ${file} at the places named.`)];
}

function problemOf(file: string): string | undefined {
  try {
    const card = cardSchema.safeParse(JSON.parse(readFileSync(file, 'utf8')));
    return card.error?.issues.map(({ path, message }) => `${path.join('.') || 'card'} ${message}`).join('; ');
  } catch (thrown) {
    return inOneLine(thrown);
  }
}
