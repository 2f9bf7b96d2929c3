import { graphClient } from '../microsoft/graph/client.js';
import { readOrganization } from '../microsoft/graph/organization.js';
import { explainProblem } from './explain-problem.js';
import { type Finding, ok } from './finding.js';

const id = 'graph';

/** Reads the tenant's name, the smallest thing there is to read in Microsoft Graph. */
export async function checkGraph(options: {
  api: string;
  token: string;
  tenant: string;
  fetch: typeof fetch;
}): Promise<Finding> {
  const { api, token, tenant } = options;
  const graph = graphClient({ baseUrl: `${api}/v1.0`, tokens: async () => token, fetch: options.fetch, attempts: 1 });
  try {
    const { displayName, country } = await readOrganization(graph, tenant);
    return ok(id, `reads ${displayName || tenant}${country ? ` (${country})` : ''}`);
  } catch (thrown) {
    const denied = 'Grant Organization.Read.All to the app in this tenant.';
    return explainProblem(id, thrown, { api, denied, notFound: 'Check the tenant id.' });
  }
}
