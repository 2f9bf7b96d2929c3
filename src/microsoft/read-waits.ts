import { backoffMs } from '../base/backoff.js';
import type { Problem } from '../upgrade/ports.js';
import type { ConnectionOptions } from './call.js';

/** How long a read, and a token, may take, in milliseconds. */
export const readTimeoutOf = ({ readTimeoutMs = 10_000 }: Pick<ConnectionOptions, 'readTimeoutMs'>): number =>
  readTimeoutMs;

/** How often a read is tried in all, and how long a pause may be that is waited out before the next attempt (ms). */
export type ReadLimits = { attempts: number; longestPauseMs: number };

/** A longer pause is for whoever asked to wait out: they can say that they wait. */
export const usualLimits: ReadLimits = { attempts: 4, longestPauseMs: 15_000 };

const waits = { firstMs: 250, longestMs: 5_000, random: Math.random };

/**
 * How long to wait (ms) before a read that met a problem is tried again; undefined when it is not. Also where Microsoft
 * asks for no wait at all there is a floor, so that nothing is asked without a pause.
 * @param failures how many attempts have failed in a row, from 1
 */
export function readAgainAfter(problem: Problem, failures: number, limits: ReadLimits): number | undefined {
  if (failures >= limits.attempts) return undefined;
  if (problem.is !== 'busy' && problem.is !== 'unreachable') return undefined;
  const wait = backoffMs(failures, waits, problem.is === 'busy' ? problem.retryAfterMs : undefined);
  return wait <= limits.longestPauseMs ? wait : undefined;
}
