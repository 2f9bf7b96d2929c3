import { z } from 'zod';
import type { ServiceIssue } from '../../upgrade/facts.js';
import type { GraphClient } from './client.js';
import { query } from './query.js';

const issueSchema = z
  .object({ id: z.string(), service: z.string().nullish(), title: z.string().nullish() })
  .transform((issue): ServiceIssue => ({ id: issue.id, service: issue.service ?? '', title: issue.title ?? '' }));

/**
 * Service issues that are open now.
 * @throws PortError `denied` when the app may not read service health
 * @see https://learn.microsoft.com/graph/api/serviceannouncement-list-issues
 */
export function readServiceIssues(graph: GraphClient, tenantId: string): Promise<ServiceIssue[]> {
  const options = query({ $filter: 'isResolved eq false', $select: 'id,service,title' });
  return graph.all(
    {
      tenantId,
      path: `/admin/serviceAnnouncement/issues?${options}`,
      doing: 'reading service issues',
      needs: 'ServiceHealth.Read.All',
    },
    issueSchema,
  );
}
