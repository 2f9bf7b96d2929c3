import { makeFault } from '../faults.js';
import { finding } from '../http/finding.js';
import type { ApiResponse } from '../http/message.js';
import { buildTenant } from '../world/build.js';
import type { Tenant } from '../world/state.js';
import type { ControlCall } from './call.js';
import { patchTenant } from './patch-tenant.js';
import { problem } from './problem.js';
import { readScenario } from './read-scenario.js';
import { tenantReport } from './report.js';

/** For what is asked about a tenant that is there. */
export const withTenant = finding(({ tenant }: ControlCall) => tenant, unknownTenant);

export function missingTenant(call: ControlCall): ApiResponse | undefined {
  return call.tenant ? undefined : unknownTenant(call);
}

function unknownTenant(call: ControlCall): ApiResponse {
  return problem(404, `Nobody has put tenant ${tenantId(call)} into the sandbox yet.`);
}

/** The tenant that the path names, whether or not it is there. */
export function tenantId({ parameters }: Pick<ControlCall, 'parameters'>): string | undefined {
  return parameters.tenant?.toLowerCase();
}

export function tellTenant({ now, query }: ControlCall, tenant: Tenant): ApiResponse {
  return { status: 200, body: tenantReport(tenant, now, query.get('users') === 'full') };
}

export function badScenario({ body }: ControlCall): ApiResponse | undefined {
  const read = readScenario(body);
  return 'problem' in read ? problem(400, read.problem) : undefined;
}

export function putTenant(call: ControlCall): ApiResponse {
  const { world, body, now } = call;
  const read = readScenario(body);
  if ('problem' in read) return problem(400, read.problem);
  const id = tenantId(call) ?? '';
  const tenant = buildTenant(id, read.scenario, now);
  tenant.faults = read.faults.map(makeFault);
  world.tenants.set(id, tenant);
  return { status: 200, body: tenantReport(tenant, now, false) };
}

export function changeTenant({ body, now }: ControlCall, tenant: Tenant): ApiResponse {
  const refusal = patchTenant(tenant, body, now);
  return refusal === undefined ? { status: 200, body: tenantReport(tenant, now, false) } : problem(400, refusal);
}

/** Whether the tenant is there, and its form of commerce: what a bot asks before it asks the commerce anything. */
export function tellCommerce(_call: ControlCall, { scenario }: Tenant): ApiResponse {
  return { status: 200, body: { commerce: scenario.commerce } };
}

/**
 * Which account of the tenant a chat client means: the id it gives when the tenant has it, else the admin of that name.
 * Clients for trying out, such as the Agents Playground, have people with ids of their own.
 */
export function tellAccount({ query }: ControlCall, tenant: Tenant): ApiResponse {
  const [id, name] = [query.get('id') ?? '', (query.get('name') ?? '').trim().toLowerCase()];
  if (tenant.userById.has(id)) return { status: 200, body: { id } };
  const namesake = tenant.admins.find((admin) => admin.name.toLowerCase() === name);
  return { status: 200, body: { id: namesake?.id ?? id } };
}
