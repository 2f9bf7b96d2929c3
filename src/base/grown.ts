/**
 * What is made of a list that is never changed in place and mostly grows, such as a run's audit, which may have thousands of
 * entries: of one that goes on from the list that was looked at last, only the parts that were added are looked at.
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

/** Whether a list has the very parts of another, and maybe more after them. */
export function beginsWith(list: readonly unknown[], other: readonly unknown[]): boolean {
  for (let at = 0; at < other.length; at += 1) if (list[at] !== other[at]) return false;
  return true;
}
