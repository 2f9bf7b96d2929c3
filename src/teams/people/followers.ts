import type { Logger } from 'pino';
import { BoundedMap } from '../../base/bounded-map.js';
import { chunks } from '../../base/chunks.js';
import { ageOf } from '../../base/left-of.js';
import { machineTime, type RealTime } from '../../base/real-time.js';
import { sameJson } from '../../base/same-json.js';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import { type Follower, followerSchema, newFollower } from './follower.js';
import { KnownLately } from './known-lately.js';

const kind: Kind<Follower> = { name: 'follower', schema: followerSchema };

type Change = (now: Follower) => Follower;

/** What was noted of a person and is not in the store yet. */
type Noted = { tenantId: string; personId: string; changes: Change[] };

/** How old what only names people beside something else may be, in milliseconds: another process may have changed them. */
const latelyMs = 5_000;
/** The same for whether they are shown a run: so long it also takes until another process has written that, in milliseconds. */
const shownMs = 1_000;
/** People of whom it is known how they were lately. */
const mostLately = 20_000;

/** How long what is noted waits for more, in milliseconds. */
const writeAfterMs = 1_000;
/** People of whom something is noted. */
const mostNoted = 10_000;
/** People whose notes are written side by side, so that the store can take them together. */
const writeAtOnce = 64;

/** Keeps the people who talked to the bot and may see their tenant. Rejects when the store can't be read or written. */
export class Followers {
  private readonly noted = new BoundedMap<string, Noted>(mostNoted);
  private readonly known = new KnownLately(mostLately);
  private writing: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;

  constructor(
    private readonly documents: Documents,
    private readonly log?: Pick<Logger, 'warn'>,
    private readonly time: Pick<RealTime, 'now'> = machineTime(),
    /** Whether no other process changes what is kept of people. */
    private readonly isAlone = false,
  ) {}

  async get(tenantId: string, personId: string): Promise<Follower | undefined> {
    return this.read(tenantId, personId);
  }

  /** Many people of a tenant as they were a few seconds ago at most, those of whom something is kept. */
  async lately(tenantId: string, personIds: readonly string[]): Promise<Follower[]> {
    const now = this.time.now();
    const people = this.known.of(tenantId);
    const found = personIds.map((personId) => {
      const known = people?.get(personId);
      return known && ageOf(known.at, now) <= latelyMs ? known.follower : this.read(tenantId, personId);
    });
    return (await Promise.all(found)).filter((follower) => follower !== undefined);
  }

  /**
   * Those people of a tenant who may be looking at a run: all but whoever was shown none when they were read last, where
   * another process may have shown them one since a moment ago.
   * @param personIds is not changed after this
   */
  maybeShown(tenantId: string, personIds: readonly string[]): readonly string[] {
    if (this.isAlone) return this.known.maybeShown(tenantId, personIds);
    const now = this.time.now();
    const people = this.known.of(tenantId);
    return personIds.filter((personId) => {
      const known = people?.get(personId);
      return !known || known.follower?.live || ageOf(known.at, now) > shownMs;
    });
  }

  /** Everyone of a tenant; of every tenant when it is left out. */
  async *all(tenantId?: string): AsyncIterable<Follower> {
    const prefix = tenantId === undefined ? '' : idOf(tenantId, '');
    for await (const { id, value } of this.documents.list(kind, prefix)) yield this.asNoted(id, value) ?? value;
  }

  /** Keeps a person, from a blank page where they are new. Nothing is written when nothing changed. */
  async keep(tenantId: string, personId: string, change: Change): Promise<Follower> {
    return (await this.put(tenantId, personId, change, newFollower(tenantId, personId))) as Follower;
  }

  /** Changes what is kept of a person; of whom nothing is kept, nothing is kept after it. */
  change(tenantId: string, personId: string, change: Change): Promise<Follower | undefined> {
    return this.put(tenantId, personId, change, undefined);
  }

  /**
   * As {@link change}, for what nobody was promised, such as which message shows a run: it counts at once, and is written
   * a little later together with what is noted of others. A process that is killed in between forgets it.
   */
  async note(tenantId: string, personId: string, change: Change): Promise<void> {
    const before = await this.get(tenantId, personId);
    if (!before || sameJson(before, change(before))) return;
    const id = idOf(tenantId, personId);
    const { changes } = this.noted.get(id) ?? { changes: [] };
    this.noted.set(id, { tenantId, personId, changes: [...changes, change] });
    this.known.delete(tenantId, personId);
    this.timer ??= setTimeout(() => void this.settle(), writeAfterMs).unref();
  }

  /** Writes what is noted. Never rejects: what the store does not take now is tried again with what is noted next. */
  async settle(): Promise<void> {
    clearTimeout(this.timer);
    this.timer = undefined;
    // What was noted while the last ones were being written is written after them.
    await this.writing;
    this.writing ??= this.writeNoted().finally(() => {
      this.writing = undefined;
    });
    await this.writing;
  }

  async remove(tenantId: string, personId: string): Promise<void> {
    this.noted.delete(idOf(tenantId, personId));
    await this.documents.delete(kind, idOf(tenantId, personId));
    this.known.delete(tenantId, personId);
  }

  private async writeNoted(): Promise<void> {
    for (const some of chunks([...this.noted.values()], writeAtOnce))
      await Promise.all(
        some.map(({ tenantId, personId }) =>
          this.put(tenantId, personId, (now) => now, undefined).catch((error: unknown) =>
            this.log?.warn({ err: error }, 'what a person was shown could not be kept'),
          ),
        ),
      );
  }

  private async read(tenantId: string, personId: string): Promise<Follower | undefined> {
    const id = idOf(tenantId, personId);
    const follower = this.asNoted(id, (await this.documents.get(kind, id))?.value);
    this.known.set(tenantId, personId, follower, this.time.now());
    return follower;
  }

  private asNoted(id: string, stored: Follower | undefined): Follower | undefined {
    return stored && (this.noted.get(id)?.changes ?? []).reduce((now, change) => change(now), stored);
  }

  /** With what was noted of the person before. */
  private async put(
    tenantId: string,
    personId: string,
    change: Change,
    blank: Follower | undefined,
  ): Promise<Follower | undefined> {
    const id = idOf(tenantId, personId);
    for (;;) {
      const stored = await this.documents.get(kind, id);
      const noted = this.noted.get(id);
      const before = this.asNoted(id, stored?.value) ?? blank;
      if (!before) {
        this.written(id, noted);
        return undefined;
      }
      const after = change(before);
      if (stored && sameJson(stored.value, after)) {
        this.written(id, noted);
        return before;
      }
      try {
        await this.documents.put(kind, id, after, stored?.version ?? 0);
        this.written(id, noted);
        this.known.delete(tenantId, personId);
        return after;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }

  /** What was noted meanwhile is still to be written. */
  private written(id: string, noted: Noted | undefined): void {
    const now = this.noted.get(id);
    if (!noted || !now) return;
    const changes = now.changes.filter((change) => !noted.changes.includes(change));
    if (changes.length === 0) this.noted.delete(id);
    else this.noted.set(id, { ...now, changes });
  }
}

/** A practice tenant's name may hold anything; it must not run into the person's id. */
const idOf = (tenantId: string, personId: string): string => `${encodeURIComponent(tenantId)}:${personId}`;
