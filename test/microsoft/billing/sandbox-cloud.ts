import { billingAccountCommerce, graphDirectory } from '../../../src/microsoft/index.js';
import { billingProducts } from '../../../src/sandbox/billing/products.js';
import { connectSandbox } from '../../../src/sandbox/client.js';
import { startSandbox } from '../../../src/sandbox/server.js';
import type { Commerce, OrderRequest, OrderStatus } from '../../../src/upgrade/ports.js';
import type { Subscription } from '../../../src/upgrade/tenant/facts.js';
import type { Ledger } from '../cloud.js';
import { order, tenantId } from './connected.js';

export type BillingCloud = {
  commerce: Commerce;
  subscriptions(): Promise<Subscription[]>;
  source(): Promise<Subscription>;
  /** An order of five Office 365 E5, placed now. */
  order(change?: Partial<OrderRequest>): Promise<OrderRequest>;
  /** Looks at an order until it has come to its end, an hour a look. */
  settled(order: OrderRequest): Promise<OrderStatus>;
  advance(duration: string): Promise<Date>;
  faults(faults: unknown): Promise<void>;
  ledger(): Promise<Ledger>;
  close(): Promise<void>;
};

/** The billing commerce on a sandbox cloud of its own, with one tenant in it. */
export async function startBillingCloud(scenario: object, fetchIt: typeof fetch = fetch): Promise<BillingCloud> {
  const server = await startSandbox({ port: 0 });
  const sandbox = await connectSandbox({ url: server.url, fetch: fetchIt });
  const put = async (path: string, body: unknown) => {
    const headers = { 'content-type': 'application/json' };
    const response = await fetch(`${server.url}/_sandbox${path}`, {
      method: 'PUT',
      headers,
      body: JSON.stringify(body),
    });
    if (!response.ok) throw new Error(`${path}: ${response.status} ${await response.text()}`);
  };
  await put(`/tenants/${tenantId}`, { commerce: 'billing-account', ...scenario });
  const now = () => sandbox.clock.now();
  const advance = sandbox.practice.advance;
  const connection = {
    tokens: sandbox.tokens,
    fetch: sandbox.fetch,
    now,
    sleep: async (ms: number) => void (await advance(`PT${Math.ceil(ms / 1000)}S`)),
  };
  const directory = graphDirectory({ ...connection, baseUrl: `${server.url}/v1.0` });
  const commerce = billingAccountCommerce({
    ...connection,
    baseUrl: server.url,
    products: billingProducts,
    directory,
    newGuid: () => crypto.randomUUID(),
  });
  const subscriptions = () => directory.subscriptions(tenantId);
  return {
    commerce,
    subscriptions,
    source: async () => {
      const found = (await subscriptions()).find(({ sku }) => sku === 'ENTERPRISEWITHSCAL');
      if (!found) throw new Error('No source subscription');
      return found;
    },
    order: async (change = {}) => ({ ...order, quantity: 5, placedAt: now(), ...change }),
    settled: async (placed) => {
      for (let look = 0; look < 100; look++) {
        const status = await commerce.find(placed);
        if (status.is === 'completed' || status.is === 'declined') return status;
        await advance('PT1H');
      }
      throw new Error('The order never came to an end');
    },
    advance,
    faults: (faults) => put('/faults', faults),
    ledger: async () => (await (await fetch(`${server.url}/_sandbox/tenants/${tenantId}`)).json()) as Ledger,
    close: async () => {
      sandbox.close();
      await server.close();
    },
  };
}
