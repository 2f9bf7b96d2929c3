import { answerAdminCenter } from './admin-center/routes.js';
import { answerBilling } from './billing/routes.js';
import type { World } from './cloud.js';
import { answerControl } from './control/changes.js';
import { answerGraph } from './graph/routes.js';
import { type ApiResponse, splitUrl } from './http/message.js';
import type { Entry } from './journal.js';
import { answerPartnerCenter } from './partner-center/routes.js';
import type { Tenant } from './world/state.js';
import { advanceTo } from './world/time.js';

/** Makes one change, at its own time. Called once when it is asked for and once more at each later start. */
export function applyEntry(world: World, entry: Entry, baseUrl: string): ApiResponse {
  const { surface, at, method, headers = {}, body } = entry;
  const tenant = entry.tenant === undefined ? undefined : world.tenants.get(entry.tenant);
  if (tenant) advanceTo(tenant, at);
  const request = { method, ...splitUrl(entry.url), headers, body };
  switch (surface) {
    case 'control':
      return answerControl(world, entry.tenant, request, at);
    case 'graph': {
      const asked = present(tenant, entry);
      asked.requests.graph.writes += 1;
      return answerGraph(asked, request, at, baseUrl);
    }
    case 'partner-center': {
      const asked = present(tenant, entry);
      asked.requests.commerce.writes += 1;
      return answerPartnerCenter(asked, request, at);
    }
    case 'billing': {
      const asked = present(tenant, entry);
      asked.requests.commerce.writes += 1;
      return answerBilling(asked, request, at, baseUrl);
    }
    case 'admin-center': {
      const asked = present(tenant, entry);
      return answerAdminCenter(asked, request, at);
    }
    case 'fault': {
      const used = (tenant?.faults ?? world.faults)[Number(entry.url.slice(1))];
      if (used) used.timesLeft -= 1;
      return { status: 204 };
    }
    default: {
      const never: never = surface;
      return never;
    }
  }
}

function present(tenant: Tenant | undefined, { tenant: id }: Entry): Tenant {
  if (!tenant) throw new Error(`a change of tenant ${id} came before the tenant`);
  return tenant;
}
