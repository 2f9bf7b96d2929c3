import type { Json } from './card-json.js';

/** The sandbox's control endpoints, as a tester uses them. */

type Ledger = {
  now: string;
  subscriptions: { id: string; sku: string; status: string; seats: number; consumed: number }[];
  orders: { id: string; at: string; sku: string; quantity: number; billingCycle: string; key: string }[];
  cancellations: { id?: string; sku?: string }[];
  users: { total: number; holding: Record<string, number>; unlicensedMoments: number };
  /** How many changes of one person's licences were carried out, and refused. */
  licenceChanges: { requests?: number; refused?: number };
  requests: { graph: { reads: number; writes: number; throttled: number; batches: number } };
};

export type SandboxUser = {
  id: string;
  displayName: string;
  usageLocation: string | null;
  skus: string[];
  /** skuPartNumber → names of the service plans that are off. */
  disabledPlans: Record<string, string[]>;
  groups: string[];
};

export type Fault = {
  match: { method?: string; path?: string };
  effect: 'status' | 'reset' | 'hang' | 'slow' | 'lostReply';
  status?: number;
  body?: unknown;
  code?: string | number;
  text?: string;
  retryAfter?: number;
  ms?: number;
  times?: number;
  probability?: number;
  tenant?: string;
};

export type SandboxControl = ReturnType<typeof sandboxControl>;

export function sandboxControl(url: string) {
  async function call(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${url}/_sandbox${path}`, {
      method,
      ...(body === undefined ? {} : { body: JSON.stringify(body), headers: { 'content-type': 'application/json' } }),
    });
    const text = await response.text();
    if (!response.ok) throw new Error(`${method} ${path}: ${response.status} ${text}`);
    return text === '' ? undefined : JSON.parse(text);
  }
  return {
    put: (tenant: string, scenario: string | Json) => call('PUT', `/tenants/${tenant}`, scenario) as Promise<Ledger>,
    patch: (tenant: string, change: Json) => call('PATCH', `/tenants/${tenant}`, change),
    ledger: (tenant: string) => call('GET', `/tenants/${tenant}`) as Promise<Ledger>,
    async users(tenant: string): Promise<SandboxUser[]> {
      const all = (await call('GET', `/tenants/${tenant}?users=full`)) as {
        users: { list?: SandboxUser[] } | SandboxUser[];
      };
      return Array.isArray(all.users) ? all.users : (all.users.list ?? []);
    },
    faults: (faults: Fault[]) => call('PUT', '/faults', faults),
    /** The faults that have not struck as often as they were to. */
    async faultsLeft(): Promise<Fault[]> {
      const { faults } = (await call('GET', '/faults')) as { faults: (Fault & { timesLeft: number })[] };
      return faults.filter(({ timesLeft }) => timesLeft > 0);
    },
    /** How often each fault that is to strike so many times has struck; one that is slow by nothing counts requests. */
    async struck(): Promise<number[]> {
      const { faults } = (await call('GET', '/faults')) as { faults: (Fault & { timesLeft: number })[] };
      return faults.map(({ times = 0, timesLeft }) => times - timesLeft);
    },
    advance: (duration: string) => call('POST', '/clock', { advance: duration }),
  };
}
