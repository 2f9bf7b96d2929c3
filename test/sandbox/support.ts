import { startSandbox } from '../../src/sandbox/server.js';

export const tenantId = '7c0ffee0-1111-4222-8333-444455556666';
export const sku = {
  e4: '1392051d-0cb9-4b7a-88d5-621fee5e8711',
  e5: 'c7df2760-2c81-4ef7-b578-5b5392b571df',
  e3: '6fd2c87f-b296-42f0-b197-1e91e994b900',
  audio: '0c266dff-15dd-4b49-8397-2bb16070ed52',
} as const;

/** A Monday morning. */
export const monday = Date.UTC(2026, 0, 5, 8);

// biome-ignore lint/suspicious/noExplicitAny: answers are JSON from the wire, looked at field by field
export type Json = any;

export interface Answer {
  status: number;
  headers: Headers;
  body: Json;
}

export interface Ask {
  method?: string;
  body?: unknown;
  headers?: Record<string, string>;
}

/** A sandbox whose time stands still unless a test moves it, with callers for each of its APIs. */
export async function openSandbox(options: { dataDir?: string; at?: number } = {}) {
  const { at = monday, ...rest } = options;
  const sandbox = await startSandbox({ port: 0, now: () => at, ...rest });
  const call = async (path: string, { method = 'GET', body, headers = {} }: Ask = {}): Promise<Answer> => {
    const response = await fetch(`${sandbox.url}${path}`, {
      method,
      headers: { ...(body === undefined ? {} : { 'Content-Type': 'application/json' }), ...headers },
      ...(body === undefined ? {} : { body: typeof body === 'string' ? body : JSON.stringify(body) }),
    });
    const text = await response.text();
    const isJson = /^[[{"]/.test(text);
    return { status: response.status, headers: response.headers, body: isJson ? JSON.parse(text) : text };
  };
  const token = async (tenant: string, audience: string): Promise<string> => {
    const form = {
      grant_type: 'client_credentials',
      client_id: 'app',
      client_secret: 's',
      scope: `${audience}/.default`,
    };
    const answer = await fetch(`${sandbox.url}/${tenant}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    return ((await answer.json()) as { access_token: string }).access_token;
  };
  const as = async (audience: string, tenant: string): Promise<Record<string, string>> => ({
    Authorization: `Bearer ${await token(tenant, audience)}`,
  });
  return {
    ...sandbox,
    call,
    token,
    put: (scenario: unknown) =>
      call(`/_sandbox/tenants/${tenantId}`, { method: 'PUT', body: JSON.stringify(scenario) }),
    patch: (change: unknown) => call(`/_sandbox/tenants/${tenantId}`, { method: 'PATCH', body: change }),
    report: async (query = ''): Promise<Json> => (await call(`/_sandbox/tenants/${tenantId}${query}`)).body,
    advance: (duration: string) => call('/_sandbox/clock', { method: 'POST', body: { advance: duration } }),
    faults: (list: unknown) => call('/_sandbox/faults', { method: 'PUT', body: list }),
    graph: async (path: string, ask: Ask = {}) =>
      call(`/v1.0${path}`, {
        ...ask,
        headers: { ...(await as('https://graph.microsoft.com', tenantId)), ...ask.headers },
      }),
    commerce: async (path: string, ask: Ask = {}) =>
      call(`/partnercenter/v1/customers/${tenantId}${path}`, {
        ...ask,
        headers: { ...(await as('https://api.partnercenter.microsoft.com', 'partner')), ...ask.headers },
      }),
  };
}

export type OpenSandbox = Awaited<ReturnType<typeof openSandbox>>;

export function change(add: readonly string[], remove: readonly string[], disabledPlans: readonly string[] = []) {
  return { addLicenses: add.map((skuId) => ({ skuId, disabledPlans })), removeLicenses: remove };
}

export function assign(sandbox: OpenSandbox, userId: string, add: readonly string[], remove: readonly string[]) {
  return sandbox.graph(`/users/${userId}/assignLicense`, { method: 'POST', body: change(add, remove) });
}

/** People who are not admins, as the control endpoint lists them. */
export async function people(sandbox: OpenSandbox): Promise<Json[]> {
  const { users } = await sandbox.report('?users=full');
  return users.list.filter(({ isAdmin }: { isAdmin: boolean }) => !isAdmin);
}

export async function startUpgrade(sandbox: OpenSandbox, title = 'Office 365 E5', extra: Record<string, unknown> = {}) {
  const source = (await sandbox.commerce('/subscriptions')).body.items[0];
  const offers = (await sandbox.commerce(`/subscriptions/${source.id}/transitioneligibilities`)).body.items;
  const offer = offers.find((item: Json) => item.title === title);
  const { key = 'key-1', ...body } = extra;
  const answer = await sandbox.commerce(`/subscriptions/${source.id}/transitions`, {
    method: 'POST',
    headers: { 'MS-RequestId': String(key) },
    body: { toCatalogItemId: offer.catalogItemId, quantity: source.quantity, billingCycle: 'annual', ...body },
  });
  return { source, offer, answer };
}
