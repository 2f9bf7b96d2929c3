import { z } from 'zod';
import type { ReprocessOutcome } from '../../upgrade/licences/change-outcome.js';
import { PortError } from '../../upgrade/ports.js';
import type { GraphClient } from './client.js';

/**
 * Has Microsoft process anew what a person gets from their groups. It needs a wider permission than changing licences
 * does, which the assistant is not usually granted: that is an answer, not a fault.
 * @throws PortError
 * @see https://learn.microsoft.com/graph/api/user-reprocesslicenseassignment (read 2026-11-28)
 */
export async function reprocessLicences(
  graph: GraphClient,
  tenantId: string,
  userId: string,
): Promise<ReprocessOutcome> {
  const path = `/users/${encodeURIComponent(userId)}/reprocessLicenseAssignment`;
  const doing = 'having licences from groups processed again';
  try {
    await graph.post({ tenantId, path, doing, needs: 'User.ReadWrite.All' }, z.unknown());
    return { is: 'done' };
  } catch (error) {
    if (!(error instanceof PortError)) throw error;
    const { problem } = error;
    switch (problem.is) {
      case 'denied':
        return { is: 'denied' };
      case 'notFound':
        return { is: 'gone' };
      case 'refused':
        return { is: 'refused', text: problem.text };
      default:
        throw error;
    }
  }
}
