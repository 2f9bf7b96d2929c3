import { chosen, drawFilters, drawsNewer, linkTo, showsPairs } from './filters.js';
import { createFrame } from './frame.js';
import { drawNewer } from './newer.js';
import { pairsOf } from './pairs.js';

const main = document.querySelector('#cards');

async function load() {
  const { cards, problems } = await (await fetch('/cards.json')).json();
  drawFilters(cards);
  document.querySelector('#problems').replaceChildren(...problems.map((problem) => element('li', problem)));
  const sections = showsPairs() ? pairsOf(await earlier(), cards, chosen(cards)) : statesOf(cards, chosen(cards));
  const count = sections.reduce((sum, { rows }) => sum + rows.length, 0);
  document.querySelector('#count').textContent = `cards: ${sections.length}, states: ${count}`;
  main.replaceChildren(...sections.map(drawSection));
}

const earlier = async () => (await fetch('/earlier.json')).json();

/** Every card with its states, in what was chosen. */
function statesOf(cards, { card, state, languages, themes, widths }) {
  const isMeant = (one) => languages.includes(one.language) && one.state.toLowerCase().includes(state.toLowerCase());
  return [...Map.groupBy(cards.filter(isMeant), ({ id }) => id)]
    .filter(([id]) => card === '' || id === card)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([id, shown]) => ({
      id,
      rows: [...Map.groupBy(shown, (one) => one.state)].map(([title, drawn]) => ({
        title,
        frames: themes.flatMap((theme) =>
          drawn.flatMap((one) => widths.map((width) => createFrame(one, theme, width))),
        ),
      })),
    }));
}

function drawSection({ id, rows }) {
  const section = element('section');
  const heading = element('h2');
  heading.append(link(id, { card: id }));
  section.append(heading);
  for (const { title, frames } of rows) {
    const row = element('article');
    const name = element('h3');
    name.append(link(title, { card: id, state: title }));
    const place = element('div');
    place.className = 'frames';
    place.append(...frames);
    row.append(name, place);
    section.append(row);
  }
  return section;
}

function element(name, text = '') {
  const made = document.createElement(name);
  made.textContent = text;
  return made;
}

function link(text, to) {
  const made = element('a', text);
  made.href = linkTo(to);
  return made;
}

// What changes while the page is looked at is drawn anew, at the place where the reader is.
new EventSource('/changes').addEventListener('message', () => {
  sessionStorage.setItem('place', String(scrollY));
  location.reload();
});
document.querySelector('#filters').addEventListener('change', (event) => event.currentTarget.requestSubmit());
if (drawsNewer()) drawNewer();
await load();
scrollTo(0, Number(sessionStorage.getItem('place')));
sessionStorage.removeItem('place');
