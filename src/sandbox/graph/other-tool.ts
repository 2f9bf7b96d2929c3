import { seededRandom } from '../random.js';
import type { Scenario } from '../scenario.js';
import type { Tenant } from '../world/state.js';
import type { Limited } from './limited.js';

/** So many moments has a window, at each of which it is decided anew how busy the tool is. */
const moments = 150;
/** What it would have done in longer than two windows makes no difference to what is left now. */
const windowsAtMost = 2;

/**
 * Another tool of the tenant that uses the same quota: idle half of the time, and up to four times as busy as on the average else.
 * What it did and what it was refused stands in the ledger.
 * @returns lets it do what it has done by now
 */
export function createOtherTool(
  { scenario, requests }: Tenant,
  { writes, windowMs, otherTool }: NonNullable<Scenario['quotas']>,
  limited: Limited,
  start: number,
): (now: number) => void {
  if (otherTool === 0) return () => undefined;
  const random = seededRandom(scenario.seed);
  const stepMs = windowMs / moments;
  const onAverage = (writes * otherTool) / moments;
  let at = start;
  let wanted = 0;
  return (now) => {
    at = Math.max(at, now - windowsAtMost * windowMs);
    for (; at + stepMs <= now; at += stepMs) {
      if (random() < 0.5) wanted += 4 * random() * onAverage;
      for (; wanted >= 1; wanted -= 1) requests.otherTool[limited.take(1, at) ? 'writes' : 'throttled'] += 1;
    }
  };
}
