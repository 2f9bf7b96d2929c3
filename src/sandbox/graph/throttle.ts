import type { Tenant } from '../world/state.js';

/** Tokens that come back with time; `capacity` of them in `windowMs`. */
interface Bucket {
  tokens: number;
  at: number;
}

interface Throttled {
  readonly retryAfterSeconds: number;
  readonly information: 'WriteLimitExceeded' | 'ResourceUnitLimitExceeded';
}

export interface GraphThrottle {
  /** Takes what one request costs; gives what to tell the caller when there is too little left. */
  take(tenant: Tenant, appId: string, units: number, isWrite: boolean, now: number): Throttled | undefined;
}

const unitsWindowMs = 10_000;
const documented = { writes: 3000, windowMs: 150_000 };
/** A caller told to wait finds room for so many requests afterwards: one full batch. */
const roomAfterWait = 20;

/**
 * Graph's limits for one app in one tenant: resource units by the size of the tenant, and writes.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits
 */
export function createGraphThrottle(): GraphThrottle {
  const buckets = new Map<string, Bucket>();
  const takeFrom = (name: string, capacity: number, windowMs: number, amount: number, now: number) => {
    const rate = capacity / windowMs;
    const bucket = buckets.get(name) ?? { tokens: capacity, at: now };
    buckets.set(name, bucket);
    bucket.tokens = Math.min(capacity, bucket.tokens + Math.max(now - bucket.at, 0) * rate);
    bucket.at = Math.max(bucket.at, now);
    if (bucket.tokens < amount) {
      const room = Math.min(capacity, Math.max(roomAfterWait, amount));
      return Math.max(1, Math.ceil((room - bucket.tokens) / rate / 1000));
    }
    bucket.tokens -= amount;
    return undefined;
  };
  return {
    take(tenant, appId, units, isWrite, now) {
      const { quotas } = tenant.scenario;
      if (quotas === null) return undefined;
      const { writes, windowMs } = quotas ?? documented;
      const name = `${appId}|${tenant.id}|${tenant.createdAt}`;
      const wait = takeFrom(`${name}|units`, unitsFor(tenant), unitsWindowMs, units, now);
      if (wait !== undefined) return { retryAfterSeconds: wait, information: 'ResourceUnitLimitExceeded' };
      if (!isWrite) return undefined;
      const writeWait = takeFrom(`${name}|writes`, writes, windowMs, 1, now);
      return writeWait === undefined ? undefined : { retryAfterSeconds: writeWait, information: 'WriteLimitExceeded' };
    },
  };
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
