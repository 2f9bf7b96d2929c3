import { z } from 'zod';
import type { Call, Send } from '../call.js';
import { ask } from '../http.js';

export const largestBatch = 20;
export const batchPath = '/$batch';

export type BatchItem = {
  id: string;
  method: 'GET' | 'POST' | 'PATCH';
  url: string;
  headers?: Record<string, string>;
  body?: unknown;
};
export type BatchReply = { status: number; headers: { get(name: string): string | null }; body: unknown };

const batchSchema = z.object({
  responses: z.array(
    z.object({
      id: z.string(),
      status: z.number().int(),
      headers: z.record(z.string(), z.string()).nullish(),
      body: z.unknown().optional(),
    }),
  ),
});

/**
 * Sends requests together. The answers may come in any order, and some may be missing; 200 for the whole says nothing
 * about the parts.
 * @param items at most 20, no two writes on the same user
 * @returns the answers by the ids of the items
 * @throws PortError when the batch as a whole failed
 * @see https://learn.microsoft.com/graph/json-batching
 */
export async function sendBatch(
  send: Send,
  call: Pick<Call, 'kind' | 'tenantId' | 'doing' | 'needs'>,
  items: readonly BatchItem[],
): Promise<Map<string, BatchReply>> {
  if (items.length > largestBatch)
    throw new RangeError(`A batch takes at most ${largestBatch} requests, not ${items.length}`);
  if (items.length === 0) return new Map();
  const requests = items.map(({ body, ...item }) =>
    body === undefined ? item : { ...item, headers: { ...item.headers, 'Content-Type': 'application/json' }, body },
  );
  const answer = await ask(
    send,
    { ...call, service: 'graph', method: 'POST', path: batchPath, body: { requests } },
    batchSchema,
  );
  return new Map(
    answer.responses.map(({ id, status, headers, body }) => [id, { status, headers: caseless(headers ?? {}), body }]),
  );
}

function caseless(headers: Record<string, string>): BatchReply['headers'] {
  const values = new Map(Object.entries(headers).map(([name, value]) => [name.toLowerCase(), value]));
  return { get: (name) => values.get(name.toLowerCase()) ?? null };
}
