import { z } from 'zod';
import type { Documents, Kind } from '../../storage/documents.js';
import { reportFiles } from '../cards/report-file.js';
import type { OfferContext } from './file-cards.js';

/** A file that a person was asked to take. Kept, so that an answer is believed only for what was asked of whom. */
const offerSchema = z.object({
  tenantId: z.string(),
  personId: z.string(),
  runId: z.string(),
  file: z.enum(reportFiles),
  fileName: z.string(),
  /** Tells this asking from an earlier one for the same file. */
  nonce: z.string(),
  /** The message that asks; null until it was sent. */
  activityId: z.string().nullable(),
  state: z.enum(['open', 'saved', 'declined']),
});
export type Offer = z.infer<typeof offerSchema>;

const kind: Kind<Offer> = { name: 'file-offer', schema: offerSchema };

export interface Offers {
  /** Writes an offer down in place of an earlier one for the same file. @returns what the message must carry */
  make(
    offer: Omit<Offer, 'nonce' | 'activityId' | 'state'>,
  ): Promise<{ context: OfferContext; earlier: string | null }>;
  /** The offer that a context stands for, if it is this person's and the latest for its file. */
  find(context: OfferContext, whose: { tenantId: string; personId: string }): Promise<Offer | undefined>;
  change(context: OfferContext, change: Partial<Pick<Offer, 'activityId' | 'state'>>): Promise<void>;
}

export function createOffers(documents: Documents, newId: () => string): Offers {
  async function change({ offer, nonce }: OfferContext, patch: Partial<Offer>): Promise<void> {
    const stored = await documents.get(kind, offer);
    if (stored?.value.nonce !== nonce) return;
    await documents.put(kind, offer, { ...stored.value, ...patch }, stored.version);
  }

  return {
    async make(offer) {
      const id = `${offer.runId}:${offer.personId}:${offer.file}`;
      const earlier = await documents.get(kind, id);
      const nonce = newId();
      await documents.put(kind, id, { ...offer, nonce, activityId: null, state: 'open' }, earlier?.version ?? 0);
      return { context: { offer: id, nonce }, earlier: earlier?.value.activityId ?? null };
    },
    async find({ offer, nonce }, { tenantId, personId }) {
      const found = (await documents.get(kind, offer))?.value;
      const isTheirs = found?.nonce === nonce && found.tenantId === tenantId && found.personId === personId;
      return isTheirs ? found : undefined;
    },
    change,
  };
}
