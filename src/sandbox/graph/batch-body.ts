import { z } from 'zod';
import { isWrite } from '../http/message.js';

const item = z.object({
  id: z.string().min(1),
  method: z.enum(['GET', 'POST', 'PUT', 'PATCH', 'DELETE']),
  url: z.string().regex(/^(?!https?:)/i),
  headers: z.record(z.string(), z.string()).optional(),
  body: z.unknown().optional(),
  dependsOn: z.array(z.string()).optional(),
});

export type BatchItem = z.infer<typeof item>;

const schema = z.object({ requests: z.array(item).min(1) });
const most = 20;

/**
 * The requests of a batch, or why the whole of it is refused.
 * @see https://learn.microsoft.com/graph/json-batching
 */
export function batchItems(body: unknown): readonly BatchItem[] | { refusal: string } {
  const parsed = schema.safeParse(body);
  if (!parsed.success) return { refusal: `Invalid batch payload format: ${parsed.error.issues[0]?.path.join('/')}.` };
  const { requests } = parsed.data;
  if (requests.length > most) return { refusal: 'Number of batch request steps exceeds the maximum value 20.' };
  const ids = new Set<string>();
  for (const { id, method, headers, body: inner, dependsOn } of requests) {
    if (ids.has(id.toLowerCase())) return { refusal: `Batch request id '${id}' is not unique.` };
    const hasType = Object.keys(headers ?? {}).some((name) => name.toLowerCase() === 'content-type');
    if (isWrite(method) && method !== 'DELETE' && (!hasType || inner === undefined)) {
      return { refusal: `Write request id : ${id} does not contain Content-Type header or body.` };
    }
    const unknown = dependsOn?.find((earlier) => !ids.has(earlier.toLowerCase()));
    if (unknown) return { refusal: `Request id '${id}' depends on '${unknown}', which does not come before it.` };
    ids.add(id.toLowerCase());
  }
  return requests;
}
