import { z } from 'zod';
import { type Documents, type Kind, VersionConflict } from '../../storage/documents.js';
import { noticeSchema } from '../../upgrade/run/shape.js';
import { permissionSchema } from '../../upgrade/tenant/roles.js';
import { followingNotes } from '../cards/note.js';
import { type Language, languages } from '../cards/words/languages.js';
import { type Reference, referenceSchema } from '../channel/sender.js';

/** What is kept of a person who talked to the bot: how to reach them and in which language. */

/** What a message was sent for. */
const newsSchema = z.object({
  what: noticeSchema.shape.what,
  from: z.string().optional(),
  permission: permissionSchema.optional(),
});

/** The message that shows a run and is kept up to date. */
const liveSchema = z.object({
  runId: z.string(),
  activityId: z.string(),
  /** What it was sent for; it says so until the run has a new revision. */
  news: newsSchema.extend({ revision: z.number().int() }).nullable().default(null),
  /** That the person joined or left; it says so for as long. */
  note: z
    .object({ why: z.enum(followingNotes), revision: z.number().int() })
    .nullable()
    .default(null),
});

export const followerSchema = z.object({
  tenantId: z.string(),
  personId: z.string(),
  name: z.string(),
  /** null: nothing can be sent until the person writes. */
  reference: referenceSchema.nullable(),
  locale: z.string(),
  timeZone: z.string().nullable().default(null),
  languageChoice: z.enum(languages).nullable(),
  /** The person removed or blocked the bot. */
  blocked: z.boolean(),
  live: liveSchema.nullable(),
});
export type Follower = z.infer<typeof followerSchema>;

export const followerKind: Kind<Follower> = { name: 'follower', schema: followerSchema };

export interface Followers {
  get(tenantId: string, personId: string): Promise<Follower | undefined>;
  /** Changes what is kept, from a blank page for a new person. Nothing is written when nothing changed. */
  change(tenantId: string, personId: string, change: (now: Follower) => Follower): Promise<Follower>;
}

export function createFollowers(documents: Documents): Followers {
  return {
    async get(tenantId, personId) {
      return (await documents.get(followerKind, idOf(tenantId, personId)))?.value;
    },
    async change(tenantId, personId, change) {
      const id = idOf(tenantId, personId);
      for (;;) {
        const stored = await documents.get(followerKind, id);
        const before = stored?.value ?? blank(tenantId, personId);
        const after = change(before);
        if (stored && JSON.stringify(before) === JSON.stringify(after)) return before;
        try {
          await documents.put(followerKind, id, after, stored?.version ?? 0);
          return after;
        } catch (error) {
          if (!(error instanceof VersionConflict)) throw error;
        }
      }
    },
  };
}

/** Whether a message can be sent to the person now. */
export function canBeReached(follower: Follower | undefined): follower is Follower & { reference: Reference } {
  return follower !== undefined && follower.reference !== null && !follower.blocked;
}

/** The language a person is spoken to: their own choice, else the client's. */
export function languageOf(follower: Pick<Follower, 'languageChoice' | 'locale'>): Language {
  return follower.languageChoice ?? (/^sv\b/i.test(follower.locale) ? 'sv' : 'en');
}

/** A practice tenant's name may hold anything; it must not run into the person's id. */
const idOf = (tenantId: string, personId: string): string => `${encodeURIComponent(tenantId)}:${personId}`;

function blank(tenantId: string, personId: string): Follower {
  return {
    tenantId,
    personId,
    name: '',
    reference: null,
    locale: '',
    timeZone: null,
    languageChoice: null,
    blocked: false,
    live: null,
  };
}
