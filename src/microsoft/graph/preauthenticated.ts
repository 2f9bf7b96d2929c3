import { cutOffAfter } from '../../base/cut-off.js';
import { PortError } from '../../upgrade/ports.js';
import type { ConnectionOptions } from '../call.js';
import { TooLarge } from '../lean-fetch.js';
import { readTimeoutOf } from '../read-waits.js';

/** Where Microsoft keeps the usage reports of its global cloud for whoever has the link; no other cloud has them. */
const reportHosts = '.office.com';
const globalGraph = 'graph.microsoft.com';

/**
 * Fetches what a preauthenticated link leads to: no token is shown there, and no further redirect is followed.
 * @param location as the answer tells it
 * @throws PortError `refused` for an address that is neither Microsoft's nor the API's own; `unreadable` for one that
 * brings too much; `unreachable` where nothing comes
 * @see https://learn.microsoft.com/graph/api/reportroot-getmailboxusagedetail (Response)
 */
export async function fetchPreauthenticated(
  location: string | null,
  doing: string,
  options: ConnectionOptions,
): Promise<string> {
  const { baseUrl, fetch, stop } = options;
  const address = addressOf(location, baseUrl);
  if (!address)
    throw new PortError({ is: 'refused', code: 'foreignAddress', text: 'The report is at another host' }, doing);
  const cutOff = cutOffAfter(readTimeoutOf(options), stop);
  try {
    const asked = { method: 'GET', headers: {}, redirect: 'manual', signal: cutOff.signal } as const;
    const answer = await fetch(address, asked);
    if (answer.status !== 200) throw new PortError({ is: 'unreachable' }, `${doing} (status ${answer.status})`);
    return await answer.text();
  } catch (error) {
    if (error instanceof PortError) throw error;
    if (error instanceof TooLarge)
      throw new PortError({ is: 'unreadable' }, `${doing} (${error.message})`, { cause: error, service: 'graph' });
    throw new PortError({ is: 'unreachable' }, `${doing} (no answer)`, { cause: error, service: 'graph' });
  } finally {
    cutOff.settled();
  }
}

function addressOf(location: string | null, baseUrl: string): string | undefined {
  const address = location !== null && URL.canParse(location) ? new URL(location) : undefined;
  if (!address) return undefined;
  const api = new URL(baseUrl);
  const isReport = address.protocol === 'https:' && address.hostname.endsWith(reportHosts);
  const isKnown = address.origin === api.origin || (isReport && api.hostname === globalGraph);
  return isKnown ? address.href : undefined;
}
