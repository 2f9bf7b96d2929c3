import { graphDirectory, partnerCenterCommerce } from '../../src/microsoft/index.js';
import { startSandbox } from '../../src/sandbox/server.js';
import type { Commerce, Directory } from '../../src/upgrade/ports.js';

export const tenantId = '3f0c5f6e-7a51-4c4e-9d2a-0d7f6f1c2b01';

export type Cloud = {
  directory: Directory;
  commerce: Commerce;
  now(): Promise<Date>;
  advance(duration: string): Promise<void>;
  put(scenario: unknown): Promise<void>;
  faults(faults: unknown): Promise<void>;
  ledger(): Promise<Ledger>;
  close(): Promise<void>;
};

export type Ledger = {
  orders: { id: string; sku: string; quantity: number; key: string }[];
  cancellations: unknown[];
  subscriptions: { id: string; sku: string; status: string; seats: number; consumed: number }[];
  users: { holding: Record<string, number>; unlicensedMoments: number };
};

/** The adapters on a sandbox cloud of their own; they reach it over HTTP like any other. */
export async function startCloud(fetchIt: typeof fetch = fetch): Promise<Cloud> {
  const sandbox = await startSandbox({ port: 0 });
  const control = async (method: string, path: string, body?: unknown) => {
    const init =
      body === undefined
        ? { method }
        : { method, body: JSON.stringify(body), headers: { 'content-type': 'application/json' } };
    const response = await fetch(`${sandbox.url}/_sandbox${path}`, init);
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${await response.text()}`);
    return response;
  };
  const tokens = async (tenant: string, scope: string) => {
    const response = await fetch(`${sandbox.url}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams({ client_id: 'app', client_secret: 'secret', grant_type: 'client_credentials', scope }),
    });
    return ((await response.json()) as { access_token: string }).access_token;
  };
  const sleep = async (ms: number) => {
    await control('POST', '/clock', { advance: `PT${Math.ceil(ms / 1000)}S` });
  };
  const now = async () => new Date(((await (await control('GET', '/clock')).json()) as { now: string }).now);
  let seen = new Date();
  const timedFetch: typeof fetch = async (input, init) => {
    const response = await fetchIt(input, init);
    seen = new Date(response.headers.get('x-sandbox-now') ?? seen);
    return response;
  };
  const connection = { tokens, fetch: timedFetch, sleep, now: () => seen };
  return {
    directory: graphDirectory({ ...connection, baseUrl: `${sandbox.url}/v1.0` }),
    commerce: partnerCenterCommerce({
      ...connection,
      baseUrl: `${sandbox.url}/partnercenter`,
      partnerTenantId: '9b1d3c5e-0000-4000-8000-00000000ca51',
      newGuid: () => crypto.randomUUID(),
    }),
    now,
    advance: async (duration) => void (await control('POST', '/clock', { advance: duration })),
    put: async (scenario) => void (await control('PUT', `/tenants/${tenantId}`, scenario)),
    faults: async (faults) => void (await control('PUT', '/faults', faults)),
    ledger: async () => (await (await control('GET', `/tenants/${tenantId}`)).json()) as Ledger,
    close: () => sandbox.close(),
  };
}
