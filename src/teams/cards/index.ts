export { createCards } from './create-cards.js';
export type { CardId, Cards, Language, Message, Note, Rendered, RunContext, Scenario, Viewer } from './types.js';
