import { z } from 'zod';
import { okJson, type Reach } from './client-answer.js';
import { followedFetch, sandboxClock } from './client-clock.js';
import { sandboxTokens } from './client-tokens.js';
import { guidFrom } from './random.js';

/** How a bot in sandbox mode reaches the sandbox, over HTTP like everything else. */

const scenariosSchema = z.object({
  scenarios: z.array(
    z.object({
      name: z.string(),
      line: z.record(z.string(), z.string()),
      displayName: z.string(),
      users: z.number(),
    }),
  ),
});
const commerceSchema = z.object({ commerce: z.enum(['partner-center', 'billing-account', 'admin-center']) });

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
  const askCommerce = (tenantId: string) => fetch(`${tenantUrl(tenantId)}/commerce`);
  /** Makes sure the tenant exists: one never seen becomes `contoso`. Resolves with its form of commerce. */
  const commerceOf = async (tenantId: string) => {
    let response = await askCommerce(tenantId);
    if (response.status === 404) {
      await response.arrayBuffer();
      await use(tenantId, 'contoso');
      response = await askCommerce(tenantId);
    }
    return commerceSchema.parse(await okJson(response, `the commerce of tenant ${tenantId}`)).commerce;
  };
  return {
    /** The form of commerce the tenant's scenario has. */
    commerceOf,
    practice: {
      use,
      ensure: async (tenantId: string) => void (await commerceOf(tenantId)),
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

/**
 * Everything a bot needs of the sandbox at `url`, with its clock running. Rejects when there is no sandbox.
 * @param pollMs real milliseconds between two looks at the clock
 */
export async function connectSandbox({ url, fetch: inner, pollMs }: Reach & { readonly pollMs?: number }) {
  const clock = sandboxClock({ url, fetch: inner, ...(pollMs === undefined ? {} : { pollMs }) });
  await clock.start();
  const fetch = followedFetch(clock, inner);
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
