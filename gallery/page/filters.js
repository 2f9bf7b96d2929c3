/** The filters are the address: whatever is shown can be linked to. */

const themes = { light: 'Light', dark: 'Dark', contrast: 'High contrast' };
const widths = { narrow: 'Phone, 320 px', wide: 'Desktop, 600 px' };

/** The languages that were drawn, by what they are called. @param {{ language: string }[]} cards */
function languagesOf(cards) {
  const names = new Intl.DisplayNames(['en'], { type: 'language' });
  return Object.fromEntries(cards.map(({ language }) => [language, names.of(language)]));
}

/** What the address asks for; what it does not name is all shown. @param {{ language: string }[]} cards as drawn */
export function chosen(cards) {
  const query = new URLSearchParams(location.search);
  return {
    card: query.get('card') ?? '',
    state: query.get('state') ?? '',
    languages: oneOrAll(query.get('language'), languagesOf(cards)),
    themes: oneOrAll(query.get('theme'), themes),
    widths: oneOrAll(query.get('width'), widths),
  };
}

/** Whether cards are drawn as newer clients do. */
export const drawsNewer = () => new URLSearchParams(location.search).get('client') !== 'fallback';

const oneOrAll = (asked, all) => (asked && Object.hasOwn(all, asked) ? [asked] : Object.keys(all));

/** Whether each card is shown beside how it was drawn once. */
export const showsPairs = () => new URLSearchParams(location.search).get('view') === 'pairs';

/** The address of a card or a state, with the filters as they are. */
export function linkTo(to) {
  const query = new URLSearchParams(location.search);
  query.delete('state');
  for (const [name, value] of Object.entries(to)) query.set(name, value);
  return `?${query}`;
}

/** @param {{ id: string, language: string }[]} cards as drawn */
export function drawFilters(cards) {
  const query = new URLSearchParams(location.search);
  const named = (all) => Object.entries(all);
  const ids = [...new Set(cards.map(({ id }) => id))].sort();
  document.querySelector('#filters').replaceChildren(
    choice('card', 'Card', [['', 'All cards'], ...ids.map((id) => [id, id])], query.get('card')),
    choice(
      'view',
      'Show',
      [
        ['', 'Every state'],
        ['pairs', 'Before and after'],
      ],
      query.get('view'),
    ),
    choice('language', 'Language', [['', 'All languages'], ...named(languagesOf(cards))], query.get('language')),
    choice('theme', 'Theme', [['', 'All themes'], ...named(themes)], query.get('theme')),
    choice('width', 'Width', [['', 'Both widths'], ...named(widths)], query.get('width')),
    choice(
      'client',
      'Client',
      [
        ['', 'Newest'],
        ['fallback', 'Older: what stands in'],
      ],
      query.get('client'),
    ),
    search(query.get('state')),
  );
}

function choice(name, label, options, value) {
  const select = document.createElement('select');
  select.name = name;
  select.append(...options.map(([key, text]) => new Option(text, key, false, key === (value ?? ''))));
  return labelled(label, select);
}

function search(value) {
  const input = document.createElement('input');
  input.type = 'search';
  input.name = 'state';
  input.value = value ?? '';
  return labelled('State', input);
}

function labelled(text, control) {
  const label = document.createElement('label');
  label.append(text, control);
  return label;
}
