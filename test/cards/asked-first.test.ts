import { describe, expect, it } from '@jest/globals';
import type { AskedBack } from '../../src/teams/cards/note.js';
import { type Language, languages } from '../../src/teams/cards/words/languages.js';
import type { Run } from '../../src/upgrade/run/run.js';
import { runIn, someWork } from '../support/runs.js';
import { cards, elementsOf } from './every-card.js';
import { soon } from './states/state.js';
import { alex } from './states/viewer.js';

type Element = Record<string, unknown>;

const moved = { ...runIn.manualReassign(), reassign: someWork({ done: 5 }) };
const asked: Record<AskedBack, Run> = {
  askStop: moved,
  askUndo: moved,
  askOrder: runIn.checkout(),
  askCancel: { ...runIn.manualCancel(), commerce: 'partner-center' },
  askStart: runIn.scheduled(),
};
const verbOfQuestion = {
  askStop: 'stop',
  askUndo: 'undo',
  askOrder: 'placeOrder',
  askCancel: 'cancelOld',
  askStart: 'startNow',
};

const final: readonly AskedBack[] = ['askStop', 'askCancel'];

const cardOf = (run: Run, why?: AskedBack, language: Language = 'en') =>
  cards.run(run, { ...alex, language }, { ...soon, note: why && { why } }).card;
/** Buttons that are seen at once, with those in the menu; not those in a card that opens. */
const seen = (value: unknown): Element[] => {
  if (Array.isArray(value)) return value.flatMap(seen);
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Element;
  if (String(element.type).startsWith('Action.')) return [element];
  return Object.entries(element).flatMap(([key, child]) => (key === 'fallback' ? [] : seen(child)));
};
const textsIn = (card: unknown): string[] =>
  elementsOf(card).flatMap(({ text }) => (typeof text === 'string' ? text : []));

describe.each(Object.entries(asked) as [AskedBack, Run][])('while it is asked back: %s', (why, run) => {
  const verb = verbOfQuestion[why];

  it.each(languages)('only the button that says yes goes ahead of the others, in %s', (language) => {
    const buttons = seen(cardOf(run, why, language));
    expect(buttons[0]).toMatchObject({ verb, style: final.includes(why) ? 'destructive' : 'positive' });
    expect(buttons.slice(1).filter(({ style }) => style === 'positive')).toEqual([]);
  });

  it('no other button asks the same', () => {
    const all = elementsOf(cardOf(run, why)).filter((element) => element.type === 'Action.Execute');
    expect(all.filter((action) => action.verb === verb)).toHaveLength(1);
  });

  it('a button beside it leads back, and what can be written begins with yes and no', () => {
    const titles = seen(cardOf(run, why)).map(({ title }) => title);
    expect(titles[1]).toBe('No, leave it as it is');
    expect(textsIn(cardOf(run, why)).find((text) => text.startsWith('You can also write'))).toMatch(
      /write: yes · no · /,
    );
  });
});

it('what stopping does is told once while it is asked', () => {
  expect(textsIn(cardOf(moved, 'askStop')).filter((text) => /nobody is moved back|Yes, stop/.test(text))).toHaveLength(
    1,
  );
});

describe('beside the button that stops', () => {
  const stopping = (run: Run): string => textsIn(cardOf(run)).find((text) => /“Stop” ends/.test(text)) ?? '';

  it('stands that nothing came of it, where nothing was bought and nobody was moved', () => {
    const early = { ...runIn.scheduled(), schedule: null, order: null, state: runIn.preparing().state };
    expect(stopping(early)).toBe(
      "“Stop” ends this upgrade. Nothing has been bought, and nobody's licenses have been changed.",
    );
    expect(stopping(runIn.reassigning())).toMatch(/ends this upgrade\. What has been done stays/);
  });

  it('stands what keeps the upgrade, where a time was chosen', () => {
    expect(stopping(runIn.scheduled())).toMatch(/^“Remove the time” keeps the upgrade; “Stop” ends it\. Nothing/);
  });
});
