import { z } from 'zod';
import { okJson, type Reach } from './client-answer.js';

interface SandboxToken {
  readonly token: string;
  /** Milliseconds since 1970, in the sandbox's time. */
  readonly expiresAt: number;
}

type SandboxTokens = (tenantId: string, scope: string, options?: { fresh?: boolean }) => Promise<SandboxToken>;

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });
const renewBeforeMs = 5 * 60_000;

/** Tokens from the sandbox's token endpoint, kept until shortly before they run out by the sandbox's own time. */
export function sandboxTokens({ url, fetch, now }: Reach & { now?: () => number }): SandboxTokens {
  const kept = new Map<string, SandboxToken>();
  let heard = 0;
  const time = () => Math.max(now?.() ?? 0, heard);
  return async (tenantId, scope, options) => {
    const name = `${tenantId}|${scope}`;
    const known = kept.get(name);
    if (known && !options?.fresh && time() < known.expiresAt - renewBeforeMs) return known;
    const form = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox', scope };
    const response = await fetch(`${url}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const answer = tokenSchema.parse(await okJson(response, 'a token'));
    heard = Math.max(heard, Date.parse(response.headers.get('x-sandbox-now') ?? '') || 0);
    const made = { token: answer.access_token, expiresAt: heard + answer.expires_in * 1000 };
    kept.set(name, made);
    return made;
  };
}
