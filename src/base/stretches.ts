/** Parts that follow one another, from one place up to another: of the list before, or of the list itself. */
export type Stretch = { of: 'before' | 'list'; from: number; to: number };

/**
 * What a list is made of, one after the other: what it has of the list before, of which mostly a few parts were taken out
 * or put in, and what it has of its own. Not always the fewest: it is told in one walk.
 */
export function stretchesOf<T>(list: readonly T[], before: readonly T[]): Stretch[] {
  const shorter = Math.min(list.length, before.length);
  const start = alike(list, 0, before, 0, shorter);
  let end = 0;
  while (end < shorter - start && list[list.length - 1 - end] === before[before.length - 1 - end]) end += 1;
  const own = list.length - end;
  const theirs = before.length - end;
  const stretches: Stretch[] = [{ of: 'before', from: 0, to: start }];
  // What comes after parts that were taken out.
  const later = start < own ? before.indexOf(list[start] as T, start) : -1;
  const further = later === -1 ? 0 : alike(list, start, before, later, Math.min(own - start, theirs - later));
  stretches.push({ of: 'before', from: later, to: later + further });
  stretches.push({ of: 'list', from: start + further, to: own });
  stretches.push({ of: 'before', from: theirs, to: before.length });
  return stretches.filter(({ from, to }) => from < to);
}

/** How many parts are the same from those two places on. */
function alike<T>(list: readonly T[], at: number, other: readonly T[], otherAt: number, most: number): number {
  let count = 0;
  while (count < most && list[at + count] === other[otherAt + count]) count += 1;
  return count;
}
