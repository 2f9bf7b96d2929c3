import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import { type Follower, followerSchema, newFollower } from './follower.js';

const kind: Kind<Follower> = { name: 'follower', schema: followerSchema };

/** Keeps the people who talked to the bot. Rejects when the store can't be read or written. */
export class Followers {
  constructor(private readonly documents: Documents) {}

  async get(tenantId: string, personId: string): Promise<Follower | undefined> {
    return (await this.documents.get(kind, idOf(tenantId, personId)))?.value;
  }

  /** Changes what is kept, from a blank page for a new person. Nothing is written when nothing changed. */
  async change(tenantId: string, personId: string, change: (now: Follower) => Follower): Promise<Follower> {
    const id = idOf(tenantId, personId);
    for (;;) {
      const stored = await this.documents.get(kind, id);
      const before = stored?.value ?? newFollower(tenantId, personId);
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
