/**
 * The cards of the conversation: templates (cards/*.json) hold the layout, locale files the words, and one small pure
 * function a card says what is put into them. Nothing here decides anything, reads anything at run time, or knows Teams'
 * wire.
 */

export { createCards } from './create-cards.js';
export type {
  CardId,
  Cards,
  CardsOptions,
  Language,
  Message,
  Note,
  Rendered,
  RunContext,
  Scenario,
  Viewer,
} from './types.js';
