import { loopbackHosts } from '../../base/loopback.js';

const longest = 500;

/** Whether answers go to this machine, where no Teams is: to the Playground, say. An address that cannot be read does not. */
export const isOnThisMachine = (serviceUrl: string): boolean =>
  URL.canParse(serviceUrl) && loopbackHosts.includes(new URL(serviceUrl).hostname);

/**
 * Whether the bot may send to a service URL: https at one of the hosts, and nothing in the address but a path. A
 * loopback name that is among the hosts may be reached over http and at any port.
 * @param hosts names in small letters, with a port where it is not the usual one
 */
export function allowsServiceUrl(hosts: readonly string[], address: string): boolean {
  if (address.length > longest || !URL.canParse(address)) return false;
  const url = new URL(address);
  if (url.username !== '' || url.password !== '' || url.search !== '' || url.hash !== '') return false;
  if (loopbackHosts.includes(url.hostname) && hosts.includes(url.hostname)) return /^https?:$/.test(url.protocol);
  return url.protocol === 'https:' && hosts.includes(url.host);
}
