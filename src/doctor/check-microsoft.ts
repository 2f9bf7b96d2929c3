import type { Config } from '../config/config.js';
import { consentLink, landingPageAt } from '../microsoft/consent.js';
import { type AppCredentials, appCredentials, scopesOf } from '../microsoft/tokens.js';
import type { AskToken } from './ask-token.js';
import { checkBillingAccount } from './check-billing-account.js';
import { checkBillingUse } from './check-billing-use.js';
import { checkClock } from './check-clock.js';
import { checkGraph } from './check-graph.js';
import { checkPartnerCenter } from './check-partner-center.js';
import { checkPermissions } from './check-permissions.js';
import { checkRegistration } from './check-registration.js';
import { checkToken, type NeededToken } from './check-token.js';
import { error, type Finding, ok } from './finding.js';

/** How Microsoft's cloud is reached. */
export type Reach = {
  fetch: typeof fetch;
  now: () => Date;
  /** Asks for tokens of an app. */
  askerFor(app: AppCredentials & { authority: string }): AskToken;
};

/**
 * Credentials, permissions and reachability on Microsoft's cloud.
 * @param asked the tenant to look at; the bot's own when not given
 */
export async function checkMicrosoft(config: Config, asked: string | undefined, reach: Reach): Promise<Finding[]> {
  const clock = await checkClock(config.addresses.authority, reach.now, reach.fetch);
  const tenant = asked ?? config.bot.appTenantId;
  const bot = await checkToken(botToken(config, reach));
  const app = graphApp(config, asked !== undefined, reach);
  if (isForeign(app.credentials, tenant)) return [...clock, bot.finding, foreignTenant(tenant)];
  const graph = await checkToken({ ...app.asked, tenant, audience: 'graph', scope: app.scopes.graph });
  const found = [...clock, bot.finding, graph.finding];
  if (graph.token !== undefined) {
    found.push(...checkPermissions(graph.token, granting(config, app.credentials, tenant)));
    found.push(await checkGraph({ api: config.addresses.graph, token: graph.token, tenant, fetch: reach.fetch }));
  }
  if (servesOthers(config, asked)) found.push(...(await registrationSeen(config, app, reach)));
  return [...found, ...(await checkCommerce(config, tenant, app, reach))];
}

type App = ReturnType<typeof graphApp>;

function botToken({ bot, addresses }: Config, reach: Reach): NeededToken {
  const { authority } = addresses;
  const { appId: clientId, appPassword: clientSecret, appTenantId: ownTenantId, appType } = bot;
  const secret = appType === 'UserAssignedMSI' ? {} : { clientSecret };
  const credentials = { ...appCredentials({ clientId, ...secret, ownTenantId, authority }), authority };
  return {
    audience: 'bot',
    scope: scopesOf(addresses).bot,
    ask: reach.askerFor(credentials),
    credentials,
    authority,
    clientId,
    tenant: ownTenantId,
    idName: 'MicrosoftAppId',
    credentialName: 'MicrosoftAppPassword',
    tenantName: 'MicrosoftAppTenantId',
  };
}

/** The app that calls Graph and the commerce, which need not be the bot's own. */
function graphApp({ graph, bot, addresses }: Config, tenantAsked: boolean, reach: Reach) {
  const { authority } = addresses;
  const credentials = { ...appCredentials({ ...graph, ownTenantId: bot.appTenantId, authority }), authority };
  const ownSecret = graph.clientSecret === bot.appPassword ? 'MicrosoftAppPassword' : 'GRAPH_CLIENT_SECRET';
  return {
    credentials,
    scopes: scopesOf(addresses),
    asked: {
      ask: reach.askerFor(credentials),
      credentials,
      authority,
      clientId: graph.clientId,
      idName: graph.clientId === bot.appId ? 'MicrosoftAppId' : 'GRAPH_CLIENT_ID',
      credentialName: graph.certificatePath ? 'GRAPH_CLIENT_CERTIFICATE_PATH' : ownSecret,
      tenantName: tenantAsked ? '--tenant' : 'MicrosoftAppTenantId',
    },
  };
}

