import type { Scenario } from '../scenario.js';
import type { Tenant } from '../world/state.js';
import { createLimited, type Limited } from './limited.js';
import { createOtherTool } from './other-tool.js';

interface Throttled {
  readonly retryAfterSeconds: number;
  readonly information: 'WriteLimitExceeded' | 'ResourceUnitLimitExceeded';
}

/** What one request uses. */
interface Cost {
  readonly units: number;
  readonly isWrite: boolean;
  /** Marked as what is to be refused first. */
  readonly isLow: boolean;
}

export interface GraphThrottle {
  /**
   * Takes what one request costs; gives what to tell the caller when there is too little left, else how much of the limit
   * is used, where that is told.
   */
  take(tenant: Tenant, appId: string, cost: Cost, now: number): Throttled | { readonly used: number | undefined };
}

const unitsWindowMs = 10_000;
const documented: NonNullable<Scenario['quotas']> = {
  writes: 3000,
  windowMs: 150_000,
  shape: 'bucket',
  tells: true,
  otherTool: 0,
};
/** A caller told to wait finds room for so many requests afterwards: one full batch. */
const roomAfterWait = 20;
/** The part of a limit that requests of low priority leave to the others; Microsoft's page gives no figure. */
const keptFromLow = 0.01;
/** From which use on it is told. */
const toldFrom = 0.8;

/** The limits of one app in one tenant. */
interface Limits {
  readonly units: Limited;
  readonly writes: Limited;
  /** Lets the tenant's other tool do what it has done by now. */
  readonly others: (now: number) => void;
}

/**
 * Graph's limits for one app in one tenant: resource units by the size of the tenant, and writes.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function createGraphThrottle(): GraphThrottle {
  const all = new Map<string, Limits>();
  return {
    take(tenant, appId, { units, isWrite, isLow }, now) {
      if (tenant.scenario.quotas === null) return { used: undefined };
      const quotas = tenant.scenario.quotas ?? documented;
      const name = `${appId}|${tenant.id}|${tenant.createdAt}|${JSON.stringify(quotas)}`;
      const limits = all.get(name) ?? limitsOf(tenant, quotas, now);
      all.set(name, limits);
      limits.others(now);
      const wait = waitFor(limits.units, units, isLow, now);
      if (wait !== undefined) return { retryAfterSeconds: wait, information: 'ResourceUnitLimitExceeded' };
      const writeWait = isWrite ? waitFor(limits.writes, 1, isLow, now) : undefined;
      if (writeWait !== undefined) return { retryAfterSeconds: writeWait, information: 'WriteLimitExceeded' };
      const used = (isWrite ? limits.writes : limits.units).used(now);
      return { used: quotas.tells && used >= toldFrom ? used : undefined };
    },
  };
}

function limitsOf(tenant: Tenant, quotas: NonNullable<Scenario['quotas']>, now: number): Limits {
  const { shape, writes: capacity, windowMs } = quotas;
  const writes = createLimited(shape, capacity, windowMs, now);
  const others = createOtherTool(tenant, quotas, writes, now);
  return { units: createLimited(shape, unitsFor(tenant), unitsWindowMs, now), writes, others };
}

/** Takes so much; in how many seconds to come again where there is too little left. */
function waitFor(limited: Limited, amount: number, isLow: boolean, now: number): number | undefined {
  const kept = isLow ? Math.floor(limited.capacity * keptFromLow) : 0;
  if (limited.take(amount, now, kept)) return undefined;
  return Math.max(1, Math.ceil(limited.roomIn(Math.max(roomAfterWait, amount) + kept, now) / 1000));
}

function unitsFor({ users }: Tenant): number {
  if (users.length < 50) return 3500;
  return users.length <= 500 ? 5000 : 8000;
}

/** Resource units of a request: `$select` and a small `$top` make it cheaper, `$expand` dearer. */
export function resourceUnitsOf(cost: number, query: URLSearchParams): number {
  let units = cost;
  if (query.has('$select')) units -= 1;
  if (query.has('$expand')) units += 1;
  const top = query.get('$top');
  if (top !== null && Number(top) < 20) units -= 1;
  return Math.max(units, 1);
}
