import { graphDirectory } from '../../src/microsoft/index.js';
import { connectSandbox } from '../../src/sandbox/client.js';
import { product, sourceSku } from '../../src/upgrade/plans/plans.js';
import type { Directory } from '../../src/upgrade/ports.js';

/** Microsoft Graph of the sandbox at `url`, for what somebody else than the bot does in a tenant. */
export async function connectGraph(url: string): Promise<{ directory: Directory; close(): void }> {
  const { tokens, fetch: sandboxFetch, close } = await connectSandbox({ url, fetch });
  return { directory: graphDirectory({ baseUrl: `${url}/v1.0`, tokens, fetch: sandboxFetch }), close };
}

/** The product of an upgrade by its id in Graph. */
export const skuIdOf = (sku = sourceSku): string => product(sku)?.skuId ?? '';
