/** A word of an enumeration as different services, pages and years of Microsoft write it. */
function spellings(word: string): string[] {
  const parts = word.replace(/([a-z0-9])([A-Z])/g, '$1 $2').split(/[\s_]+/);
  const capitalised = parts.map((part) => part.charAt(0).toUpperCase() + part.slice(1).toLowerCase());
  return [
    ...new Set([
      word,
      word.toLowerCase(),
      word.toUpperCase(),
      parts.join('_').toLowerCase(),
      parts.join(' ').toLowerCase(),
      capitalised.join(''),
      ` ${word} `,
    ]),
  ];
}

/** Every spelling of every word of a table, each with what it means. */
export function spelled<Meaning>(table: readonly (readonly [string, Meaning])[]): [string, Meaning][] {
  return table.flatMap(([word, meaning]) => spellings(word).map((one): [string, Meaning] => [one, meaning]));
}
