/** Letters without dots and rings, as people write them on a keyboard that has none. */
export const fold = (word: string): string => word.normalize('NFD').replace(/\p{M}/gu, '');
