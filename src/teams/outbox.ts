import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../storage/documents.js';
import { noticeSchema, type Run } from '../upgrade/run.js';

/** Messages that followers must get, kept until they were delivered. */

export const messageSchema = z.object({
  tenantId: z.string(),
  runId: z.string(),
  seq: z.number().int(),
  personId: z.string(),
  what: noticeSchema.shape.what,
  /** ISO, by the tenant's clock. */
  at: z.string(),
  attempts: z.number().int(),
  /** Milliseconds since the epoch by this machine's clock: not before. */
  nextAt: z.number(),
});
export type Message = z.infer<typeof messageSchema>;
export type StoredMessage = { id: string; version: number; value: Message };

export const outboxKind: Kind<Message> = { name: 'outbox', schema: messageSchema };

export interface Outbox {
  /** Puts in a message for each of the run's notices and followers. Doing it again changes nothing. */
  add(run: Run): Promise<void>;
  all(): Promise<StoredMessage[]>;
  later(message: StoredMessage, change: Pick<Message, 'attempts' | 'nextAt'>): Promise<void>;
  remove(message: StoredMessage): Promise<void>;
}

export function createOutbox(documents: Documents): Outbox {
  return {
    async add(run) {
      for (const { seq, what, at } of run.notices) {
        for (const personId of run.followers) {
          const message = { tenantId: run.tenantId, runId: run.id, seq, personId, what, at, attempts: 0, nextAt: 0 };
          await putNew(documents, `${run.id}:${seq}:${personId}`, message);
        }
      }
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

async function putNew(documents: Documents, id: string, message: Message): Promise<void> {
  try {
    await documents.put(outboxKind, id, message, 0);
  } catch (error) {
    if (!(error instanceof VersionConflict)) throw error;
  }
}

const ends: readonly Message['what'][] = ['completed', 'stopped', 'handedOver'];

/**
 * The messages that a later one for the same person and run makes old. Ends never grow old.
 * @returns their ids.
 */
export function superseded(messages: readonly Message[], idOf: (message: Message) => string): Set<string> {
  const latest = new Map<string, number>();
  const who = (message: Message) => JSON.stringify([message.runId, message.personId]);
  for (const message of messages) latest.set(who(message), Math.max(latest.get(who(message)) ?? 0, message.seq));
  const old = messages.filter(
    (message) => !ends.includes(message.what) && message.seq < (latest.get(who(message)) ?? 0),
  );
  return new Set(old.map(idOf));
}
