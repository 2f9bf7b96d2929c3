import type { PaceLimit } from '../../storage/paces.js';

/** How many turns a person may take. */
export const turnLimit: PaceLimit = { turns: 60, windowMs: 10_000 };
/** Teams tells of one installation in two ways. */
export const welcomeLimit: PaceLimit = { turns: 1, windowMs: 10_000 };
