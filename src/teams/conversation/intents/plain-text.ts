const entities: Record<string, string> = {
  nbsp: ' ',
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  '#39': "'",
  '#160': ' ',
};

/**
 * What a person typed: without mentions, HTML and repeated spaces.
 * @param said the text of a message activity.
 */
export function typedText(said: string): string {
  return said
    .slice(0, 2_000)
    .replace(/<at\b[^>]*>[^<]*<\/at>/gi, ' ')
    .replace(/<\/?[a-z][^>]*>/gi, ' ')
    .replace(/&(#?\w{1,6});/g, (whole, name: string) => entities[name.toLowerCase()] ?? whole)
    .normalize('NFC')
    .replace(/[\s\u200b\ufeff]+/g, ' ')
    .trim();
}

/** What a person meant to type: the same without closing punctuation. Capitals stay. */
export function plainText(said: string): string {
  return withoutClosing(typedText(said));
}

/** What was typed, without closing punctuation; an ellipsis that stands by itself is a place for something. */
export const withoutClosing = (typed: string): string => typed.replace(/(?:\s*[.!?,;:]|(?<=\p{L})…)+$/u, '');
