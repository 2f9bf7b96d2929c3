/** Below one, so that a single rare feature does not drown the rest of a question. */
const steepness = 0.5;

/** How rare a feature is that so many of all have: the fewer have it, the more it tells. */
export const rarityOf = (having: number, all: number): number => Math.log(1 + all / having) ** steepness;
