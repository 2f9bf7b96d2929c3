import { z } from 'zod';

const claimsSchema = z.object({ roles: z.array(z.string()).default([]) });

/**
 * The application permissions a token carries; undefined when it cannot be read. Nothing is verified: it is our own.
 * @see https://learn.microsoft.com/entra/identity-platform/access-token-claims-reference (`roles`)
 */
export function rolesIn(token: string): ReadonlySet<string> | undefined {
  const payload = token.split('.')[1] ?? '';
  try {
    const claims = claimsSchema.safeParse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    return claims.success ? new Set(claims.data.roles) : undefined;
  } catch (thrown) {
    if (thrown instanceof SyntaxError) return undefined;
    throw thrown;
  }
}
