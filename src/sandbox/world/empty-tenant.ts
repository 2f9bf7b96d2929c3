import type { Scenario } from '../scenario.js';
import { addressIn } from './addresses.js';
import type { RequestCounts, Tenant } from './state.js';

const noRequests = (): RequestCounts => ({ reads: 0, writes: 0, throttled: 0, batches: 0 });

/** A tenant in which nobody works and nothing was bought. */
export function emptyTenant(id: string, scenario: Scenario, at: number): Tenant {
  return {
    id,
    scenario,
    createdAt: at,
    now: at,
    tasks: [],
    made: 0,
    users: [],
    userById: new Map(),
    userByName: new Map(),
    deleted: [],
    groups: new Map(),
    subscriptions: [],
    orders: [],
    transitions: [],
    carts: new Map(),
    cancellations: [],
    billingProfile: addressIn(scenario),
    admins: [],
    blockers: new Set(),
    temporaryIssueUntil: 0,
    consumed: new Map(),
    unlicensedMoments: 0,
    licenceChanges: {},
    requests: { graph: noRequests(), commerce: noRequests(), otherTool: noRequests() },
    faults: [],
    outcomes: new Map(),
    billing: { aliases: new Map(), operations: new Map(), lockedUntil: new Map() },
    baskets: new Map(),
  };
}
