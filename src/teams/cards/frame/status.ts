/** How things stand, in a word or two; the colour only repeats what the word says. */
export type Status = {
  /** Markdown already escaped. */
  text: string;
  look: 'good' | 'warning' | 'attention' | 'accent' | 'informative' | 'subtle';
  /** A name of Fluent's. */
  icon: string;
};
