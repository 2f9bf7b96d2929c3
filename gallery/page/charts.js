/* global AdaptiveCards */

/**
 * Likenesses of the charts that Teams draws and Microsoft's open renderer does not, close enough to judge a card by.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/charts-in-adaptive-cards
 */

const likenesses = {
  'Chart.HorizontalBar.Stacked': ({ data }) => div('bars', ...data.map(stackedBar)),
  'Chart.Donut': ({ data }) => div('donut', ring(data), div('legend', ...data.map(legendOf))),
};

/** Charts are drawn, instead of what stands in for them on clients that draw none. */
export function drawCharts() {
  for (const [type, draw] of Object.entries(likenesses)) {
    AdaptiveCards.GlobalRegistry.elements.register(type, chartElement(type, draw));
  }
}

const chartElement = (type, draw) =>
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
