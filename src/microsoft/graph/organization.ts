import { z } from 'zod';
import { PortError } from '../../upgrade/ports.js';
import type { Organization } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';

const organizationSchema = z.object({ displayName: z.string().nullish(), countryLetterCode: z.string().nullish() });

/**
 * The tenant's name and country.
 * @see https://learn.microsoft.com/graph/api/organization-list
 */
export async function readOrganization(graph: GraphClient, tenantId: string): Promise<Organization> {
  const doing = 'reading the organization';
  const [row] = await graph.all(
    { tenantId, path: '/organization?$select=id,displayName,countryLetterCode', doing, needs: 'Organization.Read.All' },
    organizationSchema,
  );
  if (!row) throw new PortError({ is: 'notFound' }, doing);
  return { displayName: row.displayName ?? '', country: row.countryLetterCode || null };
}
