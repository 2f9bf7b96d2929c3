import type { ShareLimit } from '../../base/fair-share.js';
import type { PaceLimit } from '../../storage/paces.js';

/** How many turns a person may take. */
export const turnLimit: PaceLimit = { turns: 60, windowMs: 10_000 };
/** How many cards Teams may ask for anew of one person: as many as somebody passes who scrolls through the chat. */
export const refreshLimit: PaceLimit = { turns: 60, windowMs: 10_000 };
/** Teams tells of one installation in two ways. */
export const welcomeLimit: PaceLimit = { turns: 1, windowMs: 10_000 };

/**
 * How many turns of one tenant are taken at once: its admins are few, and a turn may wait for Graph. Those that wait for
 * theirs stay well below what the door lets in of one address, so that a flood of one tenant leaves others room there.
 */
export const tenantShare: ShareLimit = { atOnce: 8, waiting: 120 };
