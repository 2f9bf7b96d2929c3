import { cutOffAfter } from '../../base/cut-off.js';
import { PortError } from '../../upgrade/ports.js';
import type { ConnectionOptions } from '../call.js';
import { readTimeoutOf } from '../read-waits.js';

/** Where Microsoft keeps the usage reports of its global cloud for whoever has the link; no other cloud has them. */
const reportHosts = '.office.com';
const globalGraph = 'graph.microsoft.com';

/** A report of 200,000 people is about 50 MB. */
const mostBytes = 64 * 2 ** 20;

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
    const response = await fetch(address, { redirect: 'error', signal: cutOff.signal });
    if (!response.ok) throw new PortError({ is: 'unreachable' }, `${doing} (status ${response.status})`);
    const text = await textOf(response);
    if (text === undefined) throw new PortError({ is: 'unreadable' }, `${doing} (more than ${mostBytes} bytes)`);
    return text;
  } catch (error) {
    if (error instanceof PortError) throw error;
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

/** undefined: more than anybody's report. */
async function textOf(response: Response): Promise<string | undefined> {
  const parts: Uint8Array[] = [];
  let size = 0;
  for await (const part of response.body ?? []) {
    size += part.byteLength;
    if (size > mostBytes) return undefined;
    parts.push(part);
  }
  return Buffer.concat(parts).toString('utf8');
}
