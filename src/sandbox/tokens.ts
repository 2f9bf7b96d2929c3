import { createHmac, timingSafeEqual } from 'node:crypto';
import { z } from 'zod';
import { guidFrom } from './random.js';

/** Seconds a token is good for, as with Microsoft Entra. */
export const tokenLifeSeconds = 3599;

/** Audiences of the APIs, without a slash at the end. */
export const audiences = {
  graph: 'https://graph.microsoft.com',
  partnerCenter: 'https://api.partnercenter.microsoft.com',
  management: 'https://management.azure.com',
  /** Not for tokens that are asked for: what a link to a report is good for. */
  reports: 'https://reports.office.com',
} as const;

/** Application permissions of Graph that the app asks for. @see https://learn.microsoft.com/graph/permissions-reference */
export const applicationPermissions = [
  'LicenseAssignment.Read.All',
  'LicenseAssignment.ReadWrite.All',
  'Organization.Read.All',
  'User.Read.All',
  'User.ReadWrite.All',
  'GroupMember.Read.All',
  'Group.Read.All',
  'RoleManagement.Read.Directory',
  'ServiceHealth.Read.All',
  'Reports.Read.All',
] as const;

const claimsSchema = z.object({
  tenant: z.string(),
  app: z.string(),
  audience: z.string(),
  /** Milliseconds since 1970. */
  expires: z.number(),
  /** Application permissions that are granted, where the audience has such. */
  roles: z.array(z.string()).default([]),
});

export type Claims = z.infer<typeof claimsSchema>;

const head = Buffer.from(JSON.stringify({ typ: 'JWT', alg: 'HS256' })).toString('base64url');

// Tells a token of the sandbox from anything else; the sandbox guards nothing, so it is no secret.
const key = 'upgrade assistant sandbox';

function sign(payload: string): Buffer {
  return createHmac('sha256', key).update(payload).digest();
}

export function mintToken(claims: Claims): string {
  const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
  return `${head}.${payload}.${sign(payload).toString('base64url')}`;
}

export type TokenVerdict = { claims: Claims } | { refusal: string };

/** Reads the token of an `Authorization` header and checks that it is good for this audience at `now`. */
export function readToken(header: string | undefined, audience: string, now: number): TokenVerdict {
  const token = /^Bearer\s+(.+)$/i.exec(header ?? '')?.[1];
  if (!token) return { refusal: 'Access token is empty.' };
  const claims = verify(token);
  if (!claims) return { refusal: 'Access token validation failure. Invalid signature.' };
  if (claims.audience !== audience) return { refusal: 'Access token validation failure. Invalid audience.' };
  if (now >= claims.expires) return { refusal: 'Lifetime validation failed, the token is expired.' };
  return { claims };
}

function verify(token: string): Claims | undefined {
  const [, payload = '', signature = ''] = token.split('.');
  const expected = sign(payload);
  const given = Buffer.from(signature, 'base64url');
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString()));
}

/** Another app or another tenant gets another id; used where Entra would answer with one. */
export function traceId(text: string): string {
  return guidFrom(`trace|${text}`);
}
