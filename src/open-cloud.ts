import type { Cloud } from './cloud.js';
import type { Config } from './config/config.js';
import { appCredentials, azureTokens, leanFetch, scopesOf } from './microsoft/index.js';

/** The two clouds the program can work in: Microsoft's, and the sandbox for practice. */

/**
 * The cloud that the configuration names; a sandbox is started unless one runs elsewhere. Nothing of the sandbox is
 * loaded on Microsoft's.
 */
export async function openCloud(config: Config): Promise<Cloud> {
  if (config.cloud === 'microsoft') return microsoftCloud(config);
  const { sandboxCloud } = await import('./sandbox-cloud.js');
  return sandboxCloud(config);
}

function microsoftCloud(config: Config): Cloud {
  const { addresses, graph, bot, partnerTenantId, commerce, products } = config;
  const scopes = scopesOf(addresses);
  return {
    clock: { now: () => new Date() },
    onJump: undefined,
    fetch: leanFetch,
    tokens: azureTokens(appCredentials({ ...graph, ownTenantId: bot.appTenantId, authority: addresses.authority })),
    graph: { baseUrl: `${addresses.graph}/v1.0`, scope: scopes.graph },
    partnerCenter: { baseUrl: addresses.partnerCenter, scope: scopes.partnerCenter },
    billing: { baseUrl: addresses.management, scope: scopes.billing, products },
    partnerTenantId,
    formFor: async () => commerce ?? 'admin-center',
    practice: undefined,
    practicePrices: undefined,
    connectorToken: config.microsoftCloud === 'own' ? connectorToken(config) : undefined,
    url: undefined,
    stop: async () => {},
  };
}

/** The Bot Framework asks Entra's public authority about every other, which knows nothing of a cloud that is not listed. */
function connectorToken({ addresses, bot }: Config): () => Promise<string> {
  const { appId: clientId, appPassword, appTenantId: ownTenantId } = bot;
  const app = { clientId, clientSecret: appPassword || undefined, ownTenantId, authority: addresses.authority };
  const tokens = azureTokens(appCredentials(app));
  return () => tokens(ownTenantId, scopesOf(addresses).bot);
}
