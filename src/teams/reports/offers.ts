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
  /** ISO, by the tenants' clock; null where earlier versions did not say. */
  madeAt: z.string().nullable().default(null),
});
export type Offer = z.infer<typeof offerSchema>;

const kind: Kind<Offer> = { name: 'file-offer', schema: offerSchema };

/** Rejects when the store can't be read or written. */
export class Offers {
  constructor(
    private readonly documents: Documents,
    private readonly newId: () => string,
    private readonly now: () => Date,
  ) {}

  /** Writes an offer down in place of an earlier one for the same file. @returns what the message must carry */
  async make(
    offer: Omit<Offer, 'nonce' | 'activityId' | 'state' | 'madeAt'>,
  ): Promise<{ context: OfferContext; earlier: string | null }> {
    const id = `${offer.runId}:${offer.personId}:${offer.file}`;
    const earlier = await this.documents.get(kind, id);
    const nonce = this.newId();
    const madeAt = this.now().toISOString();
    const made: Offer = { ...offer, nonce, activityId: null, state: 'open', madeAt };
    await this.documents.put(kind, id, made, earlier?.version ?? 0);
    return { context: { offer: id, nonce }, earlier: earlier?.value.activityId ?? null };
  }

  /** The offer that a context stands for, if it is this person's and the latest for its file. */
  async find({ offer, nonce }: OfferContext, tenantId: string, personId: string): Promise<Offer | undefined> {
    const found = (await this.documents.get(kind, offer))?.value;
    const isTheirs = found?.nonce === nonce && found.tenantId === tenantId && found.personId === personId;
    return isTheirs ? found : undefined;
  }

  /** Changes the offer that a context stands for, unless there is a later one for its file. */
  async change({ offer, nonce }: OfferContext, patch: Partial<Pick<Offer, 'activityId' | 'state'>>): Promise<void> {
    const stored = await this.documents.get(kind, offer);
    if (stored?.value.nonce !== nonce) return;
    await this.documents.put(kind, offer, { ...stored.value, ...patch }, stored.version);
  }
}

/** Deletes those offers that are meant. @returns how many */
export async function removeOffers(documents: Documents, meant: (offer: Offer) => boolean): Promise<number> {
  const ids: string[] = [];
  for await (const { id, value } of documents.list(kind)) if (meant(value)) ids.push(id);
  for (const id of ids) await documents.delete(kind, id);
  return ids.length;
}
