// Prints every state of every card in every language as JSON; run anew for each change by the gallery.
import { createCards } from '../build/gallery/src/teams/cards/cards.js';
import { languages } from '../build/gallery/src/teams/cards/words/languages.js';
import { everyState } from '../build/gallery/test/cards/states/every-state.js';
import { drawState } from '../build/gallery/test/cards/states/state.js';
import { alex } from '../build/gallery/test/cards/states/viewer.js';

const cards = createCards({
  templatesDir: 'cards',
  localesDir: 'src/locales',
  consent: () => 'https://login.microsoftonline.com/',
});
const problems = [];

function draw(state, language) {
  try {
    const { id, card, summary } = drawState(state, cards, { ...alex, language });
    return [{ id, state: state.name, language, summary, card }];
  } catch (error) {
    problems.push(error.message);
    return [];
  }
}

const drawn = everyState.flatMap((state) => languages.flatMap((language) => draw(state, language)));
process.stdout.write(JSON.stringify({ cards: drawn, problems }));
