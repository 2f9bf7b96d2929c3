import { isKnown, steeringNames } from './uses.js';

/** What no other program calls its own. */
const ours = /^(microsoftapp|graphclient)/;

/**
 * Names in the environment that are not ours and look like one that steers: in other letter cases, with a letter or
 * two wrong, or beginning as only ours do.
 * @returns each with the name that is likely to be meant
 */
export function misspelt(names: Iterable<string>): [name: string, meant: string][] {
  return [...names].flatMap((name): [string, string][] => {
    if (isKnown(name)) return [];
    const written = letters(name);
    const meant = steeringNames
      .map((known) => ({ known, off: distance(written, letters(known)), most: Math.floor(letters(known).length / 6) }))
      .sort((one, other) => one.off - other.off)
      .find(({ off, most }, index) => off <= most || (index === 0 && ours.test(written)));
    return meant ? [[name, meant.known]] : [];
  });
}

const letters = (name: string): string => name.toLowerCase().replace(/[^a-z0-9]/g, '');

/** How many letters have to be put in, taken out or changed to come from one to the other (Levenshtein). */
function distance(one: string, other: string): number {
  let row = Array.from({ length: other.length + 1 }, (_, n) => n);
  for (const [i, letter] of [...one].entries()) {
    const next = [i + 1];
    for (const [j, wanted] of [...other].entries()) {
      const changed = (row[j] ?? 0) + (letter === wanted ? 0 : 1);
      next.push(Math.min((next[j] ?? 0) + 1, (row[j + 1] ?? 0) + 1, changed));
    }
    row = next;
  }
  return row.at(-1) ?? 0;
}
