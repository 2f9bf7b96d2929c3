import { request } from 'node:http';
import { type BotUnderTest, tenantId } from '../../bot-under-test.js';
import type { TokenIssuer } from '../../token-issuer.js';

export const appId = '3f0c1a52-1111-4222-8333-444455556666';

/** What makes a bot ask for tokens of this issuer. */
export const asking = ({ metadata, issuer }: TokenIssuer) => ({
  cloud: 'microsoft' as const,
  bot: { appId, appPassword: 'secret', appTenantId: tenantId, appType: 'SingleTenant' as const },
  openIdMetadata: metadata,
  tokenIssuer: issuer,
});

/** A written `help`, as Teams sends it. */
export const help = (bot: BotUnderTest, more: Record<string, unknown> = {}) => ({
  type: 'message',
  text: 'help',
  id: '1',
  channelId: 'msteams',
  serviceUrl: bot.teams.url,
  from: { id: '29:alex', aadObjectId: '00000000-0000-4000-8000-000000000001' },
  recipient: { id: '28:bot' },
  conversation: { id: 'a:alex', conversationType: 'personal', tenantId: '7d1f0c55-0000-4000-8000-000000000001' },
  ...more,
});

/** Sends a body with an Authorization header as it is written. @returns the status */
export function knock(address: string, authorization: string | undefined, body: unknown): Promise<number> {
  return new Promise((resolve, reject) => {
    const headers = { 'content-type': 'application/json', ...(authorization === undefined ? {} : { authorization }) };
    const call = request(new URL('/api/messages', address), { method: 'POST', headers }, (response) => {
      response.resume().on('end', () => resolve(response.statusCode ?? 0));
    });
    call.on('error', reject);
    call.end(JSON.stringify(body));
  });
}
