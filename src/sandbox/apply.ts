import type { ApiResponse } from './http/message.js';
import { splitUrl } from './http/message.js';
import type { JournalLine } from './journal.js';
import { controlRoot, type Routing } from './routing.js';
import type { Tenant } from './world/state.js';
import { advanceTo } from './world/time.js';
import type { World } from './world/world.js';

/** Makes one change, at its own time. Called once when it is asked for and once more at each later start. */
export function applyLine(world: World, routing: Routing, line: JournalLine, origin: string): ApiResponse {
  const { surface, at, method, url, headers = {}, body } = line;
  const tenant = line.tenant === undefined ? undefined : world.tenants.get(line.tenant);
  if (tenant) advanceTo(tenant, at);
  if (surface === 'fault') return useUp((tenant?.faults ?? world.faults)[Number(url.slice(1))]);
  const request = { method, ...splitUrl(url), headers, body, now: at };
  if (surface === 'control') {
    const found = routing.find(method, `${controlRoot}${url}`);
    if (found?.is !== 'control' || !found.route) throw new Error(`the sandbox has no ${method} ${url}`);
    return found.route.run({ ...request, world, tenant, parameters: found.parameters });
  }
  const asked = present(tenant, line);
  const { api, match } = routing.within(surface, asked.id, method, url);
  if (api.counted) asked.requests[api.counted].writes += 1;
  return api.perform({ ...request, tenant: asked, parameters: match.parameters, origin }, match);
}

function useUp(fault: { timesLeft: number } | undefined): ApiResponse {
  if (fault) fault.timesLeft -= 1;
  return { status: 204 };
}

function present(tenant: Tenant | undefined, { tenant: id }: JournalLine): Tenant {
  if (!tenant) throw new Error(`a change of tenant ${id} came before the tenant`);
  return tenant;
}