async function checkCommerce(config: Config, tenant: string, { asked, scopes }: App, reach: Reach): Promise<Finding[]> {
  const { addresses, partnerTenantId = '', billingAccountId = '', products } = config;
  const form = config.commerce ?? 'admin-center';
  switch (form) {
    case 'admin-center':
      return [ok('commerce.admin-center', 'needs no API: the admin clicks, the bot checks')];
    case 'partner-center': {
      const needed = { ...asked, tenant: partnerTenantId, tenantName: 'PARTNER_TENANT_ID' };
      const { finding, token } = await checkToken({ ...needed, audience: form, scope: scopes.partnerCenter });
      if (token === undefined) return [finding];
      const api = addresses.partnerCenter;
      return [finding, ...(await checkPartnerCenter({ api, token, partnerTenantId, tenant, fetch: reach.fetch }))];
    }
    case 'billing-account': {
      const { finding, token } = await checkToken({ ...asked, tenant, audience: form, scope: scopes.billing });
      if (token === undefined) return [finding];
      const api = addresses.management;
      const account = { api, token, tenant, billingAccountId, products, fetch: reach.fetch };
      const read = await checkBillingAccount(account);
      return [finding, read, ...(read.level === 'ok' ? await checkBillingUse(account) : [])];
    }
    default:
      return form satisfies never;
  }
}

/** Whether tenants other than the bot's own are to consent to its app. */
function servesOthers({ bot, allowedTenants, commerce, graph }: Config, asked: string | undefined): boolean {
  // A managed identity stays in its own tenant, and has no page for consent.
  if (!graph.clientSecret && !graph.certificatePath) return false;
  const own = bot.appTenantId.toLowerCase();
  const named = [...allowedTenants, ...(asked === undefined ? [] : [asked])];
  return commerce === 'partner-center' || named.some((tenant) => tenant.toLowerCase() !== own);
}

async function registrationSeen(config: Config, { asked, scopes }: App, reach: Reach): Promise<Finding[]> {
  const { bot, graph, addresses, publicUrl } = config;
  const ownTenant = bot.appTenantId;
  const needed = { ...asked, tenant: ownTenant, audience: 'graph', scope: scopes.graph } as const;
  const { token } = await checkToken(needed);
  if (token === undefined) return [];
  const app = { clientId: graph.clientId, landingPage: landingPageAt(publicUrl) };
  return checkRegistration({ api: addresses.graph, token, ownTenant, ...app, fetch: reach.fetch });
}

function isForeign(credentials: AppCredentials, tenant: string): boolean {
  return 'managedIdentityOf' in credentials && credentials.managedIdentityOf.toLowerCase() !== tenant.toLowerCase();
}

function foreignTenant(tenant: string): Finding {
  const seen = `a managed identity has no tokens for another tenant than its own, such as ${tenant}`;
  return error(
    'credentials.graph',
    seen,
    'Set GRAPH_CLIENT_ID with GRAPH_CLIENT_SECRET or GRAPH_CLIENT_CERTIFICATE_PATH.',
  );
}

/** How a permission is granted to the app in the tenant. */
function granting({ addresses, graph, publicUrl }: Config, credentials: AppCredentials, tenant: string) {
  if ('managedIdentityOf' in credentials) {
    return (permission: string) =>
      `Assign the Microsoft Graph app role ${permission} to the managed identity ${graph.clientId} ` +
      '(New-MgServicePrincipalAppRoleAssignment: the portal has no page for it).';
  }
  const consent = consentLink({
    authority: addresses.authority,
    tenant,
    clientId: graph.clientId,
    landingPage: landingPageAt(publicUrl),
  });
  return (permission: string) =>
    `Entra admin center > App registrations > ${graph.clientId} > API permissions: add the application permission ` +
    `${permission} of Microsoft Graph; then let an administrator of ${tenant} consent: ${consent}`;
}
