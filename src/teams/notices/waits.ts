import type { Backoff } from '../../base/backoff.js';

/** How long messages wait between attempts, by what became of the last one. All spans in milliseconds. */

const hour = 3_600_000;

/** Nothing was delivered, and it passes: the connector was busy, or a role could not be read. */
export const soon: Backoff = { firstMs: 1_000, longestMs: 10 * 60_000 };
/** It may have been delivered: every attempt more may be one message too many. */
export const doubted: Backoff = { firstMs: 1_000, longestMs: 6 * hour };
/** It will be a while: the connector fails in itself, or does not take what is sent, or lets nothing through. */
export const slow: Backoff = { firstMs: 5 * 60_000, longestMs: 24 * hour };

/** Attempts that may each have delivered the message, over a day and a half; then it waits for the person. */
export const doubtsAtMost = 20;

/** The wait of a message that is sent only once the person is seen again. */
export const untilSeenMs = 365 * 24 * hour;

/** Whether a wait is so long that the person writing ends it: what asked for a short one is honoured. */
export const endsWithPerson = (waitMs: number): boolean => waitMs > soon.longestMs / 4;
