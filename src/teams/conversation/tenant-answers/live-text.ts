import type { Fact } from '../../cards/pieces.js';

/** What is said of the tenant: sentences (Markdown escaped), figures, and ways to go on. */
export type LiveText = {
  lines: readonly string[];
  facts?: readonly Fact[];
  /** Questions to choose from, as buttons. */
  asks?: readonly { title: string; question: string }[];
  /** The button that goes on from here. */
  goOn?: 'check' | 'status';
};
