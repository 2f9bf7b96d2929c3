import type { IncomingMessage } from 'node:http';
import { BoundedMap } from '../../../base/bounded-map.js';
import { bodyLimit } from '../request-body.js';

/** What is said of a request by its head: the line it begins with, and the headers. */

type Head = Pick<IncomingMessage, 'url' | 'headers' | 'httpVersion' | 'rawHeaders'>;

/** Longer than any address of this server, in letters. */
const longestTarget = 4_096;
/** A path, as it is written on the wire: visible ASCII, and a slash first. */
const path = /^\/[\x21-\x7e]*$/;
/** A name or an IPv4 address, or an IPv6 address in brackets, and a port. Underscores are in names of containers. */
const host = /^([\w-]+(\.[\w-]+)*\.?|\[[0-9a-f:.]{2,45}\])(:\d{1,5})?$/i;

/**
 * Whether the target and the host of a request can be read. What is behind this makes a URL of them, and a URL that
 * cannot be made ends the process there. Closed: whatever is not known to be fine is not.
 */
export function isReadable({ url = '', headers, httpVersion, rawHeaders }: Head): boolean {
  if (url.length > longestTarget || !path.test(url)) return false;
  const hosts = rawHeaders.filter((name, at) => at % 2 === 0 && name.toLowerCase() === 'host').length;
  // HTTP/1.0 knows no host, and simple health checks speak it.
  if (hosts === 0) return httpVersion === '1.0' && isUrl(`http://localhost${url}`);
  return hosts === 1 && host.test(headers.host ?? '') && isUrl(`http://${headers.host}${url}`);
}

/** Addresses that were looked at, of which Teams has one. */
const addresses = new BoundedMap<string, boolean>(20);

const isUrl = (text: string): boolean =>
  addresses.getOrMake(text, () => URL.canParse(text) && canBeDecoded(new URL(text).pathname));

function canBeDecoded(pathname: string): boolean {
  try {
    decodeURIComponent(pathname);
    return true;
  } catch {
    return false;
  }
}

/** Whether it is where activities are brought. */
export function isForActivities({ method, url }: Pick<IncomingMessage, 'method' | 'url'>): boolean {
  return method === 'POST' && url?.split('?')[0] === '/api/messages';
}

/** Whether something follows the head. */
export function carriesBody({ headers }: Pick<IncomingMessage, 'headers'>): boolean {
  return headers['transfer-encoding'] !== undefined || Number(headers['content-length'] ?? 0) > 0;
}

/** What is wrong with an activity's body by what the head says of it; undefined when it may be read. */
export function headProblem({ headers }: Pick<IncomingMessage, 'headers'>): 'wrongType' | 'tooLarge' | undefined {
  const type = headers['content-type'];
  if (type !== undefined && !/^application\/([\w.+-]+\+)?json\s*(;|$)/i.test(type)) return 'wrongType';
  const encoding = headers['content-encoding'];
  if (encoding !== undefined && encoding !== 'identity') return 'wrongType';
  return Number(headers['content-length'] ?? 0) > bodyLimit ? 'tooLarge' : undefined;
}
