import { ConfigurationBotFrameworkAuthentication } from 'botbuilder';
import { BoundedMap } from '../../base/bounded-map.js';
import type { BotIdentity } from './bot-identity.js';
import { ConnectorCredentials } from './connector-credentials.js';
import { audienceOf, frameworkSettings } from './framework-settings.js';

type ConnectorFactory = ReturnType<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>;
type ConnectorClient = Awaited<ReturnType<ConnectorFactory['create']>>;
type UserTokenClient = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['createUserTokenClient']>>;
type AuthenticatedRequest = Awaited<ReturnType<ConfigurationBotFrameworkAuthentication['authenticateRequest']>>;
type Identity = Parameters<ConfigurationBotFrameworkAuthentication['createConnectorFactory']>[0];
type Pipeline = { removePolicy(which: { name: string }): unknown };

/** Service URLs for which a client is kept; Teams has one a region. */
const mostClients = 50;

/**
 * The Bot Framework's authentication, with one connector client a service URL: building one for each turn is most of
 * a turn's cost.
 */
export class TeamsAuthentication extends ConfigurationBotFrameworkAuthentication {
  private readonly clients = new BoundedMap<string, Promise<ConnectorClient>>(mostClients);
  private userTokenClient: Promise<UserTokenClient> | undefined;

  private readonly audience: string;

  constructor(bot: BotIdentity) {
    super(frameworkSettings(bot), new ConnectorCredentials(bot));
    this.audience = audienceOf(bot);
  }

  /** What a turn goes on with for a caller whose token was checked, or of whom none is asked. */
  authenticated(claimsIdentity: Identity): AuthenticatedRequest {
    return { audience: this.audience, claimsIdentity, connectorFactory: this.createConnectorFactory(claimsIdentity) };
  }

  /** The Bot Framework's own check reads the body first, waits for keys without end and writes to the console. */
  override authenticateRequest(): Promise<AuthenticatedRequest> {
    return Promise.reject(new Error('tokens are checked before a body is read, by checkToken'));
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
