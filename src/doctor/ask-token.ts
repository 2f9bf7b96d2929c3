import { z } from 'zod';
import { type AppCredentials, azureTokens } from '../microsoft/tokens.js';
import { hasProblem, PortError } from '../upgrade/ports.js';
import { inOneLine } from './finding.js';

/** What Microsoft Entra ID said when an app asked for a token. */
type TokenAnswer =
  | { is: 'token'; token: string }
  /** `code` such as AADSTS7000215; undefined when there was none. */
  | { is: 'refused'; code: string | undefined; text: string }
  | { is: 'unreachable'; text: string };

/** Asks for a token of one app, for a tenant and a scope. Rejects with nothing: every failure is an answer. */
export type AskToken = (tenantId: string, scope: string) => Promise<TokenAnswer>;

/**
 * Asks with a secret over `fetchIt`, as the protocol has it; with a certificate or a managed identity, which need more
 * than a request, as the bot itself does.
 * @see https://learn.microsoft.com/graph/auth-v2-service
 */
export function askEntra(app: AppCredentials & { authority: string }, fetchIt: typeof fetch): AskToken {
  return 'clientSecret' in app ? askWithSecret(app, fetchIt) : askAsTheBot(app);
}

const answerSchema = z.union([
  z.object({ access_token: z.string() }),
  z.object({ error: z.string(), error_description: z.string().default('') }),
]);

function askWithSecret(
  { authority, clientId, clientSecret }: { authority: string; clientId: string; clientSecret: string },
  fetchIt: typeof fetch,
): AskToken {
  return async (tenantId, scope) => {
    const form = { grant_type: 'client_credentials', client_id: clientId, client_secret: clientSecret, scope };
    try {
      const response = await fetchIt(`${authority}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
        method: 'POST',
        body: new URLSearchParams(form),
        signal: AbortSignal.timeout(10_000),
      });
      const answer = answerSchema.safeParse(await response.json());
      if (!answer.success) return { is: 'unreachable', text: `an answer that is not Entra's (${response.status})` };
      if ('access_token' in answer.data) return { is: 'token', token: answer.data.access_token };
      return refusal(answer.data.error_description || answer.data.error);
    } catch (thrown) {
      return { is: 'unreachable', text: inOneLine(thrown) };
    }
  };
}

function askAsTheBot(app: AppCredentials): AskToken {
  const tokens = azureTokens(app);
  return async (tenantId, scope) => {
    try {
      return { is: 'token', token: await tokens(tenantId, scope) };
    } catch (thrown) {
      const cause = thrown instanceof PortError ? (thrown.cause ?? thrown) : thrown;
      const denied = hasProblem(thrown, 'denied');
      return denied ? refusal(inOneLine(cause)) : { is: 'unreachable', text: inOneLine(cause) };
    }
  };
}

function refusal(text: string): TokenAnswer {
  // Below the first line are ids for Microsoft's support, and the time.
  const [firstLine = ''] = text.split(/\r?\n/);
  return { is: 'refused', code: /AADSTS\d+/.exec(text)?.[0], text: firstLine.trim() };
}
