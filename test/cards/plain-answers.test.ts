import { describe, expect, it } from '@jest/globals';
import type { Statement } from '../../src/teams/cards/answers/statement.js';
import { languages } from '../../src/teams/cards/words/languages.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { textOf } from '../support/card-json.js';
import { aRun, aSource, available, now, runIn } from '../support/runs.js';
import { cards, verbsOf } from './every-card.js';
import { alex } from './states/viewer.js';

/** Cards that answer: what they offer leads on, and what they say stands for itself. */

describe('a message that no button could help with', () => {
  it.each(['tenantNotAllowed', 'identityMissing', 'twoTenants', 'notPersonal', 'tooManyTurns'] as const)(
    'has no buttons and proposes no words: %s',
    (text) => {
      const { card } = cards.statement(alex, { text } satisfies Statement);
      expect(verbsOf(card)).toEqual([]);
      expect(textOf(card)).not.toContain('You can also write');
    },
  );

  it('is another one than those that lead on', () => {
    expect(verbsOf(cards.statement(alex, { text: 'noRun' }).card)).toEqual(['check', 'help']);
  });
});

describe('the history', () => {
  const many = Array.from({ length: 20 }, () => runIn.completed());
  const page = (at: number, runs: readonly Run[] = many) => textOf(cards.history(alex, runs, at).card);

  it('proposes a number of the page that is shown, and the page after it', () => {
    expect(page(0)).toContain('“history 2” to open number 2, or “report 2” for its report. “history page 2”');
    expect(page(1)).toContain('“history 8” to open number 8, or “report 8” for its report. “history page 3”');
    expect(page(3)).toContain('“history 20” to open number 20, or “report 20” for its report. “history page 3”');
    expect(page(0, many.slice(0, 1))).toContain('“history 1” to open number 1');
  });

  it('does not expect a plan of an upgrade that is over', () => {
    const stopped = { ...runIn.stopped(), plan: null };
    expect(page(0, [stopped])).toContain('No plan chosen\n');
    expect(page(0, [aRun()])).toContain('No plan chosen yet\n');
  });
});

describe('the report', () => {
  const about = { asOf: now, canSave: false, ends: undefined };
  const files = (url: string | undefined) => (['audit', 'all'] as const).map((file) => ({ file, url }));
  const said = (counts: [] | undefined, url: string | undefined) =>
    textOf(cards.report(runIn.completed(), alex, { now }, { ...about, counts, files: files(url) }).card);

  it('describes no file that cannot be had, and no setting to an admin', () => {
    const text = said([], undefined);
    expect(text).toContain("Files aren't available here. Ask whoever runs this assistant.");
    expect(text).not.toMatch(/JSON|CSV|download|PUBLIC_URL/);
  });

  it('promises nothing of people in a file where nothing was written down of them', () => {
    expect(said([], 'https://bot.example/a')).toContain('Everything (JSON): people, orders, times and log.');
    expect(said(undefined, 'https://bot.example/a')).toContain('Everything (JSON): orders, times and log.');
  });
});

describe('what a plan adds', () => {
  it('leaves out an add-on that is owned, which is told as what the plan includes', () => {
    const owning = (addOns: string[]) =>
      textOf(cards.run(aRun({ assessment: available({ source: aSource({ addOns }) }) }), alex, { now }).card);
    expect(owning([])).toMatch(/Adds: [^\n]*Audio Conferencing/);
    expect(owning(['MCOMEETADV'])).not.toMatch(/Adds: [^\n]*Audio Conferencing/);
    expect(owning(['MCOMEETADV'])).toContain('Includes your add-on: Microsoft 365 Audio Conferencing');
  });
});

describe('an upgrade that is under way', () => {
  it.each(languages)('is told with the step and how many there are, on the first card too: %s', (language) => {
    const text = textOf(cards.welcome({ ...alex, language }, { open: runIn.cart() }).card);
    expect(text).toMatch(
      { en: /\. Step 4 of 9: cart\./, sv: /\. Steg 4 av 9: /, de: /\. Schritt 4 von 9: / }[language] ?? /x/,
    );
  });
});
