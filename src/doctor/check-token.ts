import type { AppCredentials } from '../microsoft/tokens.js';
import type { AskToken } from './ask-token.js';
import { error, type Finding, ok } from './finding.js';
import { type Asked, explainRefusal } from './refusals.js';

/** One token the configuration needs. */
export type NeededToken = Asked & {
  /** For the finding: `credentials.<audience>`. */
  audience: 'bot' | 'graph' | 'partner-center' | 'billing-account';
  scope: string;
  credentials: AppCredentials;
  ask: AskToken;
};

export type CheckedToken = { finding: Finding; token: string | undefined };

/** Asks for the token, and says what mends a refusal. The token itself is never told. */
export async function checkToken(needed: NeededToken): Promise<CheckedToken> {
  const { audience, scope, tenant } = needed;
  const id = `credentials.${audience}`;
  const answer = await needed.ask(tenant, scope);
  switch (answer.is) {
    case 'token':
      return { finding: ok(id, `${tenant} gives tokens for ${scope}`), token: answer.token };
    case 'unreachable': {
      const finding = error(id, `no token for ${scope}: ${answer.text}`, howToReach(needed, answer.text));
      return { finding, token: undefined };
    }
    case 'refused': {
      const { code, text } = answer;
      const explained = explainRefusal(code, needed);
      const seen = explained ? `${explained.seen} (${code})` : text;
      const fix = explained?.fix ?? lookUp(code);
      return { finding: error(id, `no token for ${scope}: ${seen}`, fix), token: undefined };
    }
    default:
      return answer satisfies never;
  }
}

function howToReach({ credentials, authority, clientId, credentialName }: NeededToken, text: string): string {
  if ('managedIdentityOf' in credentials) {
    return `Run the bot in Azure, with the managed identity ${clientId} assigned to where it runs; or set a credential.`;
  }
  if ('certificatePath' in credentials && /PEM|certificate|private key/i.test(text)) {
    return `Put a PEM file with the certificate and its private key at ${credentialName}.`;
  }
  return `Let this machine reach ${authority} (firewall, proxy, DNS), and check MICROSOFT_CLOUD.`;
}

function lookUp(code: string | undefined): string {
  return code === undefined
    ? 'Check the values of the app in .env.'
    : `See https://login.microsoftonline.com/error?code=${code.replace('AADSTS', '')}`;
}
