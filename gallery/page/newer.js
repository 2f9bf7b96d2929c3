/* global AdaptiveCards */

/**
 * Likenesses of what Teams draws and Microsoft's open renderer does not, close enough to judge a card by.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 */

const likenesses = {
  'Chart.HorizontalBar.Stacked': ({ data }) => div('bars', ...data.map(stackedBar)),
  'Chart.Donut': ({ data }) => div('donut', ring(data), div('legend', ...data.map(legendOf))),
  Badge: ({ text, icon, style }) => div(`badge ${style.toLowerCase()}`, glyph(icon), text),
  Icon: ({ name }) => div('icon', glyph(name)),
  Component: ({ properties: { users, displayName } }) =>
    users
      ? div('faces', ...users.map((user) => face(user.displayName)))
      : div('persona', face(displayName), displayName),
  CompoundButton: ({ title, description, icon }) =>
    pressable(div('texts', div('title', glyph(icon.name), ' ', title), div('description', description))),
};

/** Signs that stand for Fluent's icons. */
const glyphs = {
  ArrowCircleRight: '→',
  ArrowSync: '⟳',
  Building: '▦',
  Calendar: '▤',
  CalendarCancel: '▤',
  Cart: '⊔',
  Chat: '❝',
  CheckmarkCircle: '✓',
  Clock: '◷',
  Document: '▤',
  Eye: '◉',
  History: '◷',
  Info: 'i',
  LockClosed: '◫',
  Open: '↗',
  Pause: '‖',
  Payment: '▭',
  People: '⚉',
  Person: '◍',
  QuestionCircle: '?',
  RecordStop: '■',
  Rocket: '➚',
  Search: '⌕',
  Table: '▦',
  Warning: '!',
};

function glyph(name) {
  const made = div('glyph', glyphs[name] ?? name);
  made.title = name;
  return made;
}

function face(name) {
  const made = div('face', initialsOf(name));
  made.title = name;
  return made;
}

const initialsOf = (name) =>
  name
    .split(' ')
    .slice(0, 2)
    .map(([first]) => first)
    .join('');

function pressable(content) {
  const made = document.createElement('button');
  made.className = 'compound';
  made.append(content);
  return made;
}

/** What newer clients draw, instead of what stands in for it. */
export function drawNewer() {
  AdaptiveCards.GlobalRegistry.elements.register('Container', RoundedContainer);
  for (const [type, draw] of Object.entries(likenesses)) {
    AdaptiveCards.GlobalRegistry.elements.register(type, likenessOf(type, draw));
  }
}

class RoundedContainer extends AdaptiveCards.Container {
  internalParse(source, context) {
    super.internalParse(source, context);
    this.isRounded = source.roundedCorners === true;
  }
  internalRender() {
    const made = super.internalRender();
    if (this.isRounded) made?.classList.add('rounded');
    return made;
  }
}

const likenessOf = (type, draw) =>
  class extends AdaptiveCards.CardElement {
    getJsonTypeName() {
      return type;
    }
    internalParse(source, context) {
      super.internalParse(source, context);
      this.source = source;
    }
    internalRender() {
      return draw(this.source);
    }
  };

function stackedBar({ title, data }) {
  const total = data.reduce((sum, { value }) => sum + value, 0);
  const bar = div('bar', ...data.map(({ legend, value, color }) => part(legend, value, color)));
  return div('stacked', div('title', title, div('total', String(total))), bar);
}

function part(legend, value, color) {
  const made = div(`part ${color}`);
  made.style.flexGrow = String(value);
  made.title = `${legend}: ${value}`;
  return made;
}

function ring(data) {
  const total = data.reduce((sum, { value }) => sum + value, 0);
  let from = 0;
  const stops = data.map(({ value, color }) => {
    const to = from + (value / total) * 100;
    const stop = `var(--${color}) ${from}% ${to}%`;
    from = to;
    return stop;
  });
  const made = div('ring');
  made.style.background = `conic-gradient(${stops.join(', ')})`;
  return made;
}

const legendOf = ({ legend, color }) => div('entry', div(`part ${color}`), legend);

function div(name, ...children) {
  const made = document.createElement('div');
  made.className = name;
  made.append(...children);
  return made;
}
