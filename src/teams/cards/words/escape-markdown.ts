/**
 * Makes text that somebody typed (a name, a company, Microsoft's sentence) stand in a TextBlock as it is, instead of
 * becoming a link, a list or bold type. No more is escaped than that takes: phones show some needless backslashes.
 * @see https://learn.microsoft.com/microsoftteams/platform/task-modules-and-cards/cards/cards-format
 * @see https://learn.microsoft.com/adaptive-cards/authoring-cards/text-features#datetime-formatting-and-localization
 */
export function escapeMarkdown(text: string): string {
  return (
    text
      .replace(/\s+/g, ' ')
      .trim()
      .replace(/[\\`*_[\]<~]/g, '\\$&')
      // Two braces begin a date or a time, which a card writes in the reader's own way.
      .replace(/(?<=\{)\{/g, '\\{')
      .replace(/^([#+>-])/, '\\$1')
      .replace(/^(\d+)([.)])/, '$1\\$2')
  );
}

/** The same text without its escapes, for what is not shown as Markdown: notifications and what is read aloud. */
export function withoutEscapes(text: string): string {
  return text.replace(/\\([\\`*_[\]<~{#+>.)-])/g, '$1');
}

/** The beginning of a text that may be of any length, so that it does not bury the card. */
export function shortened(text: string, longest: number): string {
  return text.length > longest ? `${text.slice(0, longest)}…` : text;
}

/** A name as somebody wrote it, which may be anything. */
export const quotedName = (name: string): string => escapeMarkdown(shortened(name, 100));
