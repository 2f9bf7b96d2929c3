import type { AllowanceLimit } from '../../../base/allowance.js';

/** How much the door lets in. Times are in milliseconds. */
export type DoorLimits = {
  connections: number;
  connectionsOfOneCaller: number;
  /** Requests that are being answered. */
  requests: number;
  requestsOfOneCaller: number;
  /** Requests of one address that show no genuine token. */
  strangers: AllowanceLimit;
  headersMs: number;
  requestMs: number;
  keepAliveMs: number;
  /** How long nothing may pass over a connection, whatever is awaited. */
  silenceMs: number;
  /** How often the first two of these are looked at. */
  lookMs: number;
};

/**
 * A proxy before the bot is one caller, so one caller may have much; a flood of it still leaves room for others. A turn
 * is answered within fifteen seconds, and Teams waits no longer.
 */
export const doorLimits: DoorLimits = {
  connections: 1_024,
  connectionsOfOneCaller: 512,
  requests: 512,
  requestsOfOneCaller: 256,
  strangers: { most: 120, perSecond: 2 },
  headersMs: 5_000,
  requestMs: 15_000,
  keepAliveMs: 5_000,
  silenceMs: 30_000,
  lookMs: 1_000,
};
