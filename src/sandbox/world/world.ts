import type { SandboxClock } from '../clock.js';
import type { Fault } from '../faults.js';
import type { Tenant } from './state.js';

/** Everything there is: the tenants, the faults that strike any of them, and the time. */
export interface World {
  readonly clock: SandboxClock;
  readonly tenants: Map<string, Tenant>;
  faults: Fault[];
}
