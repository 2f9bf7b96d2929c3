import { z } from 'zod';
import { type FollowedClock, sandboxClock, sandboxFetch } from './client-clock.js';
import { guidFrom } from './random.js';

/** How a bot in sandbox mode reaches the sandbox, over HTTP like everything else. */

interface Reach {
  readonly url: string;
  readonly fetch: typeof fetch;
}

interface SandboxToken {
  readonly token: string;
  /** Milliseconds since 1970, in the sandbox's time. */
  readonly expiresAt: number;
}

export type SandboxTokens = (tenantId: string, scope: string, options?: { fresh?: boolean }) => Promise<SandboxToken>;

const tokenSchema = z.object({ access_token: z.string(), expires_in: z.number() });
const renewBeforeMs = 5 * 60_000;

/** Tokens from the sandbox's token endpoint, kept until shortly before they run out by the sandbox's own time. */
export function sandboxTokens({ url, fetch, now }: Reach & { now?: () => number }): SandboxTokens {
  const kept = new Map<string, SandboxToken>();
  let heard = 0;
  const time = () => Math.max(now?.() ?? 0, heard);
  return async (tenantId, scope, options) => {
    const name = `${tenantId}|${scope}`;
    const known = kept.get(name);
    if (known && !options?.fresh && time() < known.expiresAt - renewBeforeMs) return known;
    const form = { grant_type: 'client_credentials', client_id: 'sandbox', client_secret: 'sandbox', scope };
    const response = await fetch(`${url}/${encodeURIComponent(tenantId)}/oauth2/v2.0/token`, {
      method: 'POST',
      body: new URLSearchParams(form),
    });
    const answer = tokenSchema.parse(await okJson(response, 'a token'));
    heard = Math.max(heard, Date.parse(response.headers.get('x-sandbox-now') ?? '') || 0);
    const made = { token: answer.access_token, expiresAt: heard + answer.expires_in * 1000 };
    kept.set(name, made);
    return made;
  };
}

const scenariosSchema = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      line: z.object({ en: z.string(), sv: z.string() }),
      displayName: z.string(),
      users: z.number(),
    }),
  ),
});

type ScenarioLine = z.infer<typeof scenariosSchema>['scenarios'][number];

export interface SandboxControl {
  listScenarios(): Promise<ScenarioLine[]>;
  /** Puts a tenant into a scenario by name, from the beginning. */
  putScenario(tenantId: string, name: string): Promise<void>;
  /** Makes sure the tenant exists: one never seen becomes `contoso`. */
  ensureTenant(tenantId: string): Promise<void>;
  /** The form of commerce the tenant's scenario has. */
  commerceOf(tenantId: string): Promise<'partner-center' | 'billing-account' | 'admin-center'>;
  /** The account of the tenant that a chat client's person is: by id, else by the name of an admin. */
  accountOf(tenantId: string, person: { id: string; name: string }): Promise<string>;
  /** Moves the clock by an ISO 8601 duration; resolves with the new time. */
  advanceClock(duration: string): Promise<Date>;
}

const tenantSchema = z.object({
  scenario: z.object({ commerce: z.enum(['partner-center', 'billing-account', 'admin-center']) }),
});

/** The sandbox's own controls. */
function sandboxControl({ url, fetch }: Reach): SandboxControl {
  const at = (path: string) => `${url}/_sandbox${path}`;
  const tenantUrl = (tenantId: string) => at(`/tenants/${encodeURIComponent(tenantId)}`);
  const send = (address: string, method: string, body: unknown) =>
    fetch(address, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  const putScenario = async (tenantId: string, name: string) => {
    await okJson(await send(tenantUrl(tenantId), 'PUT', name), `scenario ${name}`);
  };
  const ensureTenant = async (tenantId: string) => {
    const response = await fetch(tenantUrl(tenantId));
    await response.arrayBuffer();
    if (response.status === 404) await putScenario(tenantId, 'contoso');
  };
  return {
    putScenario,
    ensureTenant,
    async listScenarios() {
      return scenariosSchema.parse(await okJson(await fetch(at('/scenarios')), 'the scenarios')).scenarios;
    },
    async commerceOf(tenantId) {
      await ensureTenant(tenantId);
      const report = await okJson(await fetch(tenantUrl(tenantId)), `tenant ${tenantId}`);
      return tenantSchema.parse(report).scenario.commerce;
    },
    async accountOf(tenantId, person) {
      const asked = new URLSearchParams(person);
      const answer = await okJson(await fetch(`${tenantUrl(tenantId)}/account?${asked}`), 'an account');
      return z.object({ id: z.string() }).parse(answer).id;
    },
    async advanceClock(duration) {
      const answer = await okJson(await send(at('/clock'), 'POST', { advance: duration }), 'the clock');
      return new Date(z.object({ now: z.iso.datetime() }).parse(answer).now);
    },
  };
}

async function okJson(response: Response, what: string): Promise<unknown> {
  if (response.ok) return response.json();
  throw new Error(`The sandbox refused ${what}: ${response.status} ${(await response.text()).slice(0, 500)}`);
}

/** Everything a bot needs of the sandbox at `url`, with its clock running. Rejects when there is no sandbox. */
export async function connectSandbox({ url, fetch: inner }: Reach) {
  const clock: FollowedClock = sandboxClock({ url, fetch: inner });
  await clock.start();
  const fetch = sandboxFetch(clock, inner);
  const tokens = sandboxTokens({ url, fetch, now: () => clock.now().getTime() });
  const control = sandboxControl({ url, fetch });
  return {
    clock,
    fetch,
    tokens: async (tenantId: string, scope: string, options?: { fresh?: boolean }) =>
      (await tokens(tenantId, scope, options)).token,
    control,
    commerceOf: control.commerceOf,
    /** The partner on whose behalf the sandbox's Partner Center is asked. */
    partnerTenantId: guidFrom('the partner that runs the bot'),
    practice: {
      scenarios: control.listScenarios,
      ensure: control.ensureTenant,
      accountOf: control.accountOf,
      use: control.putScenario,
      advance: control.advanceClock,
    },
    close: () => clock.stop(),
  };
}
