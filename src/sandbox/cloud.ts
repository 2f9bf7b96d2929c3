import { applyEntry } from './apply.js';
import type { SandboxClock } from './clock.js';
import { type Fault, type Matchable, strikingFault } from './faults.js';
import type { ApiResponse } from './http/message.js';
import type { Entry, Journal } from './journal.js';
import type { Tenant } from './world/state.js';
import { advanceTo } from './world/time.js';

/** Everything there is: the tenants, the faults and the time. */
export interface World {
  readonly clock: SandboxClock;
  readonly tenants: Map<string, Tenant>;
  faults: Fault[];
}

export interface Cloud {
  now(): number;
  readonly faults: readonly Fault[];
  /** The tenant as it is now, or undefined when nobody ever asked for it. */
  known(id: string): Tenant | undefined;
  /** The tenant as it is now; one never seen becomes `contoso`. */
  tenant(id: string): Tenant;
  /** Writes the change down, makes it, and gives its answer. */
  change(entry: Omit<Entry, 'at'>, baseUrl?: string): ApiResponse;
  /** The fault that strikes this request; counted when it does. */
  strike(request: Matchable): Fault | undefined;
}

/** Opens the world a journal tells of: everything in it is played again, each at its own time. */
export function openCloud(clock: SandboxClock, journal: Journal): Cloud {
  const world: World = { clock, tenants: new Map(), faults: [] };
  for (const entry of journal.earlier) {
    clock.atLeast(entry.at);
    replay(world, entry);
  }
  const known = (id: string) => {
    const tenant = world.tenants.get(id.toLowerCase());
    if (tenant) advanceTo(tenant, clock.now());
    return tenant;
  };
  const change = (entry: Omit<Entry, 'at'>, baseUrl = '') => {
    const dated = { at: clock.now(), ...entry };
    journal.append(dated);
    return applyEntry(world, dated, baseUrl);
  };
  const use = (faults: readonly Fault[], request: Matchable, tenant: string | undefined) => {
    const index = strikingFault(faults, request);
    const found = faults[index];
    if (found) change({ surface: 'fault', tenant, method: 'POST', url: `/${index}` });
    return found;
  };
  return {
    now: () => clock.now(),
    get faults() {
      return world.faults;
    },
    known,
    tenant(id) {
      const found = known(id);
      if (found) return found;
      const lower = id.toLowerCase();
      change({ surface: 'control', tenant: lower, method: 'PUT', url: `/tenants/${lower}`, body: 'contoso' });
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

function replay(world: World, entry: Entry): void {
  try {
    applyEntry(world, entry, '');
  } catch {
    // It failed the same way when it was first asked for, and its caller was told so then.
  }
}
