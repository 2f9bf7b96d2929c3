/** Draws from one number, the same every time: what happens at a step hangs on that number and on where the run stands. */
export type Dice = {
  /** True once in so many times. */
  once(inTimes: number): boolean;
  one<T>(from: readonly T[]): T;
};

export function diceOf(seed: number): Dice {
  let state = seed >>> 0;
  // Mulberry32: small, and good enough to choose by.
  const roll = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let mixed = Math.imul(state ^ (state >>> 15), state | 1);
    mixed ^= mixed + Math.imul(mixed ^ (mixed >>> 7), mixed | 61);
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 2 ** 32;
  };
  return {
    once: (inTimes) => roll() * inTimes < 1,
    one: <T>(from: readonly T[]) => from[Math.floor(roll() * from.length)] as T,
  };
}

/** Each name as often as its weight says, to draw one of. */
export function often<K extends string>(weights: Readonly<Partial<Record<K, number>>>): readonly K[] {
  const entries = Object.entries(weights) as [K, number][];
  return entries.flatMap(([name, weight]) => Array<K>(weight).fill(name));
}
