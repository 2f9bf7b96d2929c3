import type { Config } from './config/config.js';
import { sandboxFolder } from './data-folder.js';
import { appCredentials, azureTokens, type BillingOptions, scopesOf, type TokenSource } from './microsoft/index.js';
import { billingProducts } from './sandbox/billing/products.js';
import { connectSandbox } from './sandbox/client.js';
import { startSandbox } from './sandbox/server.js';
import type { Practice } from './teams/index.js';
import type { Clock, Commerce } from './upgrade/ports.js';

/** The two clouds the program can work in: Microsoft's, and the sandbox for practice. */

/** Real milliseconds between two looks at the clock of the sandbox in this process, which only keeps the two from drifting. */
const ownClockPollMs = 5_000;

/** What differs between Microsoft's cloud and the sandbox. */
export type Cloud = {
  clock: Clock;
  onJump: ((listener: () => void) => () => void) | undefined;
  fetch: typeof fetch;
  tokens: TokenSource;
  /** Where each API is, and the scope of its tokens where that is another than the global cloud's. */
  graph: { baseUrl: string; scope?: string };
  partnerCenter: { baseUrl: string; scope?: string };
  billing: { baseUrl: string; scope?: string; products?: BillingOptions['products'] };
  partnerTenantId: string | undefined;
  /** The form of commerce that serves a tenant. */
  formFor(tenantId: string): Promise<Commerce['form']>;
  practice: Practice | undefined;
  /** A token for sending to Teams from elsewhere than Microsoft Entra. */
  connectorToken: (() => Promise<string>) | undefined;
  url: string | undefined;
  stop(): Promise<void>;
};

/** The cloud that the configuration names; a sandbox is started unless one runs elsewhere. */
export function openCloud(config: Config): Promise<Cloud> | Cloud {
  return config.cloud === 'sandbox' ? sandboxCloud(config) : microsoftCloud(config);
}

function microsoftCloud({ addresses, graph, bot, partnerTenantId, commerce, products }: Config): Cloud {
  const scopes = scopesOf(addresses);
  return {
    clock: { now: () => new Date() },
    onJump: undefined,
    fetch,
    tokens: azureTokens(appCredentials({ ...graph, ownTenantId: bot.appTenantId, authority: addresses.authority })),
    graph: { baseUrl: `${addresses.graph}/v1.0`, scope: scopes.graph },
    partnerCenter: { baseUrl: addresses.partnerCenter, scope: scopes.partnerCenter },
    billing: { baseUrl: addresses.management, scope: scopes.billing, products },
    partnerTenantId,
    formFor: async () => commerce ?? 'admin-center',
    practice: undefined,
    connectorToken: undefined,
    url: undefined,
    stop: async () => {},
  };
}

async function sandboxCloud(config: Config): Promise<Cloud> {
  const own = config.sandbox.url
    ? undefined
    : await startSandbox({ port: config.sandbox.port, dataDir: sandboxFolder(config.dataDir) });
  const url = config.sandbox.url ?? own?.url ?? '';
  // A sandbox of its own says when its clock is moved; one elsewhere has to be looked at.
  const sandbox = await connectSandbox({ url, fetch, ...(own ? { pollMs: ownClockPollMs } : {}) });
  own?.onAdvance(() => void sandbox.clock.look().catch(() => undefined));
  return {
    clock: sandbox.clock,
    onJump: sandbox.clock.onJump,
    fetch: sandbox.fetch,
    tokens: sandbox.tokens,
    graph: { baseUrl: `${url}/v1.0` },
    partnerCenter: { baseUrl: `${url}/partnercenter` },
    billing: { baseUrl: url, products: config.products ?? billingProducts },
    partnerTenantId: config.partnerTenantId ?? sandbox.partnerTenantId,
    formFor: async (tenantId) => config.commerce ?? sandbox.commerceOf(tenantId),
    practice: sandbox.practice,
    connectorToken: () => sandbox.tokens(config.bot.appTenantId || 'bot', 'https://api.botframework.com/.default'),
    url,
    async stop() {
      sandbox.close();
      await own?.close();
    },
  };
}
