import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import { type Follower, followerSchema, newFollower } from './follower.js';

const kind: Kind<Follower> = { name: 'follower', schema: followerSchema };

/** Keeps the people who talked to the bot and may see their tenant. Rejects when the store can't be read or written. */
export class Followers {
  constructor(private readonly documents: Documents) {}

  async get(tenantId: string, personId: string): Promise<Follower | undefined> {
    return (await this.documents.get(kind, idOf(tenantId, personId)))?.value;
  }

  /** Everyone of a tenant; of every tenant when it is left out. */
  async *all(tenantId?: string): AsyncIterable<Follower> {
    const prefix = tenantId === undefined ? '' : idOf(tenantId, '');
    for await (const { value } of this.documents.list(kind, prefix)) yield value;
  }

  /** Keeps a person, from a blank page where they are new. Nothing is written when nothing changed. */
  async keep(tenantId: string, personId: string, change: (now: Follower) => Follower): Promise<Follower> {
    return (await this.put(tenantId, personId, change, newFollower(tenantId, personId))) as Follower;
  }

  /** Changes what is kept of a person; of whom nothing is kept, nothing is kept after it. */
  change(tenantId: string, personId: string, change: (now: Follower) => Follower): Promise<Follower | undefined> {
    return this.put(tenantId, personId, change, undefined);
  }

  async remove(tenantId: string, personId: string): Promise<void> {
    await this.documents.delete(kind, idOf(tenantId, personId));
  }

  private async put(
    tenantId: string,
    personId: string,
    change: (now: Follower) => Follower,
    blank: Follower | undefined,
  ): Promise<Follower | undefined> {
    const id = idOf(tenantId, personId);
    for (;;) {
      const stored = await this.documents.get(kind, id);
      const before = stored?.value ?? blank;
      if (!before) return undefined;
      const after = change(before);
      if (stored && JSON.stringify(before) === JSON.stringify(after)) return before;
      try {
        await this.documents.put(kind, id, after, stored?.version ?? 0);
        return after;
      } catch (error) {
        if (!(error instanceof VersionConflict)) throw error;
      }
    }
  }
}

/** A practice tenant's name may hold anything; it must not run into the person's id. */
const idOf = (tenantId: string, personId: string): string => `${encodeURIComponent(tenantId)}:${personId}`;
