import { describe, expect, it } from '@jest/globals';
import { languages } from '../../src/teams/cards/words/languages.js';
import { readTexts, readWords } from '../../src/teams/cards/words/texts.js';
import { createIntents } from '../../src/teams/conversation/intents/intents.js';
import { now } from '../support/runs.js';
import { cards, elementsOf, everyCard } from './every-card.js';
import { everyState } from './states/every-state.js';
import { drawState } from './states/state.js';
import { alex } from './states/viewer.js';

/** Whoever reads that they can also write something finds the same word on the button that does it. */

type Element = Record<string, unknown>;

const texts = readTexts('src/locales');
const read = createIntents(readWords('src/locales'));
/** What sends what was chosen or filled in above it is written with that, by its own name; and an old upgrade by its number. */
const namedByItsField = ['reportTab', 'changeSoldTo', 'changeBilledTo', 'changePayer', 'setLocation', 'history'];
const isOfAList = (name: string, verb: string) => name.startsWith('history') && verb === 'status';

describe.each(languages)('what can be written instead of pressing a button, in %s', (language) => {
  const { tree, t } = texts.of(language);
  const [before = ''] = t('common.youCanWrite', { words: '\n' }).split('\n');

  it('is called as the button is', () => {
    const strange = new Set<string>();
    let compared = 0;
    for (const [name, { card }] of everyCard(cards, { ...alex, language })) {
      const hints = hintsOn(card, before);
      for (const [verb, titles] of titlesByVerb(card)) {
        const hint = hints.find((one) => isWordOf(one, tree.words[verb] ?? [], Object.values(tree.words).flat()));
        if (hint === undefined || namedByItsField.includes(verb) || isOfAList(name, verb)) continue;
        compared += 1;
        if (!titles.some((title) => haveAWordInCommon(title, hint)))
          strange.add(`${verb}: ${titles.join(' / ')}: ${hint} (${name})`);
      }
    }
    expect([...strange]).toEqual([]);
    expect(compared).toBeGreaterThan(500);
  });

  it('is understood where it stands', () => {
    const notUnderstood = new Set<string>();
    let written = 0;
    for (const state of everyState) {
      if (!('run' in state)) continue;
      for (const hint of hintsOn(drawState(state, cards, { ...alex, language }).card, before)) {
        written += 1;
        const here = { now, timeZone: 'Europe/Stockholm', language };
        const ask = read(hint, { run: state.run, sandbox: true, here });
        if (ask.is === 'noAnswer') notUnderstood.add(`${hint} (${state.name})`);
      }
    }
    expect([...notUnderstood]).toEqual([]);
    expect(written).toBeGreaterThan(1_000);
  });
});

function hintsOn(card: unknown, before: string): string[] {
  const lines = elementsOf(card).flatMap(({ text }) =>
    typeof text === 'string' && text.startsWith(before) ? text : [],
  );
  return lines.flatMap((line) => line.slice(before.length).split(' · ')).map((one) => one.replace(/[“”„"]/g, ''));
}

/** What stands on the buttons of each verb, and on those that open a card with one. */
function titlesByVerb(card: unknown): Map<string, string[]> {
  const found = new Map<string, string[]>();
  const look = (value: unknown, opened: readonly string[]): void => {
    if (Array.isArray(value)) for (const one of value) look(one, opened);
    if (typeof value !== 'object' || value === null || Array.isArray(value)) return;
    const { type, verb, title, card: inside, fallback: _, ...rest } = value as Element;
    const titles = [...opened, String(title)];
    if (type === 'Action.Execute') found.set(String(verb), [...(found.get(String(verb)) ?? []), ...titles]);
    if (type === 'Action.ShowCard') look(inside, titles);
    for (const child of Object.values(rest)) look(child, opened);
  };
  look(card, []);
  return found;
}

/** Whether it is one of the words, or one of them with something after it that makes no other word of it. */
const isWordOf = (hint: string, words: readonly string[], all: readonly string[]): boolean => {
  const said = hint.toLowerCase();
  const isOne = (list: readonly string[]) => list.some((word) => word.toLowerCase() === said);
  return isOne(words) || (!isOne(all) && words.some((word) => said.startsWith(`${word.toLowerCase()} `)));
};

/** As long as what two forms of one word have in common. */
const stem = 5;
const wordsOf = (text: string): string[] => text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];

function haveAWordInCommon(one: string, other: string): boolean {
  const isSame = (a: string, b: string) =>
    a === b || (Math.min(a.length, b.length) >= stem && a.slice(0, stem) === b.slice(0, stem));
  return wordsOf(one).some((a) => wordsOf(other).some((b) => isSame(a, b)));
}
