import { html, type Markup } from './html.js';
import type { Words } from './words-en.js';

/** A labelled input; `problem` marks it as the one the alert speaks of. */
export function textField(
  name: string,
  label: string,
  value: string | number,
  { type = 'text', min, problem }: { type?: 'text' | 'number'; min?: number; problem?: string | undefined } = {},
): Markup {
  return html`<label for="${name}">${label}</label>
<input id="${name}" name="${name}" type="${type}" value="${value}" required${
    min === undefined ? undefined : html` min="${min}"`
  }${problem === undefined ? undefined : html` aria-invalid="true" aria-describedby="problem"`}>`;
}

/** One choice of several under a legend; `named` maps what is sent to what is shown. */
export function choiceField(
  name: string,
  legend: string,
  named: Readonly<Record<string, string>>,
  chosen: string,
): Markup {
  return html`<fieldset><legend>${legend}</legend>${Object.entries(named).map(
    ([value, label]) =>
      html`<label class="choice"><input type="radio" name="${name}" value="${value}" required${
        value === chosen ? html` checked` : undefined
      }> ${label}</label>`,
  )}</fieldset>`;
}

export function billingCycleField(words: Words, chosen: string): Markup {
  const named = { monthly: words.monthly, annual: words.annual };
  return choiceField('billingCycle', words.billingFrequency, named, chosen);
}

/** A form that is sent to `action`. */
export function form(action: string, body: Markup, button: string): Markup {
  return html`<form method="post" action="${action}" novalidate>${body}<button type="submit">${button}</button></form>`;
}

/** Terms and what they are, one under the other. */
export function facts(rows: readonly (readonly [string, string | number | Markup])[]): Markup {
  return html`<dl>${rows.map(([term, what]) => html`<dt>${term}</dt><dd>${what}</dd>`)}</dl>`;
}
