import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from '@jest/globals';
import { literalTexts, templateProblems } from '../../src/doctor/template-problems.js';
import { createCards } from '../../src/teams/cards/cards.js';
import { cardIds } from '../../src/teams/cards/frame/card-ids.js';
import type { Rendered } from '../../src/teams/cards/frame/frame.js';
import { questionId } from '../../src/teams/cards/frame/question.js';
import type { Viewer } from '../../src/teams/cards/viewer.js';
import { languages } from '../../src/teams/cards/words/languages.js';
import { readTexts } from '../../src/teams/cards/words/texts.js';
import { elementsOf } from './every-card.js';
import { everyState } from './states/every-state.js';
import { largeStates } from './states/large.js';
import { type CardState, drawState } from './states/state.js';
import { alex } from './states/viewer.js';

/** Rules that hold for every card, whoever adds one. */

type Element = Record<string, unknown>;
type Shown = Rendered & { name: string; language: Viewer['language'] };

const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales', consent: () => 'https://consent' });
const texts = readTexts('src/locales');

const undrawable: string[] = [];

const draw = (states: readonly CardState[]): Shown[] =>
  languages.flatMap((language) => states.flatMap((state) => drawOne(state, language)));

function drawOne(state: CardState, language: Viewer['language']): Shown[] {
  try {
    return [{ name: `${state.name}, in ${language}`, language, ...drawState(state, cards, { ...alex, language }) }];
  } catch (error) {
    undrawable.push(String(error));
    return [];
  }
}

const asTheyAre = draw(everyState);
const large = draw(largeStates);

/** Everything in a card, what stands in for something else included. */
const withFallbacks = (value: unknown): Element[] => {
  if (Array.isArray(value)) return value.flatMap(withFallbacks);
  if (typeof value !== 'object' || value === null) return [];
  return [value as Element, ...Object.values(value).flatMap(withFallbacks)];
};
const isAction = (element: Element): boolean => String(element.type).startsWith('Action.');
const actionLists = (card: unknown): Element[][] =>
  elementsOf(card).flatMap(({ actions }) => (Array.isArray(actions) ? [actions as Element[]] : []));
/** The buttons that answer a question at the top of the card, which says what comes of them. */
const answersIn = (card: unknown): Element[] =>
  elementsOf(card)
    .filter(({ id }) => id === questionId)
    .flatMap((question) => elementsOf(question).filter(isAction));
/** The card's own buttons: its last rows. */
const rowsOf = (card: Record<string, unknown>): Element[][] => {
  const [last] = (card.body as Element[]).slice(-1);
  const own = (card.actions as Element[] | undefined) ?? [];
  const isApart = own.length > 0 && own.every(({ style }) => style === 'destructive');
  return isApart && last?.type === 'ActionSet' ? [last.actions as Element[], own] : [own];
};
const textsIn = (value: unknown): string[] =>
  withFallbacks(value).flatMap(({ text, title, value: fact }) =>
    [text, title, fact].filter((one): one is string => typeof one === 'string'),
  );
const hasWords = (value: unknown): boolean => textsIn(value).some((text) => /\p{L}{2}/u.test(text));

const colors = /^(accent|good|warning|attention)$/i;
const kilobyte = 1024;

/** In characters: about as many as stand in a row of a phone that is 320 pixels wide. */
const longestTitle = 38;

/** What a card must say beside a button that cannot be undone, by the button's verb: any of these texts. */
const saidBeside: Record<string, string[]> = {
  stop: ['common.stoppingStays', 'common.stoppingNothing'],
  cancelOld: ['manualCancel.cannotUndo', 'manualCancel.untilThen'],
};

