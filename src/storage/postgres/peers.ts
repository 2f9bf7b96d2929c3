import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import type { RealTime } from '../../base/real-time.js';
import { type ChangedElsewhere, type Claim, Listeners, type Peers } from '../peers.js';
import type { StorageLog } from '../storage-log.js';
import { Claims } from './claims.js';
import type { Database } from './database.js';
import { Session, type Use } from './session.js';

/**
 * Processes on one PostgreSQL: what they have is locked, and what they tell each other is notified, a change of a
 * document with the very statement that makes it. A queue with jobs of its own would be a second account of what is due,
 * beside the documents that say it.
 */

const channel = 'upgrade_assistant';
const noticeSchema = z.object({ from: z.string(), topic: z.string(), about: z.string() });
type Notice = z.infer<typeof noticeSchema>;
/** What changes of documents are told about; no topic of a caller's is called so. */
const documentTopic = 'document';
const documentSchema = z.object({ kind: z.string(), id: z.string() });

type Options = { url: string; use: Use; database: Database; time: RealTime; log: StorageLog | undefined };

export class PostgresPeers implements Peers {
  readonly isAlone = false;
  private readonly listeners = new Listeners();
  private readonly changeListeners = new Set<(changed: ChangedElsewhere) => void>();
  private readonly me = randomUUID();
  private readonly session: Session;
  private readonly claims: Claims;

  constructor(private readonly options: Options) {
    const { url, use, time, log } = options;
    this.session = new Session({
      url,
      use,
      channel,
      time,
      log,
      heard: (payload) => this.hear(payload),
      lost: () => this.claims.loseAll(),
      reopened: () => {
        this.claims.nudge();
        this.changed('unknown');
      },
    });
    this.claims = new Claims(() => this.session.asker, time);
  }

  /** Rejects with the database's error where there is no connection to it. */
  async open(): Promise<void> {
    await this.session.open();
    this.claims.start();
  }

  async close(): Promise<void> {
    await this.claims.stop();
    await this.session.stop();
  }

  hold(name: string, signal: AbortSignal): Promise<Claim | undefined> {
    return this.claims.hold(name, signal);
  }

  tell(topic: string, about: string): void {
    const { database, log } = this.options;
    this.listeners.tell(topic, about);
    database
      .ask('tell the other processes', 'SELECT pg_notify($1, $2)', [channel, this.notice(topic, about)])
      .catch((error: unknown) => log?.warn({ err: error, topic }, 'Other processes could not be told'));
  }

  on(topic: string, listener: (about: string) => void): () => void {
    return this.listeners.on(topic, listener);
  }

  onChanged(listener: (changed: ChangedElsewhere) => void): () => void {
    this.changeListeners.add(listener);
    return () => this.changeListeners.delete(listener);
  }

  /** How a statement that changes a document tells of it. @param parameter where it takes what is told, such as `$6` */
  telling(kind: string, id: string, parameter: string): { sql: string; about: string } {
    const about = this.notice(documentTopic, JSON.stringify({ kind, id }));
    return { sql: `pg_notify('${channel}', ${parameter})`, about };
  }

  private notice(topic: string, about: string): string {
    return JSON.stringify({ from: this.me, topic, about } satisfies Notice);
  }

  private hear(payload: string): void {
    const notice = readJson(noticeSchema, payload);
    if (!notice || notice.from === this.me) return;
    if (notice.topic === documentTopic) this.hearOfDocument(notice.about);
    else this.listeners.tell(notice.topic, notice.about);
  }

  private hearOfDocument(about: string): void {
    const changed = readJson(documentSchema, about);
    if (changed) this.changed(changed);
  }

  private changed(changed: ChangedElsewhere): void {
    for (const listener of this.changeListeners) listener(changed);
  }
}

/** undefined where it is not what this program tells: others may use the database too. */
function readJson<T>(schema: z.ZodType<T>, text: string): T | undefined {
  try {
    return schema.safeParse(JSON.parse(text)).data;
  } catch {
    return undefined;
  }
}
