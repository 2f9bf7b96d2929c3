import { type Finding, ok, warning } from './finding.js';

const id = 'clock';
// As far as tokens may be off before the Bot Framework refuses them.
const mostOffMs = 5 * 60_000;

/**
 * Compares the machine's clock with Entra's, to which tokens are signed and checked.
 * @returns nothing when Entra does not tell its time; whether it can be reached at all is told elsewhere
 */
export async function checkClock(authority: string, now: () => Date, fetchIt: typeof fetch): Promise<Finding[]> {
  const theirs = await timeAt(`${authority}/common/v2.0/.well-known/openid-configuration`, fetchIt);
  if (Number.isNaN(theirs)) return [];
  const offMs = now().getTime() - theirs;
  if (Math.abs(offMs) <= mostOffMs) return [ok(id, 'agrees with Microsoft Entra')];
  const minutes = Math.round(Math.abs(offMs) / 60_000);
  const seen = `this machine is ${minutes} minutes ${offMs > 0 ? 'ahead of' : 'behind'} Microsoft Entra`;
  return [warning(id, seen, 'Set its clock by a time server (NTP): tokens are refused otherwise.')];
}

/** Milliseconds since 1970; NaN when there is no answer that tells. */
async function timeAt(url: string, fetchIt: typeof fetch): Promise<number> {
  try {
    const response = await fetchIt(url, { signal: AbortSignal.timeout(10_000) });
    await response.arrayBuffer();
    return Date.parse(response.headers.get('date') ?? '');
  } catch {
    // The credentials, asked for next at the same place, tell why.
    return Number.NaN;
  }
}
