import { z } from 'zod';
import { keyOf } from '../../base/key-of.js';
import { leftOf } from '../../base/left-of.js';
import type { Stored } from '../../storage/documents.js';
import { noticeSchema } from '../../upgrade/run/shape.js';

/** What stands in the outbox: something one person must get. */

const anyMessageSchema = z.object({
  tenantId: z.string(),
  personId: z.string(),
  /** ISO, by the tenant's clock. */
  at: z.string(),
  attempts: z.number().int(),
  /** Milliseconds since the epoch by this machine's clock: not before. */
  nextAt: z.number(),
  /** How long it was to wait when that was written, in milliseconds: a clock that was set back makes it wait no longer. */
  waitMs: z.number().default(0),
  /** How many attempts may have delivered it without saying so. */
  doubts: z.number().int().default(0),
  /** The activity id it was given by such an attempt, where that was told. */
  sentAs: z.string().optional(),
  /** Whole, it is not taken: its news alone is sent. */
  isShort: z.boolean().default(false),
});
export const messageSchema = z.discriminatedUnion('what', [
  anyMessageSchema.extend({
    what: noticeSchema.shape.what,
    runId: z.string(),
    seq: z.number().int(),
    /** The name of whoever it comes from; left out: the bot. */
    from: z.string().optional(),
  }),
  /** A permission that the person was told is missing is there. */
  anyMessageSchema.extend({ what: z.literal('consentGiven') }),
]);
export type Message = z.infer<typeof messageSchema>;
export type RunMessage = Exclude<Message, { what: 'consentGiven' }>;
export type StoredMessage = Stored<Message>;

/** Whether its time has come. @param now milliseconds since the epoch by this machine's clock */
export const isDue = (message: Message, now: number): boolean => dueIn(message, now) === 0;

/** How long until then, in milliseconds. */
export function dueIn({ nextAt, waitMs }: Message, now: number): number {
  return leftOf(nextAt, waitMs, now);
}

/** Where a message stands among those for one person: consent comes before what a run then did. */
export const placeOf = (message: Message): number => (message.what === 'consentGiven' ? 0 : message.seq);

/**
 * Ends, and a request to take a step: whoever is asked must learn that it is theirs to take, whatever else happened.
 * When it is delivered it is looked at whether the step is still to be taken.
 */
const neverOld: readonly Message['what'][] = ['completed', 'stopped', 'handedOver', 'handover'];

/** The messages that a later one for the same person and run makes old. */
export function superseded(messages: readonly StoredMessage[]): Set<StoredMessage> {
  const latest = new Map<string, number>();
  const who = ({ runId, personId }: RunMessage) => keyOf(runId, personId);
  for (const { value } of messages) {
    if (value.what !== 'consentGiven') latest.set(who(value), Math.max(latest.get(who(value)) ?? 0, value.seq));
  }
  const isOld = ({ value }: StoredMessage): boolean =>
    value.what !== 'consentGiven' && !neverOld.includes(value.what) && value.seq < (latest.get(who(value)) ?? 0);
  return new Set(messages.filter(isOld));
}
