import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from '@jest/globals';
import { type BotUnderTest, startBot, tenantId } from '../bot-under-test.js';
import { startTokenIssuer, type TokenIssuer } from '../token-issuer.js';

const appId = '3f0c1a52-1111-4222-8333-444455556666';
const identity = { appId, appPassword: 'secret', appTenantId: tenantId, appType: 'SingleTenant' } as const;

let issuer: TokenIssuer;
let bot: BotUnderTest;
let token: string | undefined;
beforeAll(async () => {
  issuer = await startTokenIssuer(() => bot.time.now());
});
afterAll(() => issuer.close());
beforeEach(async () => {
  bot = await startBot({
    config: {
      cloud: 'microsoft',
      bot: identity,
      allowedTenants: [tenantId.toUpperCase()],
      openIdMetadata: issuer.metadata,
      tokenIssuer: issuer.issuer,
    },
    token: () => token ?? '',
  });
  token = good();
});
afterEach(() => bot.close());

const good = (claims = {}) => issuer.token({ aud: appId, serviceurl: bot.teams.url, ...claims });

describe('the token of an activity', () => {
  it('is accepted when the channel signed it for this bot', async () => {
    const alex = bot.person('alex');
    expect((await alex.say('help')).status).toBe(200);
    expect(alex.card.id).toBe('help');
  });

  it('is required', async () => {
    const response = await fetch(new URL('/api/messages', bot.address), {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify({
        type: 'message',
        text: 'hi',
        serviceUrl: bot.teams.url,
        conversation: { id: 'a' },
        from: { id: 'b' },
      }),
    });
    expect(response.status).toBe(401);
  });

  it.each([
    ['for another bot', () => good({ aud: '11111111-1111-4111-8111-111111111111' })],
    ['from another issuer', () => good({ iss: 'https://sts.windows.net/d6d49420-f39b-4df7-a1dc-d59a935871db/' })],
    ['that has expired', () => good({ exp: Math.floor(bot.time.now() / 1_000) - 3_600 })],
    ['for another service URL', () => good({ serviceurl: 'https://smba.trafficmanager.net/emea/' })],
    ['signed with another key', () => issuer.token({ aud: appId, serviceurl: bot.teams.url }, { otherKey: true })],
    ['that is not signed', () => issuer.token({ aud: appId, serviceurl: bot.teams.url }, { algorithm: 'none' })],
    ['that is no token', () => 'a.b.c'],
    ['that is nonsense', () => 'nonsense'],
  ])('is refused %s, without a word of why', async (_what, made) => {
    token = made();
    const alex = bot.person('alex');
    const reply = await alex.say('help');
    expect(reply).toEqual({
      status: 403,
      body: { error: { code: 'Forbidden', message: 'The bearer token was not accepted.' } },
    });
    expect(alex.cards).toEqual([]);
  });

  it('is not enough from another channel than Teams', async () => {
    const alex = bot.person('alex');
    expect((await alex.say('help', { channelId: 'directline' })).status).toBe(403);
    expect((await alex.say('help', { channelId: 'AseChannel' })).status).toBe(403);
  });

  it('is answered to with the bot’s own token', async () => {
    await bot.person('alex').say('help');
    expect(bot.teams.connector.calls[0]?.authorization).toBe('Bearer connector-token');
  });
});

describe('who may talk to the bot', () => {
  it('is every person of an allowed tenant, however its id is written', async () => {
    const alex = bot.person('alex', { tenantId: tenantId.toUpperCase() });
    await alex.say('upgrade');
    expect(alex.card.id).toBe('upgrade-available');
  });

  it('is nobody of another tenant', async () => {
    const alex = bot.person('alex', { tenantId: '99999999-9999-4999-8999-999999999999' });
    await alex.say('upgrade');
    expect(alex.card.id).toBe('notice');
    await alex.install();
    expect(bot.rolesRead).toBe(0);
  });

  it.each([
    ['no directory account', { aadObjectId: undefined }],
    ['no tenant', { tenantId: undefined }],
    ['an account that is no GUID', { aadObjectId: 'alex' }],
  ])('is nobody with %s', async (_what, more) => {
    const alex = bot.person('alex', more);
    expect((await alex.say('upgrade')).status).toBe(200);
    expect(alex.card.id).toBe('notice');
    expect(bot.rolesRead).toBe(0);
  });
});
