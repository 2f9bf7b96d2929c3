import { z } from 'zod';
import type { Cloud } from '../cloud.js';
import { faultsSchema } from '../faults.js';
import { type ApiResponse, splitUrl } from '../http/message.js';
import { namedScenarios } from '../scenarios.js';
import { problem } from './problem.js';
import { readScenario } from './read-scenario.js';
import { tenantReport } from './report.js';

/** What a tester asks of the sandbox itself; `url` is what follows `/_sandbox`. */
export function handleControl(cloud: Cloud, method: string, url: string, body: unknown): ApiResponse {
  const { path, query } = splitUrl(url);
  const entry = { surface: 'control', method, ...(body === undefined ? {} : { body }) } as const;
  const tenantId = /^\/tenants\/([^/]+)$/.exec(path)?.[1]?.toLowerCase();
  const asked = /^\/tenants\/([^/]+)\/account$/.exec(path)?.[1]?.toLowerCase();
  if (asked !== undefined && method === 'GET') return accountOf(cloud, asked, query);
  switch (`${method} ${tenantId === undefined ? path : '/tenants/:tenant'}`) {
    case 'GET /scenarios':
      return { status: 200, body: { scenarios: scenarioList() } };
    case 'GET /clock':
      return { status: 200, body: { now: new Date(cloud.now()).toISOString() } };
    case 'POST /clock':
      return cloud.change({ ...entry, url: path });
    case 'GET /faults':
      return { status: 200, body: { faults: cloud.faults.map(({ rule, timesLeft }) => ({ ...rule, timesLeft })) } };
    case 'PUT /faults':
    case 'DELETE /faults':
      return refusedFaults(method, body) ?? cloud.change({ ...entry, url: path });
    case 'GET /tenants/:tenant': {
      const tenant = cloud.known(tenantId ?? '');
      return tenant
        ? { status: 200, body: tenantReport(tenant, cloud.now(), query.get('users') === 'full') }
        : problem(404, `Nobody has put tenant ${tenantId} into the sandbox yet.`);
    }
    case 'PUT /tenants/:tenant':
      return refusedScenario(body) ?? cloud.change({ ...entry, tenant: tenantId, url: path });
    case 'PATCH /tenants/:tenant':
      return cloud.known(tenantId ?? '')
        ? cloud.change({ ...entry, tenant: tenantId, url: path })
        : problem(404, `Nobody has put tenant ${tenantId} into the sandbox yet.`);
    default:
      return problem(404, `The sandbox has no ${method} ${path}.`);
  }
}

/**
 * Which account of the tenant a chat client means: the id it gives when the tenant has it, else the admin of that name.
 * Clients for trying out, such as the Agents Playground, have people with ids of their own.
 */
function accountOf(cloud: Cloud, tenantId: string, query: URLSearchParams): ApiResponse {
  const tenant = cloud.known(tenantId);
  if (!tenant) return problem(404, `Nobody has put tenant ${tenantId} into the sandbox yet.`);
  const [id, name] = [query.get('id') ?? '', (query.get('name') ?? '').trim().toLowerCase()];
  if (tenant.userById.has(id)) return { status: 200, body: { id } };
  const namesake = tenant.admins.find((admin) => admin.name.toLowerCase() === name);
  return { status: 200, body: { id: namesake?.id ?? id } };
}

// What replaces something is looked at before it is written down: at a restart it would erase what came before it.

function refusedScenario(body: unknown): ApiResponse | undefined {
  const read = readScenario(body);
  return 'problem' in read ? problem(400, read.problem) : undefined;
}

function refusedFaults(method: string, body: unknown): ApiResponse | undefined {
  if (method === 'DELETE') return undefined;
  const parsed = faultsSchema.safeParse(body);
  return parsed.success ? undefined : problem(400, `The faults are not valid. ${z.prettifyError(parsed.error)}`);
}

function scenarioList(): unknown[] {
  return Object.entries(namedScenarios).map(([name, { line, scenario }]) => ({
    name,
    line,
    displayName: scenario.displayName,
    users: scenario.users,
  }));
}
