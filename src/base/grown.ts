/**
 * Lists that are never changed in place and mostly grow, such as a run's audit, which may have thousands of entries: of one
 * that goes on from what was looked at last, only what was added is looked at.
 */

/** Frozen lists that were made by adding to one another, none of them twice: each begins with all that are shorter. */
type Line = { longest: number };
const lines = new WeakMap<readonly unknown[], Line>();

/** @param before is frozen @returns a frozen list of its parts and those added */
export function grownBy<T>(before: readonly T[], added: readonly T[]): readonly T[] {
  const list = Object.freeze([...before, ...added]);
  const line = lines.get(before) ?? { longest: before.length };
  if (line.longest > before.length) return list;
  line.longest = list.length;
  lines.set(before, line);
  lines.set(list, line);
  return list;
}

/**
 * The list that was on its way to be kept last, and what it was made of by adding to it. One alone, and no WeakMap of all:
 * what such a map leads to outlives its key by a collection or two of young garbage, and these lists are long.
 */
let coming: { list: readonly unknown[]; before: readonly unknown[] } = { list: [], before: [] };

/** The same for a list that becomes another before it is kept, so that what was there can be told from it at a glance. */
export function followedBy<T>(before: readonly T[], added: readonly T[]): readonly T[] {
  const list = Object.freeze([...before, ...added]);
  coming = { list, before };
  return list;
}

/** Whether a list has the very parts of another, and maybe more after them. */
export function beginsWith(list: readonly unknown[], other: readonly unknown[]): boolean {
  if (list === other || (list === coming.list && other === coming.before)) return true;
  const line = lines.get(list);
  if (line && line === lines.get(other)) return other.length <= list.length;
  for (let at = 0; at < other.length; at += 1) if (list[at] !== other[at]) return false;
  return true;
}

/**
 * What is made of such lists.
 * @param make what comes of the parts that were added to those that `before` was made of, undefined where there were none; it
 *   may be `before` itself, changed
 */
export function ofGrown<T extends object, Made>(
  make: (before: Made | undefined, added: readonly T[]) => Made,
): (list: readonly T[]) => Made {
  /** What was made last of the lists that begin alike, by their first part. */
  const last = new WeakMap<object, { list: readonly T[]; made: Made }>();
  return (list) => {
    const [first] = list;
    const before = first && last.get(first);
    const goesOn = before !== undefined && beginsWith(list, before.list);
    if (goesOn && before.list.length === list.length) return before.made;
    const made = goesOn ? make(before.made, list.slice(before.list.length)) : make(undefined, list);
    if (first) last.set(first, { list, made });
    return made;
  };
}

/**
 * The same of lists that are on their way to be kept too. Those are not frozen, and each becomes another once it is kept:
 * what is made of the kept list that they go on from stays true, and what comes after it is looked at by itself.
 * @returns what is made of what is kept, and the parts that come after that
 */
export function ofKept<T extends object, Made>(
  make: (before: Made | undefined, added: readonly T[]) => Made,
): (list: readonly T[]) => { made: Made; after: readonly T[] } {
  const madeOf = ofGrown(make);
  /** The list that was kept last of those that begin alike, by their first part. */
  const kept = new WeakMap<object, readonly T[]>();
  return (list) => {
    const [first] = list;
    if (first && Object.isFrozen(list)) kept.set(first, list);
    const before = first && kept.get(first);
    return before && beginsWith(list, before)
      ? { made: madeOf(before), after: list.slice(before.length) }
      : { made: make(undefined, []), after: list };
  };
}
