import { z } from 'zod';
import { type FaultInput, faultsSchema, makeFault } from '../faults.js';
import type { ApiResponse } from '../http/message.js';
import type { World } from '../world/world.js';
import type { ControlCall } from './call.js';
import { problem } from './problem.js';

export function listFaults({ world }: ControlCall): ApiResponse {
  return { status: 200, body: { faults: world.faults.map(({ rule, timesLeft }) => ({ ...rule, timesLeft })) } };
}

export function badFaults({ body }: ControlCall): ApiResponse | undefined {
  const { error } = faultsSchema.safeParse(body);
  return error && problem(400, `The faults are not valid. ${z.prettifyError(error)}`);
}

export function setFaults({ world, body }: ControlCall): ApiResponse {
  const faults = faultsSchema.parse(body);
  replaceFaults(world, faults);
  return { status: 200, body: { faults } };
}

export function clearFaults({ world }: ControlCall): ApiResponse {
  replaceFaults(world, []);
  return { status: 204 };
}

/** The list is all there is: faults that came with a scenario end too. */
function replaceFaults(world: World, rules: readonly FaultInput[]): void {
  world.faults = rules.map(makeFault);
  for (const tenant of world.tenants.values()) tenant.faults = [];
}
