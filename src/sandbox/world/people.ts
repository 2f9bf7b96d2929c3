const given =
  `Anna Erik Åsa Björn Märta Oliver Siobhán Göran James Elin Örjan Charlotte Lars Freja Noah Ingrid Zoë Håkan
  Emily Sören Maja William Kerstin Henrik Amelia Gunnar Saga Thomas Linnéa Victor Priya Mohammed Karin Daniel Ebba
  Johannes Grace Nils Astrid Samuel`.split(/\s+/);
const family =
  `Lindström Andersson Taylor Öberg O'Brien Nyström Håkansson Wilson Åkesson Bergström Hughes Sjögren Karlsson
  McAllister Björklund Ekström Walker Åström Söderberg Patel Engström Lundgren Clarke Nordin Hällgren Robinson Sandström
  Nguyen Wikström Fältskog Edwards Hedlund Östberg Turner Malmström Brännström Ali Holmgren Cooper Vikström Fransson`.split(
    /\s+/,
  );

/** Names that a card or a query trips over when it is careless. */
const awkward: Readonly<Record<number, readonly [string, string]>> = {
  3: ['Nils [Admin](x)', 'Åberg'],
  9: ['Siobhán', "O'Brien"],
  14: ['*Ulla*', '_Britt_ <b>Ek</b>'],
  20: ['Anne-Charlotte', 'von Rosenstråle-Oxenstierna af Södermöre'],
};

export interface Name {
  readonly givenName: string;
  readonly surname: string;
  readonly alias: string;
}

/** Names for `count` people: always the same, each alias once. From 25 people on, some are awkward on purpose. */
export function namesFor(count: number): Name[] {
  const used = new Map<string, number>();
  return Array.from({ length: count }, (_, index) => {
    const [first, last] = (count >= 25 && awkward[index]) || [
      pick(given, index),
      pick(family, index * 7 + Math.floor(index / given.length)),
    ];
    const base = aliasOf(first, last);
    const times = (used.get(base) ?? 0) + 1;
    used.set(base, times);
    return { givenName: first, surname: last, alias: times === 1 ? base : `${base}${times}` };
  });
}

function pick(names: readonly string[], index: number): string {
  return names[index % names.length] ?? 'Kim';
}

export function aliasOf(...parts: readonly string[]): string {
  return parts
    .map((part) =>
      part
        .normalize('NFD')
        .replace(/[^A-Za-z]/g, '')
        .toLowerCase(),
    )
    .filter((part) => part !== '')
    .join('.');
}
