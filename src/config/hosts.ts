import { z } from 'zod';

/** Lists of host names. */

/** One host name in small letters, with a port where it is not the usual one. */
export const hostPattern =
  /^([a-z0-9]([a-z0-9-]*[a-z0-9])?\.)*[a-z0-9]([a-z0-9-]*[a-z0-9])?(:\d{1,5})?$|^\[::1\](:\d{1,5})?$/;

/** Host names, separated by commas or blanks, in small letters; what is no name becomes an issue, in one line. */
export function readHosts(text: string, context: z.RefinementCtx): string[] {
  const hosts = text
    .toLowerCase()
    .split(/[\s,;]+/)
    .filter((name) => name !== '');
  const wrong = hosts.find((name) => !hostPattern.test(name));
  if (hosts.length > 0 && wrong === undefined) return hosts;
  const what = wrong === undefined ? 'names no host' : `has what is no host name: ${wrong.slice(0, 100)}`;
  context.addIssue(`${what}. It takes names alone, without https:// and without a path`);
  return z.NEVER;
}
