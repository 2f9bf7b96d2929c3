import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import type { Run } from '../../upgrade/run/run.js';
import { type Message, messageSchema, type StoredMessage } from './message.js';

export const outboxKind: Kind<Message> = { name: 'outbox', schema: messageSchema };

/** What is written down of attempts to deliver a message. */
export type Retry = Pick<Message, 'attempts' | 'nextAt' | 'waitMs' | 'doubts' | 'sentAs' | 'isShort'>;

const fresh = { attempts: 0, nextAt: 0, waitMs: 0, doubts: 0, isShort: false } as const;

/** Messages that people must get, kept until they were delivered. Rejects when the store can't be read or written. */
export class Outbox {
  constructor(private readonly documents: Documents) {}

  /** Puts in a message for each of the run's notices and those it is for. Doing it again changes nothing. */
  async add(run: Run): Promise<void> {
    for (const { seq, what, at, to, from } of run.notices) {
      const about = { runId: run.id, seq, what, at, ...(from === undefined ? {} : { from }) };
      for (const personId of run.followers.filter((id) => to?.includes(id) ?? true)) {
        const message = { tenantId: run.tenantId, personId, ...fresh, ...about };
        await this.putNew(`${run.id}:${seq}:${personId}`, message);
      }
    }
  }

  /** Puts in the message that consent was given. Doing it again changes nothing. */
  async addConsentGiven(tenantId: string, personId: string, at: Date): Promise<void> {
    const message = { tenantId, personId, at: at.toISOString(), ...fresh };
    await this.putNew(consentIdOf(tenantId, personId), { ...message, what: 'consentGiven' });
  }

  /** Takes it out again, if it is still there. */
  async removeConsentGiven(tenantId: string, personId: string): Promise<void> {
    const id = consentIdOf(tenantId, personId);
    if (await this.documents.get(outboxKind, id)) await this.documents.delete(outboxKind, id);
  }

  async all(): Promise<StoredMessage[]> {
    const messages: StoredMessage[] = [];
    for await (const message of this.documents.list(outboxKind)) messages.push(message);
    return messages;
  }

  /** Writes down when a message is tried again. */
  async later({ id, version, value }: StoredMessage, next: Partial<Retry>): Promise<void> {
    await this.documents.put(outboxKind, id, { ...value, ...next }, version);
  }

  async remove({ id }: StoredMessage): Promise<void> {
    await this.documents.delete(outboxKind, id);
  }

  /** Takes out those that are meant. @returns how many */
  async removeThose(meant: (message: Message) => boolean): Promise<number> {
    const those = (await this.all()).filter(({ value }) => meant(value));
    for (const message of those) await this.remove(message);
    return those.length;
  }

  private async putNew(id: string, message: Message): Promise<void> {
    try {
      await this.documents.put(outboxKind, id, message, 0);
    } catch (error) {
      if (!(error instanceof VersionConflict)) throw error;
    }
  }
}

/** A practice tenant's name may hold anything; it must not run into the person's id. */
const consentIdOf = (tenantId: string, personId: string): string =>
  `consent:${encodeURIComponent(tenantId)}:${personId}`;
