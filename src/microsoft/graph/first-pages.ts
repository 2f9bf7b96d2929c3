import { hasProblem } from '../../upgrade/ports.js';
import type { GraphClient, GraphRead } from './client.js';
import { type Page, pageSchema } from './listing.js';

/**
 * The first pages of several small collections, in one request to Graph. What was not given there, because it was refused
 * or went astray, or because batches are to wait, is left out: whoever reads it on its own is told why, with everything
 * that a read does about it.
 * @see https://learn.microsoft.com/graph/json-batching
 */
export async function firstPages(
  graph: GraphClient,
  tenantId: string,
  reads: readonly Omit<GraphRead, 'tenantId'>[],
): Promise<(Page | undefined)[]> {
  const [{ doing, needs } = { doing: '', needs: '' }] = reads;
  const items = reads.map(({ path, headers }, at) => ({
    id: String(at),
    method: 'GET' as const,
    url: path,
    ...(headers && { headers }),
  }));
  const call = { kind: 'read', tenantId, doing, needs } as const;
  const replies = await graph.batch(call, items).catch((error: unknown) => {
    if (hasProblem(error, 'busy', 'unreadable', 'refused', 'notFound')) return undefined;
    throw error;
  });
  return reads.map((_, at) => pageOf(replies?.get(String(at))));
}

function pageOf(reply: { status: number; body: unknown } | undefined): Page | undefined {
  return reply?.status === 200 ? pageSchema.safeParse(reply.body).data : undefined;
}
