import { z } from 'zod';
import { type Documents, type Kind, type Stored, VersionConflict } from '../../storage/documents.js';

const consentWaitingSchema = z.object({
  tenantId: z.string(),
  people: z.array(z.string()),
  /** ISO, by the tenants' clock: when somebody was told last. */
  since: z.string(),
  /** ISO, by the tenants' clock: when to look whether it is there. */
  nextAt: z.string(),
});
export type ConsentWaiting = z.infer<typeof consentWaitingSchema>;

export const consentWaitingKind: Kind<ConsentWaiting> = { name: 'consent-watch', schema: consentWaitingSchema };

/** Who was told that a permission is missing and waits for it: one document a tenant. */
export class ConsentWaitingList {
  constructor(private readonly documents: Documents) {}

  async *all(): AsyncIterable<ConsentWaiting> {
    for await (const { value } of this.documents.list(consentWaitingKind)) yield value;
  }

  /** Takes a person off the list, or everyone, whoever changes it meanwhile. */
  async remove(tenantId: string, personId?: string): Promise<void> {
    await this.change(
      tenantId,
      (waiting) =>
        waiting && {
          ...waiting,
          people: waiting.people.filter((one) => personId !== undefined && one !== personId),
        },
    );
  }

  /**
   * Changes what is kept of a tenant; a list without people is deleted, and nothing is written when nothing changed.
   * Where somebody else was first, it is decided again on what they left.
   */
  async change(
    tenantId: string,
    change: (now: ConsentWaiting | undefined) => Promise<ConsentWaiting | undefined> | ConsentWaiting | undefined,
  ): Promise<void> {
    const id = encodeURIComponent(tenantId);
    for (;;) {
      const stored = await this.documents.get(consentWaitingKind, id);
      const after = await change(stored?.value);
      try {
        return await this.keep(id, stored, after);
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  private async keep(id: string, stored: Stored<ConsentWaiting> | undefined, after: ConsentWaiting | undefined) {
    if (after && after.people.length > 0) {
      if (JSON.stringify(after) === JSON.stringify(stored?.value)) return;
      await this.documents.put(consentWaitingKind, id, after, stored?.version ?? 0);
    } else if (stored) {
      await this.documents.delete(consentWaitingKind, id, stored.version);
    }
  }
}
