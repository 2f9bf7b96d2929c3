import type { Foretold } from '../../src/upgrade/run/found.js';

/** Nothing stands in the way of anybody's move. */
export const nothingForetold: Foretold = { unlocated: [], mayLocate: false, clashing: 0, overLimit: 0 };
