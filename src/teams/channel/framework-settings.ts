import type { BotIdentity, Channel } from './bot-identity.js';

/** Who issues the tokens of activities in Microsoft's public cloud. */
export const publicIssuer = 'https://api.botframework.com';

const globalChannel: Channel = {
  authority: 'https://login.microsoftonline.com',
  audience: 'https://api.botframework.com',
  tokenService: 'https://api.botframework.com',
};

/** What the Bot Framework is configured with. Once one of the addresses is given it wants them all. */
export function frameworkSettings(bot: BotIdentity): Record<string, string> {
  const identity = { MicrosoftAppId: bot.appId, MicrosoftAppTenantId: bot.appTenantId ?? '' };
  if (!bot.openIdMetadata && !bot.tokenIssuer) return identity;
  const { authority, audience, tokenService } = bot.channel ?? globalChannel;
  return {
    ...identity,
    ToChannelFromBotLoginUrl: `${authority}/${bot.appTenantId || 'botframework.com'}`,
    ToChannelFromBotOAuthScope: audience,
    ToBotFromChannelTokenIssuer: bot.tokenIssuer ?? publicIssuer,
    ToBotFromChannelOpenIdMetadataUrl:
      bot.openIdMetadata ?? 'https://login.botframework.com/v1/.well-known/openidconfiguration',
    ToBotFromEmulatorOpenIdMetadataUrl: `${authority}/common/v2.0/.well-known/openid-configuration`,
    OAuthUrl: tokenService,
  };
}
