import { ConfigurationServiceClientCredentialFactory } from 'botbuilder';
import type { BotIdentity } from './bot-identity.js';

type Credentials = Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>;

/** What the bot calls the connector with: its own secret or identity, or a token from elsewhere. */
export class ConnectorCredentials extends ConfigurationServiceClientCredentialFactory {
  private readonly connectorToken: (() => Promise<string>) | undefined;

  constructor(bot: BotIdentity) {
    super({
      MicrosoftAppId: bot.appId,
      MicrosoftAppPassword: bot.appPassword ?? '',
      MicrosoftAppTenantId: bot.appTenantId ?? '',
      // Without an app id only "MultiTenant" is accepted; nothing is then authenticated either way.
      MicrosoftAppType: bot.appId && !bot.connectorToken ? bot.appType : 'MultiTenant',
    });
    this.connectorToken = bot.connectorToken;
  }

  override createCredentials(
    ...from: Parameters<ConfigurationServiceClientCredentialFactory['createCredentials']>
  ): Promise<Credentials> {
    const token = this.connectorToken;
    if (!token) return super.createCredentials(...from);
    return Promise.resolve({
      async signRequest(request) {
        request.headers.set('authorization', `Bearer ${await token()}`);
        return request;
      },
    });
  }
}
