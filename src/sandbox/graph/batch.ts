import type { Parts } from '../api.js';
import type { Fault } from '../faults.js';
import { answered, type Fate } from '../http/fate.js';
import { type ApiResponse, isWrite, splitUrl } from '../http/message.js';
import { slowness, struckAnswer } from '../struck.js';
import { type BatchItem, batchItems } from './batch-body.js';
import { badRequest, graphError, graphStatus } from './graph-error.js';

/**
 * Answers several requests sent as one. Each may be struck by a fault of its own; one that would lose the connection
 * loses it for all of them.
 * @see https://learn.microsoft.com/graph/json-batching
 */
export function answerBatch(body: unknown, { tenant, strike, perform }: Parts, now: number): Fate {
  const items = batchItems(body);
  if ('refusal' in items) return answered(badRequest(items.refusal, now, 'BadRequest'));
  tenant.requests.graph.batches += 1;
  const faults = new Map<BatchItem, Fault>();
  for (const item of items) {
    const fault = strike(item.method, item.url);
    if (fault) faults.set(item, fault);
  }
  const effects = [...faults.values()];
  if (effects.some(({ rule }) => rule.effect === 'hang')) return { is: 'hang' };
  if (effects.some(({ rule }) => rule.effect === 'reset')) return { is: 'reset', delayMs: 0 };
  const one = (item: BatchItem): ApiResponse => {
    const fault = faults.get(item);
    if (fault?.rule.effect === 'status') {
      return struckAnswer(fault, (status, headers) => graphStatus(status, now, headers));
    }
    const headers = Object.fromEntries(
      Object.entries(item.headers ?? {}).map(([name, value]) => [name.toLowerCase(), value]),
    );
    const response = perform({
      method: item.method,
      ...splitUrl(item.url),
      headers,
      body: item.body,
    });
    return fault?.rule.effect === 'lostReply' ? graphStatus(504, now) : response;
  };
  return answered(runAll(items, one, now), Math.max(0, ...effects.map(slowness)));
}

/**
 * Performs the requests and gives one answer with theirs inside, not in the order they were asked. Two writes to one
 * person that do not wait for each other collide, and the second is refused.
 */
function runAll(items: readonly BatchItem[], perform: (item: BatchItem) => ApiResponse, now: number): ApiResponse {
  const statuses = new Map<string, number>();
  const written = new Set<string>();
  const responses = items.map((item) => {
    const response = blocked(item, statuses, written, now) ?? perform(item);
    statuses.set(item.id.toLowerCase(), response.status);
    return itemAnswer(item.id, response);
  });
  // The service promises no order; the last first is one that a careless caller notices.
  return { status: 200, body: { responses: responses.reverse() } };
}

function blocked(
  { method, url, dependsOn = [] }: BatchItem,
  statuses: ReadonlyMap<string, number>,
  written: Set<string>,
  now: number,
): ApiResponse | undefined {
  const failed = dependsOn.find((id) => (statuses.get(id.toLowerCase()) ?? 500) >= 400);
  if (failed) {
    return graphError(424, 'FailedDependency', `Request '${failed}' that this one depends on failed.`, now);
  }
  if (!isWrite(method)) return undefined;
  const target = url.split('?')[0]?.split('/').slice(0, 3).join('/').toLowerCase() ?? '';
  if (dependsOn.length === 0 && written.has(target)) return graphStatus(409, now);
  written.add(target);
  return undefined;
}

function itemAnswer(id: string, { status, headers = {}, body }: ApiResponse): Record<string, unknown> {
  if (body === undefined) return { id, status, headers };
  return { id, status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}
