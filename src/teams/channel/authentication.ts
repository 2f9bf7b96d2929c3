import {
  type Activity,
  ConfigurationBotFrameworkAuthentication,
  ConfigurationServiceClientCredentialFactory,
} from 'botbuilder';
import { BoundedMap } from '../../base/bounded-map.js';

/** The Bot Framework's channel service in one of Microsoft's clouds. Addresses are without a slash at the end. */
export type Channel = { authority: string; audience: string; tokenService: string };

const globalChannel: Channel = {
  authority: 'https://login.microsoftonline.com',
  audience: 'https://api.botframework.com',
  tokenService: 'https://api.botframework.com',
};

export type BotIdentity = {
  /** Empty: nobody is asked for a token. For the practice cloud on a loopback address only. */
  appId: string;
  appPassword: string | undefined;
  appTenantId: string | undefined;
  appType: 'SingleTenant' | 'UserAssignedMSI';
  /** Where the keys of inbound tokens are published, and who issues them; Microsoft's public cloud when left out. */
  openIdMetadata?: string | undefined;
  tokenIssuer?: string | undefined;
  /** Where the bot gets its own tokens, and for whom; the global cloud when left out. */
  channel?: Channel | undefined;
  /** A token for the connector, from elsewhere than Microsoft Entra. */
  connectorToken?: (() => Promise<string>) | undefined;
};

export const publicIssuer = 'https://api.botframework.com';

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;
type UserTokenClient = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>>;
type AuthenticatedRequest = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type Pipeline = { removePolicy(which: { name: string }): unknown };
type Credentials = Awaited<ReturnType<ConfigurationServiceClientCredentialFactory['createCredentials']>>;

/** Service URLs for which a client is kept; Teams has one a region. */
const mostClients = 50;

/**
 * The Bot Framework's authentication, with one connector client a service URL: building one for each turn is most of
 * a turn's cost.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = new BoundedMap<string, Promise<ConnectorClient>>(mostClients);
  private userTokenClient: Promise<UserTokenClient> | undefined;

  constructor(bot: BotIdentity) {
    super(settings(bot), new TeamsCredentials(bot));
  }

  override async authenticateRequest(activity: Activity, authorization: string): Promise<AuthenticatedRequest> {
    const result = await super.authenticateRequest(activity, authorization);
    return result.connectorFactory ? { ...result, connectorFactory: this.keeping(result.connectorFactory) } : result;
  }

  override createConnectorFactory(identity: Identity): ConnectorFactory {
    return this.keeping(super.createConnectorFactory(identity));
  }

  override createUserTokenClient(identity: Identity): Promise<UserTokenClient> {
    this.userTokenClient ??= super.createUserTokenClient(identity);
    return this.userTokenClient;
  }

  private keeping(factory: ConnectorFactory): ConnectorFactory {
    return {
      create: (serviceUrl, audience) => {
        const key = `${serviceUrl} ${audience ?? ''}`;
        const known = this.clients.get(key);
        if (known) return known;
        const client = factory.create(serviceUrl, audience).then(sendingOnce);
        this.clients.set(key, client);
        client.catch(() => this.clients.delete(key));
        return client;
      },
    };
  }
}

/** What may be sent again, and when, is decided in one place, send-failure.ts; unseen repeats would double messages. */
function sendingOnce(client: ConnectorClient): ConnectorClient {
  const { pipeline } = (client as unknown as { client: { pipeline: Pipeline } }).client;
  pipeline.removePolicy({ name: 'defaultRetryPolicy' });
  return client;
}

class TeamsCredentials extends ConfigurationServiceClientCredentialFactory {
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

/** Once one of these is given the Bot Framework wants them all. */
function settings(bot: BotIdentity): Record<string, string> {
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

/** Who a bearer token says it is from, before anything about it was verified; undefined when it is no token. */
export function claimedIssuer(authorization: string): string | undefined {
  const payload = /^Bearer [\w-]+\.([\w-]+)\.[\w-]*$/.exec(authorization)?.[1];
  if (!payload) return undefined;
  try {
    const claims: unknown = JSON.parse(Buffer.from(payload, 'base64url').toString('utf8'));
    return typeof claims === 'object' && claims !== null && 'iss' in claims && typeof claims.iss === 'string'
      ? claims.iss
      : undefined;
  } catch (error) {
    if (error instanceof SyntaxError) return undefined;
    throw error;
  }
}
