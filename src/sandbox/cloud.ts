import { applyLine } from './apply.js';
import type { SandboxClock } from './clock.js';
import { type Fault, type Matchable, strikingFault } from './faults.js';
import type { ApiResponse } from './http/message.js';
import type { Journal, JournalLine } from './journal.js';
import type { Routing } from './routing.js';
import type { Tenant } from './world/state.js';
import { advanceTo } from './world/time.js';
import type { World } from './world/world.js';

export interface Cloud {
  readonly world: World;
  now(): number;
  /** The tenant as it is now, or undefined when nobody ever asked for it. */
  known(id: string): Tenant | undefined;
  /** The tenant as it is now; one never seen becomes `contoso`. */
  tenant(id: string): Tenant;
  /** Writes the change down, makes it, and gives its answer. */
  change(line: Omit<JournalLine, 'at'>, origin?: string): ApiResponse;
  /** The fault that strikes this request; counted when it does. */
  strike(request: Matchable): Fault | undefined;
}

/** Opens the world a journal tells of: everything in it is played again, each at its own time. */
export function openCloud(clock: SandboxClock, journal: Journal, routing: Routing): Cloud {
  const world: World = { clock, tenants: new Map(), faults: [] };
  for (const line of journal.earlier) {
    clock.atLeast(line.at);
    replay(world, routing, line);
  }
  const known = (id: string) => {
    const tenant = world.tenants.get(id.toLowerCase());
    if (tenant) advanceTo(tenant, clock.now());
    return tenant;
  };
  const change = (line: Omit<JournalLine, 'at'>, origin = '') => {
    const dated = { at: clock.now(), ...line };
    journal.append(dated);
    return applyLine(world, routing, dated, origin);
  };
  const use = (faults: readonly Fault[], request: Matchable, tenant: string | undefined) => {
    const index = strikingFault(faults, request);
    const found = faults[index];
    if (found) change({ surface: 'fault', tenant, method: 'POST', url: `/${index}` });
    return found;
  };
  return {
    world,
    now: () => clock.now(),
    known,
    tenant(id) {
      const found = known(id);
      if (found) return found;
      const lower = id.toLowerCase();
      const url = `/tenants/${encodeURIComponent(lower)}`;
      change({ surface: 'control', tenant: lower, method: 'PUT', url, body: 'contoso' });
      const made = world.tenants.get(lower);
      if (!made) throw new Error(`tenant ${lower} could not be made`);
      return made;
    },
    change,
    strike(request) {
      const tenant = request.tenant === undefined ? undefined : known(request.tenant);
      return (tenant && use(tenant.faults, request, tenant.id)) ?? use(world.faults, request, undefined);
    },
  };
}

function replay(world: World, routing: Routing, line: JournalLine): void {
  try {
    applyLine(world, routing, line, '');
  } catch {
    // It failed the same way when it was first asked for, and its caller was told so then.
  }
}
