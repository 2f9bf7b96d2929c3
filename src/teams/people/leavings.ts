import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';

const leavingSchema = z.object({
  tenantId: z.string(),
  /** ISO, by the tenants' clock. */
  since: z.string(),
});
const kind: Kind<z.infer<typeof leavingSchema>> = { name: 'leaving', schema: leavingSchema };

/** Tenants whose last person removed the bot: one document each, until somebody is back. */
export class Leavings {
  constructor(private readonly documents: Documents) {}

  async *all(): AsyncIterable<{ tenantId: string; since: string }> {
    for await (const { value } of this.documents.list(kind)) yield value;
  }

  /** The last person of a tenant left; when it is known already, it stays as it was. */
  async note(tenantId: string, at: Date): Promise<void> {
    try {
      await this.documents.put(kind, idOf(tenantId), { tenantId, since: at.toISOString() }, 0);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }

  /** Somebody is there, or nothing of the tenant is left. */
  async remove(tenantId: string): Promise<void> {
    if (await this.documents.get(kind, idOf(tenantId))) await this.documents.delete(kind, idOf(tenantId));
  }
}

const idOf = (tenantId: string): string => encodeURIComponent(tenantId);
