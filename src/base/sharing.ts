/**
 * What many short-lived objects have in common, they share: it is looked up where it is. A copy of so many parts for
 * each of them costs more than most of what is done with it.
 */

/** An object that has every part of `common` without being given it, and parts of its own. Spread, it gives those alone. */
export const sharing = <C extends object, O extends object>(common: C, own: O): C & O =>
  Object.assign(Object.create(common) as C, own);

/** The same as `{ ...one, ...more }`, but that it goes on sharing what `one` shares. */
export const withMore = <T extends object, M extends object>(one: T, more: M): T & M =>
  Object.assign(Object.create(Object.getPrototypeOf(one) as object) as T, one, more);
