import type { QuotaNews, Refused } from '../../upgrade/quota-news.js';
import type { AnswerHeaders } from '../lean-fetch.js';
import { retryAfterMs } from '../retry-after.js';

/** A request that gives way to others where not all can be answered. @see https://learn.microsoft.com/graph/throttling-limits */
export const lowPriority = { 'x-ms-throttle-priority': 'Low' };

/**
 * What an answer of the directory tells of its quotas: what the request used, how much of the limit is used, and what
 * was refused by which limit. What is missing or absurd says nothing.
 * @see https://learn.microsoft.com/graph/throttling-limits#identity-and-access-service-limits (read 2026-11-29)
 */
export function quotaNews(
  isWrite: boolean,
  { status, headers }: { status: number; headers: AnswerHeaders },
  now: Date,
): QuotaNews {
  const units = Number(headers.get('x-ms-resource-unit') ?? '');
  const used = Number(headers.get('x-ms-throttle-limit-percentage') ?? '');
  return {
    units: Number.isInteger(units) && units > 0 && units <= mostUnits ? units : 1,
    isWrite,
    used: used >= 0.8 && used <= 1.8 ? used : undefined,
    refused: status === 429 ? refusal(isWrite, headers, now) : undefined,
  };
}

/** No request of the directory's costs as much; a larger number is no cost. */
const mostUnits = 100;

function refusal(isWrite: boolean, headers: AnswerHeaders, now: Date): Refused {
  const why = headers.get('x-ms-throttle-information')?.toLowerCase();
  const isOfUnits = why === 'resourceunitlimitexceeded' || (why !== 'writelimitexceeded' && !isWrite);
  return {
    scope: /^application\//i.test(headers.get('x-ms-throttle-scope') ?? '') ? 'app' : 'tenant',
    of: isOfUnits ? 'units' : 'writes',
    waitMs: retryAfterMs(headers.get('Retry-After'), now),
  };
}
