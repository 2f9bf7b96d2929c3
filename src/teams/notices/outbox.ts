import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import type { Run } from '../../upgrade/run/run.js';
import { noticeSchema } from '../../upgrade/run/shape.js';

/** Messages that people must get, kept until they were delivered. */

const anyMessageSchema = z.object({
  tenantId: z.string(),
  personId: z.string(),
  /** ISO, by the tenant's clock. */
  at: z.string(),
  attempts: z.number().int(),
  /** Milliseconds since the epoch by this machine's clock: not before. */
  nextAt: z.number(),
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
export type StoredMessage = { id: string; version: number; value: Message };

export const outboxKind: Kind<Message> = { name: 'outbox', schema: messageSchema };

export interface Outbox {
  /** Puts in a message for each of the run's notices and those it is for. Doing it again changes nothing. */
  add(run: Run): Promise<void>;
  /** Puts in the message that consent was given. Doing it again changes nothing. */
  addConsentGiven(tenantId: string, personId: string, at: Date): Promise<void>;
  /** Takes it out again, if it is still there. */
  removeConsentGiven(tenantId: string, personId: string): Promise<void>;
  all(): Promise<StoredMessage[]>;
  later(message: StoredMessage, change: Pick<Message, 'attempts' | 'nextAt'>): Promise<void>;
  remove(message: StoredMessage): Promise<void>;
}

export function createOutbox(documents: Documents): Outbox {
  return {
    async add(run) {
      for (const { seq, what, at, to, from } of run.notices) {
        const news = { runId: run.id, seq, what, at, ...(from === undefined ? {} : { from }) };
        for (const personId of run.followers.filter((id) => to?.includes(id) ?? true)) {
          const message = { tenantId: run.tenantId, personId, attempts: 0, nextAt: 0, ...news };
          await putNew(documents, `${run.id}:${seq}:${personId}`, message);
        }
      }
    },
    async addConsentGiven(tenantId, personId, at) {
      const message = { tenantId, personId, at: at.toISOString(), attempts: 0, nextAt: 0 };
      await putNew(documents, consentIdOf(tenantId, personId), { ...message, what: 'consentGiven' });
    },
    async removeConsentGiven(tenantId, personId) {
      const id = consentIdOf(tenantId, personId);
      if (await documents.get(outboxKind, id)) await documents.delete(outboxKind, id);
    },
    async all() {
      const messages: StoredMessage[] = [];
      for await (const message of documents.list(outboxKind)) messages.push(message);
      return messages;
    },
    async later({ id, version, value }, change) {
      await documents.put(outboxKind, id, { ...value, ...change }, version);
    },
    remove: ({ id }) => documents.delete(outboxKind, id),
  };
}

/** A practice tenant's name may hold anything; it must not run into the person's id. */
const consentIdOf = (tenantId: string, personId: string): string =>
  `consent:${encodeURIComponent(tenantId)}:${personId}`;

async function putNew(documents: Documents, id: string, message: Message): Promise<void> {
  try {
    await documents.put(outboxKind, id, message, 0);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

export type RunMessage = Exclude<Message, { what: 'consentGiven' }>;

/** Where a message stands among those for one person: consent comes before what a run then did. */
export const placeOf = (message: Message): number => (message.what === 'consentGiven' ? 0 : message.seq);

/**
 * Ends, and a request to take a step: whoever is asked must learn that it is theirs to take, whatever else happened.
 * When it is delivered it is looked at whether the step is still to be taken.
 */
const neverOld: readonly Message['what'][] = ['completed', 'stopped', 'handedOver', 'handover'];

/**
 * The messages that a later one for the same person and run makes old.
 * @returns their ids.
 */
export function superseded(messages: readonly Message[], idOf: (message: Message) => string): Set<string> {
  const latest = new Map<string, number>();
  const who = (message: RunMessage) => JSON.stringify([message.runId, message.personId]);
  const ofRuns = messages.filter((message) => message.what !== 'consentGiven');
  for (const message of ofRuns) latest.set(who(message), Math.max(latest.get(who(message)) ?? 0, message.seq));
  const old = ofRuns.filter(
    (message) => !neverOld.includes(message.what) && message.seq < (latest.get(who(message)) ?? 0),
  );
  return new Set(old.map(idOf));
}
