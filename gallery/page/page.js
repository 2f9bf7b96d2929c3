import { chosen, drawFilters, drawsNewer, linkTo } from './filters.js';
import { createFrame } from './frame.js';
import { drawNewer } from './newer.js';

const main = document.querySelector('#cards');

async function load() {
  const { cards, problems } = await (await fetch('/cards.json')).json();
  const byCard = Map.groupBy(cards, ({ id }) => id);
  drawFilters(cards);
  document.querySelector('#problems').replaceChildren(...problems.map((problem) => element('li', problem)));
  const { card, state, languages, themes, widths } = chosen(cards);
  const sections = [...byCard]
    .filter(([id]) => card === '' || id === card)
    .sort(([one], [other]) => one.localeCompare(other))
    .map(([id, drawn]) => {
      const shown = drawn.filter(
        (one) => languages.includes(one.language) && one.state.toLowerCase().includes(state.toLowerCase()),
      );
      return { id, states: Map.groupBy(shown, (one) => one.state) };
    })
    .filter(({ states }) => states.size > 0);
  const count = sections.reduce((sum, { states }) => sum + states.size, 0);
  document.querySelector('#count').textContent = `cards: ${sections.length}, states: ${count}`;
  main.replaceChildren(...sections.map((section) => drawSection(section, themes, widths)));
}

function drawSection({ id, states }, themes, widths) {
  const section = element('section');
  const heading = element('h2');
  heading.append(link(id, { card: id }));
  section.append(heading);
  for (const [state, drawn] of states) {
    const row = element('article');
    const title = element('h3');
    title.append(link(state, { card: id, state }));
    const frames = element('div');
    frames.className = 'frames';
    for (const theme of themes)
      for (const one of drawn) for (const width of widths) frames.append(createFrame(one, theme, width));
    row.append(title, frames);
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