/** What a card does wrong, in words; nothing when it is right. */
const rules: Record<string, (shown: Shown) => string[]> = {
  'begins with a heading that carries its id': ({ id, card }) => {
    const [first] = card.body as Element[];
    return first?.style === 'heading' && first.id === id ? [] : [JSON.stringify(first)];
  },

  'is an Adaptive Card 1.5 in its language, with words for those who do not see it': ({ card, language, summary }) => [
    ...(card.type === 'AdaptiveCard' && card.version === '1.5' ? [] : ['is not an Adaptive Card 1.5']),
    ...(card.lang === language ? [] : ['has no lang']),
    ...(card.speak && card.fallbackText && summary ? [] : ['lacks speak, fallbackText or summary']),
  ],

  'labels its inputs, describes its images, wraps, and has a fallback for what is rare': ({ card }) =>
    templateProblems(card),

  'has at most six buttons in a row': ({ card }) =>
    actionLists(card).flatMap((actions) => (actions.length <= 6 ? [] : [`${actions.length} buttons`])),

  'has at most four buttons of full weight': ({ card }) => {
    const full = rowsOf(card)
      .flat()
      .filter(({ mode }) => mode !== 'secondary');
    return full.length <= 4 ? [] : [full.map(({ title }) => title).join(' · ')];
  },

  'puts what cannot be undone last, in a row of its own, and never alone': ({ card }) => {
    const lists = actionLists(card)
      .filter((actions) => actions.some(({ style }) => style === 'destructive'))
      .filter((actions) => !actions.some((action) => answersIn(card).includes(action)));
    const isApart = (actions: Element[]): boolean =>
      actions === card.actions && actions.every(({ style }) => style === 'destructive');
    const [last] = (card.body as Element[]).slice(-1);
    const hasOthers = lists.length === 0 || last?.type === 'ActionSet';
    const wrong = lists.filter((actions) => !isApart(actions));
    return [...wrong.map((actions) => actions.map(({ title }) => title).join(' · ')), ...(hasOthers ? [] : ['alone'])];
  },

  'has one button at most that goes ahead of the others': ({ card }) => {
    const answers = answersIn(card).filter(({ style }) => style === 'positive' || style === 'destructive');
    const own = rowsOf(card).flatMap((actions) => actions.filter(({ style }) => style === 'positive'));
    const first = [...answers, ...own];
    return first.length <= 1 ? [] : [first.map(({ title }) => title).join(' · ')];
  },

  'puts the button that goes ahead before the others': ({ card }) => {
    const actions = rowsOf(card).flat();
    const at = actions.findIndex(({ style }) => style === 'positive');
    return at <= 0 ? [] : [actions.map(({ title }) => title).join(' · ')];
  },

  'has buttons that a phone does not cut off': ({ card }) =>
    rowsOf(card)
      .flat()
      .map(({ title }) => String(title))
      .filter((title) => title.length > longestTitle),

  'says what comes of a button that cannot be undone': ({ card, language }) =>
    elementsOf(card)
      .filter((element) => element.type === 'Action.Execute' && element.style === 'destructive')
      .filter((element) => !answersIn(card).includes(element))
      .flatMap(({ verb }) => {
        const said = saidBeside[String(verb)] ?? [];
        const isSaid = said.some((key) => textsIn(card).some((text) => text.includes(texts.of(language).t(key))));
        return isSaid ? [] : [`${verb}: say what comes of it, and name that text in saidBeside`];
      }),

  'gives every button a fallback for older clients, with its data and its verb': ({ card }) =>
    withFallbacks(card)
      .filter(({ type }) => type === 'Action.Execute')
      .flatMap(({ title, verb, data, fallback }) => {
        const { type, title: same, data: sent } = (fallback ?? {}) as { type?: string; title?: string; data?: object };
        const wanted = { ...(data as object), verb };
        const isRight = type === 'Action.Submit' && same === title && JSON.stringify(sent) === JSON.stringify(wanted);
        return isRight ? [] : [`${verb}`];
      }),

  'tells nothing by colour alone': ({ card }) => {
    const inColor = withFallbacks(card).filter(
      ({ type, color, style }) =>
        (colors.test(String(color)) && type !== undefined) || (colors.test(String(style)) && type === 'Container'),
    );
    const silent = inColor.filter((element) => !hasWords(element)).map((element) => JSON.stringify(element));
    const hasBar = withFallbacks(card).some(({ type, style }) => type === 'Column' && colors.test(String(style)));
    const saysShare = textsIn(card).some((text) => /\d\s?%/.test(text));
    return [...silent, ...(hasBar && !saysShare ? ['a bar whose share is not told in words'] : [])];
  },

  'leaves nothing of its template, and nothing undefined': (shown) =>
    /\$\{|\{\{|undefined|NaN|\[object|null/.exec(JSON.stringify({ ...shown, name: '' })) ?? [],
};

const failing = (shown: readonly Shown[], check: (one: Shown) => string[]): string[] =>
  shown.flatMap((one) => check(one).map((problem) => `${one.name} (${one.id}): ${problem}`));

describe('the list of states', () => {
  it('can be drawn, each of them', () => {
    expect(undrawable).toEqual([]);
  });

  it('shows every card', () => {
    const shown = new Set(asTheyAre.map(({ id }) => id));
    expect(cardIds.filter((id) => !shown.has(id))).toEqual([]);
  });

  it('has a card for every template, and a template for every card', () => {
    const templates = readdirSync('cards').map((file) => file.replace(/\.json$/, ''));
    expect(templates.sort()).toEqual([...cardIds].sort());
  });

  it('gives every state a name of its own', () => {
    const names = everyState.map(({ name }) => name);
    expect(names.filter((name, index) => names.indexOf(name) !== index)).toEqual([]);
  });
});

describe('every template', () => {
  const ofTemplates = (check: (template: unknown) => string[]): string[] =>
    cardIds.flatMap((id) =>
      check(JSON.parse(readFileSync(join('cards', `${id}.json`), 'utf8'))).map((problem) => `${id}: ${problem}`),
    );

  it('has no words of its own', () => {
    expect(ofTemplates(literalTexts)).toEqual([]);
  });

  it('labels its inputs, describes its images, wraps, and has a fallback for what is rare', () => {
    expect(ofTemplates(templateProblems)).toEqual([]);
  });
});

describe('every card', () => {
  it.each(Object.entries(rules))('%s', (_rule, check) => {
    expect(failing(asTheyAre, check)).toEqual([]);
  });
});

describe('every card of 20,000 people, 200 listed failures and names as long as they get', () => {
  it.each(Object.entries(rules))('%s', (_rule, check) => {
    expect(failing(large, check)).toEqual([]);
  });

  it('is at most 20 kB', () => {
    const tooBig = failing(large, ({ card }) => {
      const size = Buffer.byteLength(JSON.stringify(card));
      return size <= 20 * kilobyte ? [] : [`${size} bytes`];
    });
    expect(tooBig).toEqual([]);
  });

  it('shows no link, mention or bold type that somebody typed', () => {
    const typed = failing(large, ({ card }) =>
      elementsOf(card)
        .filter((element) => !isAction(element))
        .flatMap(({ text, title, value, type }) => (type === undefined ? [title, value] : [text]))
        .filter((text): text is string => typeof text === 'string')
        .filter((text) => /(?<!\\)(\[Åsa|\*\*Öberg|<at>|`x`|_y_)/.test(text)),
    );
    expect(typed).toEqual([]);
  });
});
