import { audiences, mintToken, readToken, type TokenVerdict } from '../tokens.js';

/** Links to a report that let in whoever has them, for a few minutes. */

export const reportsRoot = '/data/download';
const goodForMs = 5 * 60_000;

export function linkTo(tenant: string, origin: string, now: number): string {
  const expires = now + goodForMs;
  const ticket = mintToken({ tenant, app: 'link', audience: audiences.reports, expires, roles: [] });
  return `${origin}${reportsRoot}/${ticket}`;
}

export function readLink(ticket: string, now: number): TokenVerdict {
  return readToken(`Bearer ${ticket}`, audiences.reports, now);
}
