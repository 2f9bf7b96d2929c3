import type { BotIdentity, Channel } from './bot-identity.js';

/** Who issues the tokens of activities in Microsoft's public cloud, and where the keys are published. */
export const publicIssuer = 'https://api.botframework.com';
export const publicMetadata = 'https://login.botframework.com/v1/.well-known/openidconfiguration';

const globalChannel: Channel = {
  authority: 'https://login.microsoftonline.com',
  audience: 'https://api.botframework.com',
  tokenService: 'https://api.botframework.com',
};

/** Whom a token is for that the bot shows to the channel. */
export const audienceOf = (bot: BotIdentity): string => (bot.channel ?? globalChannel).audience;

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
    ToBotFromChannelOpenIdMetadataUrl: bot.openIdMetadata ?? publicMetadata,
    ToBotFromEmulatorOpenIdMetadataUrl: `${authority}/common/v2.0/.well-known/openid-configuration`,
    OAuthUrl: tokenService,
  };
}
