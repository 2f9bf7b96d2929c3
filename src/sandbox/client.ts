import { z } from 'zod';
import { okJson, type Reach } from './client-answer.js';
import { sandboxClock, sandboxFetch } from './client-clock.js';
import { sandboxTokens } from './client-tokens.js';
import { guidFrom } from './random.js';

/** How a bot in sandbox mode reaches the sandbox, over HTTP like everything else. */

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
const tenantSchema = z.object({
  scenario: z.object({ commerce: z.enum(['partner-center', 'billing-account', 'admin-center']) }),
});

/** The sandbox's own controls. */
function sandboxControl({ url, fetch }: Reach) {
  const at = (path: string) => `${url}/_sandbox${path}`;
  const tenantUrl = (tenantId: string) => at(`/tenants/${encodeURIComponent(tenantId)}`);
  const send = (address: string, method: string, body: unknown) =>
    fetch(address, { method, headers: { 'Content-Type': 'application/json' }, body: JSON.stringify(body) });
  /** Puts a tenant into a scenario by name, from the beginning. */
  const use = async (tenantId: string, name: string) => {
    await okJson(await send(tenantUrl(tenantId), 'PUT', name), `scenario ${name}`);
  };
  /** Makes sure the tenant exists: one never seen becomes `contoso`. */
  const ensure = async (tenantId: string) => {
    const response = await fetch(tenantUrl(tenantId));
    await response.arrayBuffer();
    if (response.status === 404) await use(tenantId, 'contoso');
  };
  return {
    /** The form of commerce the tenant's scenario has. */
    async commerceOf(tenantId: string) {
      await ensure(tenantId);
      const report = await okJson(await fetch(tenantUrl(tenantId)), `tenant ${tenantId}`);
      return tenantSchema.parse(report).scenario.commerce;
    },
    practice: {
      use,
      ensure,
      async scenarios() {
        return scenariosSchema.parse(await okJson(await fetch(at('/scenarios')), 'the scenarios')).scenarios;
      },
      /** The account of the tenant that a chat client's person is: by id, else by the name of an admin. */
      async accountOf(tenantId: string, person: { id: string; name: string }) {
        const asked = new URLSearchParams(person);
        const answer = await okJson(await fetch(`${tenantUrl(tenantId)}/account?${asked}`), 'an account');
        return z.object({ id: z.string() }).parse(answer).id;
      },
      /** Moves the clock by an ISO 8601 duration; resolves with the new time. */
      async advance(duration: string) {
        const answer = await okJson(await send(at('/clock'), 'POST', { advance: duration }), 'the clock');
        return new Date(z.object({ now: z.iso.datetime() }).parse(answer).now);
      },
    },
  };
}

/** Everything a bot needs of the sandbox at `url`, with its clock running. Rejects when there is no sandbox. */
export async function connectSandbox({ url, fetch: inner }: Reach) {
  const clock = sandboxClock({ url, fetch: inner });
  await clock.start();
  const fetch = sandboxFetch(clock, inner);
  const tokens = sandboxTokens({ url, fetch, now: () => clock.now().getTime() });
  return {
    clock,
    fetch,
    tokens: async (tenantId: string, scope: string, options?: { fresh?: boolean }) =>
      (await tokens(tenantId, scope, options)).token,
    ...sandboxControl({ url, fetch }),
    /** The partner on whose behalf the sandbox's Partner Center is asked. */
    partnerTenantId: guidFrom('the partner that runs the bot'),
    close: () => clock.stop(),
  };
}
