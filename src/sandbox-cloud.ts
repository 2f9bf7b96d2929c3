import type { Cloud } from './cloud.js';
import type { Config } from './config/config.js';
import { sandboxFolder } from './data-folder.js';
import { leanFetch } from './microsoft/index.js';
import { billingProducts } from './sandbox/billing/products.js';
import { connectSandbox } from './sandbox/client.js';
import { followedFetch } from './sandbox/client-clock.js';
import { practicePrices } from './sandbox/practice-prices.js';
import { startSandbox } from './sandbox/server.js';
import { priceListSchema } from './upgrade/order/price-list.js';

/** The sandbox as the cloud to work in. The only file that knows the sandbox, and loaded in practice alone. */

/** Real milliseconds between two looks at the clock of the sandbox in this process, which only keeps the two from drifting. */
const ownClockPollMs = 5_000;

/** Connects to the sandbox; starts one unless the configuration names one that runs elsewhere. */
export async function sandboxCloud(config: Config): Promise<Cloud> {
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
    fetch: followedFetch(sandbox.clock, leanFetch),
    tokens: sandbox.tokens,
    graph: { baseUrl: `${url}/v1.0` },
    partnerCenter: { baseUrl: `${url}/partnercenter` },
    billing: { baseUrl: url, products: config.products ?? billingProducts },
    partnerTenantId: config.partnerTenantId ?? sandbox.partnerTenantId,
    formFor: async (tenantId) => config.commerce ?? sandbox.commerceOf(tenantId),
    practice: sandbox.practice,
    practicePrices: priceListSchema.parse(practicePrices()),
    connectorToken: () => sandbox.tokens(config.bot.appTenantId || 'bot', 'https://api.botframework.com/.default'),
    url,
    async stop() {
      sandbox.close();
      await own?.close();
    },
  };
}
