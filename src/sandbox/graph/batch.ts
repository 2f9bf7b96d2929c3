import { type ApiResponse, isWrite } from '../http/message.js';
import type { BatchItem } from './batch-body.js';
import { codeOfStatus, graphError, messageOfStatus } from './errors.js';

/**
 * Performs the requests of a batch and gives one answer with theirs inside, not in the order they were asked. Two
 * writes to one person that do not wait for each other collide, and the second is refused.
 */
export function runBatch(
  items: readonly BatchItem[],
  perform: (item: BatchItem) => ApiResponse,
  now: number,
): ApiResponse {
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
  if (dependsOn.length === 0 && written.has(target)) {
    return graphError(409, codeOfStatus[409] ?? '', messageOfStatus[409] ?? '', now);
  }
  written.add(target);
  return undefined;
}

function itemAnswer(id: string, { status, headers = {}, body }: ApiResponse): Record<string, unknown> {
  if (body === undefined) return { id, status, headers };
  return { id, status, headers: { 'Content-Type': 'application/json', ...headers }, body };
}
