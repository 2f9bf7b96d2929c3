import { userFields } from '../../src/microsoft/graph/users.js';
import { graphDirectory } from '../../src/microsoft/index.js';
import { connectSandbox } from '../../src/sandbox/client.js';
import type { Directory } from '../../src/upgrade/ports.js';

export type OtherTool = Directory & {
  /** The list of who holds a product as Graph answers it, for up to 999 people. */
  listOfHolders(tenantId: string, skuId: string): Promise<{ value: { id: string }[] }>;
  close(): void;
};

/** Another tool of the tenant's admins, which reads and changes licences beside the bot. */
export async function anotherTool(sandboxUrl: string): Promise<OtherTool> {
  const sandbox = await connectSandbox({ url: sandboxUrl, fetch });
  const directory = graphDirectory({ baseUrl: `${sandboxUrl}/v1.0`, tokens: sandbox.tokens, fetch: sandbox.fetch });
  return {
    ...directory,
    async listOfHolders(tenantId, skuId) {
      const token = await sandbox.tokens(tenantId, 'https://graph.microsoft.com/.default');
      const query = `$filter=assignedLicenses/any(s:s/skuId eq ${skuId})&$select=${userFields}&$top=999`;
      const headers = { authorization: `Bearer ${token}` };
      const response = await fetch(`${sandboxUrl}/v1.0/users?${encodeURI(query)}`, { headers });
      return (await response.json()) as { value: { id: string }[] };
    },
    close: () => sandbox.close(),
  };
}
