/** Names as an admin writes them, one after the other: which pieces of text may be a name. */

const outerSeparators = /[;\n\r]+/;

/** A line's pieces between commas. A name may itself hold a comma ("Vance, Adele"), so two pieces may be one name. */
export type NamedLine = readonly string[];

/** Splits at line breaks, semicolons and commas; blank names are left out. */
export function namedLines(text: string): NamedLine[] {
  return text.split(outerSeparators).map((line) => line.split(',').map(tidy).filter(Boolean));
}

/** Everything that may be a name, as it is compared. */
export function possibleNames(lines: readonly NamedLine[]): Set<string> {
  return new Set(lines.flatMap((line) => line.flatMap((piece, n) => [piece, pairAt(line, n) ?? piece])).map(nameKey));
}

/**
 * The names that are meant: two pieces are one name where somebody is called so.
 * @param isKnown whether somebody is called so; gets what {@link nameKey} makes of it
 */
export function meantNames(lines: readonly NamedLine[], isKnown: (key: string) => boolean): string[] {
  return [...new Map(everyMeant(lines, isKnown).map((name) => [nameKey(name), name])).values()];
}

/** The same, each as often as it was written. */
export function everyMeant(lines: readonly NamedLine[], isKnown: (key: string) => boolean): string[] {
  const meant: string[] = [];
  for (const line of lines) {
    for (let n = 0; n < line.length; n += 1) {
      const pair = pairAt(line, n);
      const isPair = pair !== undefined && isKnown(nameKey(pair));
      const name = isPair ? pair : (line[n] ?? '');
      if (isPair) n += 1;
      meant.push(name);
    }
  }
  return meant;
}

/** A name as it is compared: without regard to capitals, spaces and how accents are encoded. */
export function nameKey(name: string): string {
  return tidy(name).normalize('NFC').toLocaleLowerCase('en');
}

function tidy(name: string): string {
  return name.replace(/[\s\u200b\ufeff]+/g, ' ').trim();
}

function pairAt(line: NamedLine, n: number): string | undefined {
  const [first, second] = [line[n], line[n + 1]];
  return first !== undefined && second !== undefined ? `${first}, ${second}` : undefined;
}
