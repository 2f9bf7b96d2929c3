import { type HeaderMap, isWrite } from './message.js';

/**
 * Why a change that a web page asks for is not made, in a sentence. Any page that is open in a browser on this machine
 * can send some requests here, though it cannot read the answers; and by a name of its own that leads to this machine,
 * all of them. Browsers say where such a request comes from; programs, such as the bot and its testers, say nothing.
 * @returns undefined where it may be made
 */
export function refusalOfForeignPage(method: string, headers: HeaderMap): string | undefined {
  if (!isWrite(method)) return undefined;
  const { host = '', origin } = headers;
  const site = headers['sec-fetch-site'];
  const isOwn = origin === undefined || (hostOf(origin) === host.toLowerCase() && !isNameOfTheWeb(host));
  return isOwn && site !== 'cross-site' && site !== 'same-site'
    ? undefined
    : 'A page from elsewhere may not change the sandbox.';
}

/** Host and port; undefined of `null`, which pages without an origin of their own send. */
function hostOf(origin: string): string | undefined {
  return URL.canParse(origin) ? new URL(origin).host : undefined;
}

/** Whether somebody else could have made the name lead here. */
function isNameOfTheWeb(host: string): boolean {
  const name = host.toLowerCase().replace(/:\d*$/, '').replace(/\.$/, '');
  const isAddress = /^\d+(\.\d+){3}$/.test(name) || name.startsWith('[');
  return !isAddress && name.includes('.') && !name.endsWith('.localhost');
}
