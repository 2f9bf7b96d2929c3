import { z } from 'zod';
import type { World } from '../cloud.js';
import { parseDuration } from '../duration.js';
import { faultsSchema, makeFault } from '../faults.js';
import type { ApiRequest, ApiResponse } from '../http/message.js';
import { buildTenant } from '../world/build.js';
import { patchTenant } from './patch-tenant.js';
import { problem } from './problem.js';
import { readScenario } from './read-scenario.js';
import { tenantReport } from './report.js';

const clockMove = z.strictObject({ advance: z.string() });

/** Makes one change that a tester asks for: the clock, the faults, a tenant put in place or changed. */
export function answerControl(
  world: World,
  tenantId: string | undefined,
  request: ApiRequest,
  at: number,
): ApiResponse {
  if (request.path === '/clock') return moveClock(world, request.body);
  if (request.path === '/faults') return setFaults(world, request);
  if (tenantId === undefined) return problem(404, 'There is no such thing in the sandbox.');
  return request.method === 'PUT'
    ? putTenant(world, tenantId, request.body, at)
    : patch(world, tenantId, request.body, at);
}

function moveClock(world: World, body: unknown): ApiResponse {
  const parsed = clockMove.safeParse(body);
  const ms = parsed.success ? parseDuration(parsed.data.advance) : undefined;
  if (ms === undefined) {
    return problem(400, 'Give how far to move the clock as an ISO 8601 duration: {"advance": "PT48H"}.');
  }
  world.clock.advance(ms);
  return { status: 200, body: { now: new Date(world.clock.now()).toISOString() } };
}

function setFaults(world: World, { method, body }: ApiRequest): ApiResponse {
  const parsed = faultsSchema.safeParse(method === 'DELETE' ? [] : body);
  if (!parsed.success) return problem(400, z.prettifyError(parsed.error));
  world.faults = parsed.data.map(makeFault);
  // The list is all there is: faults that came with a scenario end too.
  for (const tenant of world.tenants.values()) tenant.faults = [];
  return method === 'DELETE' ? { status: 204 } : { status: 200, body: { faults: parsed.data } };
}

function putTenant(world: World, id: string, body: unknown, at: number): ApiResponse {
  const read = readScenario(body);
  if ('problem' in read) return problem(400, read.problem);
  const tenant = buildTenant(id, read.scenario, at);
  tenant.faults = read.faults.map(makeFault);
  world.tenants.set(id, tenant);
  return { status: 200, body: tenantReport(tenant, at, false) };
}

function patch(world: World, id: string, body: unknown, at: number): ApiResponse {
  const tenant = world.tenants.get(id);
  if (!tenant) return problem(404, `Nobody has put tenant ${id} into the sandbox yet.`);
  const refusal = patchTenant(tenant, body, at);
  return refusal === undefined ? { status: 200, body: tenantReport(tenant, at, false) } : problem(400, refusal);
}
