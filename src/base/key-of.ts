/** One text for several, for a map or a queue: no two lists of texts come to the same. */
export const keyOf = (...parts: readonly string[]): string => JSON.stringify(parts);
