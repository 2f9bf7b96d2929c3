/* global AdaptiveCards, markdownit */
import { hostConfigs } from './host-config.js';

/** What Teams makes of Markdown in a card: emphasis, lists and links, nothing else. */
const markdown = markdownit('zero', { html: false, breaks: true }).enable([
  'emphasis',
  'escape',
  'link',
  'list',
  'newline',
]);
AdaptiveCards.AdaptiveCard.onProcessMarkdown = (text, result) => {
  result.outputHtml = markdown.render(text);
  result.didProcess = true;
};

const configs = Object.fromEntries(
  Object.entries(hostConfigs).map(([theme, config]) => [theme, new AdaptiveCards.HostConfig(config)]),
);

/** Hundreds of cards are on the page: each is drawn when it comes near the window. */
const nearWindow = new IntersectionObserver(
  (entries) => {
    for (const { isIntersecting, target } of entries) {
      if (!isIntersecting) continue;
      nearWindow.unobserve(target);
      target.dispatchEvent(new Event('near'));
    }
  },
  { rootMargin: '1200px' },
);

/**
 * A card as one of Teams' themes shows it.
 * @param {{ id: string, state: string, language: string, card: object }} drawn
 * @param {'light' | 'dark' | 'contrast'} theme
 * @param {'narrow' | 'wide'} width
 */
export function createFrame({ id, state, language, card }, theme, width) {
  const figure = document.createElement('figure');
  figure.className = `frame ${theme} ${width}`;
  figure.lang = language;
  figure.dataset.key = [id, state, language, theme, width].join(' / ');
  const caption = document.createElement('figcaption');
  caption.textContent = `${language}, ${theme}, ${width}`;
  const place = document.createElement('div');
  place.className = 'card';
  figure.append(place, caption);
  figure.addEventListener('near', () => draw(card, theme, place), { once: true });
  nearWindow.observe(figure);
  return figure;
}

function draw(json, theme, place) {
  const card = new AdaptiveCards.AdaptiveCard();
  card.hostConfig = configs[theme];
  card.onExecuteAction = (action) => {
    const inputs = card.getAllInputs().map((input) => `${input.id} = ${input.value}`);
    place.dataset.pressed = [action.verb ?? action.url ?? action.title, ...inputs].join(', ');
  };
  card.parse(json);
  const rendered = card.render();
  keepRadiosApart(rendered);
  place.replaceChildren(rendered);
  place.parentElement.classList.add('drawn');
}

let drawnSoFar = 0;

/** The renderer names radio buttons after their input, as there is one card a page: here they would be one group. */
function keepRadiosApart(rendered) {
  drawnSoFar += 1;
  for (const radio of rendered.querySelectorAll('input[type="radio"]')) radio.name += `-${drawnSoFar}`;
}
