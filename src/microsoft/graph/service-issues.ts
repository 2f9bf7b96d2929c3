import { z } from 'zod';
import type { ServiceIssue } from '../../upgrade/tenant/facts.js';
import type { GraphClient } from './client.js';
import { query } from './query.js';
import { isAdvisory } from './words.js';

const issueSchema = z
  .object({
    id: z.string(),
    service: z.string().nullish(),
    title: z.string().nullish(),
    classification: z.string().nullish(),
    isResolved: z.boolean().nullish(),
  })
  .transform(({ id, service, title, classification, isResolved }) => ({
    issue: { id, service: service ?? '', title: title ?? '' },
    isIncident: !isAdvisory(classification),
    // A filter that is not understood is not always refused.
    isOpen: isResolved !== true,
  }));

/**
 * Service incidents that are open now.
 * @throws PortError `denied` when the app may not read service health
 * @see https://learn.microsoft.com/graph/api/serviceannouncement-list-issues
 */
export async function readServiceIssues(graph: GraphClient, tenantId: string): Promise<ServiceIssue[]> {
  const options = query({ $filter: 'isResolved eq false', $select: 'id,service,title,classification,isResolved' });
  const found = await graph.all(
    {
      tenantId,
      path: `/admin/serviceAnnouncement/issues?${options}`,
      doing: 'reading service issues',
      needs: 'ServiceHealth.Read.All',
    },
    issueSchema,
    'id',
  );
  return found.filter(({ isIncident, isOpen }) => isIncident && isOpen).map(({ issue }) => issue);
}
