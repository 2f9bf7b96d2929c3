import { type Cards, createCards } from '../../src/teams/cards/cards.js';
import type { Rendered } from '../../src/teams/cards/frame/frame.js';
import type { Viewer } from '../../src/teams/cards/viewer.js';
import { everyState } from './states/every-state.js';
import { drawState } from './states/state.js';

/** The cards as the bot has them. */
export const cards = createCards({ templatesDir: 'cards', localesDir: 'src/locales' });

/** Every state of every card as the viewer sees it, by the state's name. States are added in states/. */
export function everyCard(drawn: Cards, viewer: Viewer): [name: string, rendered: Rendered][] {
  return everyState.map((state) => [state.name, drawState(state, drawn, viewer)]);
}

/** The card of one state, by the state's name. @throws where there is no such state */
export function cardOf(name: string, viewer: Viewer): Rendered['card'] {
  const state = everyState.find((one) => one.name === name);
  if (!state) throw new Error(`there is no state "${name}"`);
  return drawState(state, cards, viewer).card;
}

type Element = Record<string, unknown>;

/** Every object inside a card, itself included. Fallbacks are left out: they repeat what they stand in for. */
export function elementsOf(value: unknown): Element[] {
  if (Array.isArray(value)) return value.flatMap(elementsOf);
  if (typeof value !== 'object' || value === null) return [];
  const element = value as Element;
  return [
    element,
    ...Object.entries(element)
      .filter(([key]) => key !== 'fallback')
      .flatMap(([, child]) => elementsOf(child)),
  ];
}

export const executesOf = (card: unknown): Element[] =>
  elementsOf(card).filter((element) => element.type === 'Action.Execute');
export const verbsOf = (card: unknown): string[] => executesOf(card).map((action) => String(action.verb));
export const inputsOf = (card: unknown): Element[] =>
  elementsOf(card).filter((element) => String(element.type).startsWith('Input.'));
