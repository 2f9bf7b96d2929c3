import { z } from 'zod';
import { noticeSchema } from '../../upgrade/run/shape.js';
import { permissionSchema, type Role } from '../../upgrade/tenant/roles.js';
import { askedBack, noteSchema } from '../cards/note.js';
import type { Viewer } from '../cards/viewer.js';
import { firstLanguage, type Language, languageOfLocale } from '../cards/words/languages.js';
import { type Reference, referenceSchema } from '../channel/sender.js';
import { isPersonal } from '../channel/whereabouts.js';

/** What is kept of a person who talked to the bot: how to reach them, in which language, and what shows them a run. */

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
  /** What came of what the person did last; it says so for as long. */
  note: z
    .object({ said: noteSchema, revision: z.number().int() })
    .nullable()
    // Earlier versions kept a note in another form, and only of those who joined or left.
    .catch(null)
    .default(null),
  /** The turn that put the run there: what was sent to its place before no longer stands there. */
  shownBy: z.string().default(''),
});

export const followerSchema = z.object({
  tenantId: z.string(),
  personId: z.string(),
  name: z.string(),
  /**
   * null: nothing can be sent until the person writes. So it is with a chat that earlier versions took for personal and
   * that does not say so: it is no place for what is theirs.
   */
  reference: referenceSchema.nullable().transform((kept) => (kept && isPersonal(kept) ? kept : null)),
  locale: z.string(),
  timeZone: z.string().nullable().default(null),
  /** Kept also when the bot does not speak it any more: it may again. */
  languageChoice: z.string().nullable(),
  /** Nothing reaches the person. */
  blocked: z.boolean(),
  /** Who keeps it from them: themselves, so that nothing is sent until they come back, or Teams, which may let it through again. */
  blockedBy: z.enum(['person', 'teams']).default('person'),
  /** ISO, by the tenants' clock: since when that is so; null where it is not, and where earlier versions did not say. */
  leftAt: z.string().nullable().default(null),
  /** The day (YYYY-MM-DD, by the tenants' clock) they wrote last; null where earlier versions did not say. */
  seenOn: z.string().nullable().default(null),
  live: liveSchema.nullable(),
  /** The run and the revision of it that the person was shown last, in whatever message. */
  seen: z.object({ runId: z.string(), revision: z.number().int() }).nullable().default(null),
  /** What they were asked back last, and of which revision of which run; null once they said anything else. ISO `at`. */
  question: z
    .object({ why: z.enum(askedBack), runId: z.string(), revision: z.number().int(), at: z.string() })
    .nullable()
    // Of a version that asks something else.
    .catch(null)
    .default(null),
});
export type Follower = z.infer<typeof followerSchema>;

/** A person of whom nothing is kept yet. */
export const newFollower = (tenantId: string, personId: string): Follower => ({
  tenantId,
  personId,
  name: '',
  reference: null,
  locale: '',
  timeZone: null,
  languageChoice: null,
  blocked: false,
  blockedBy: 'person',
  leftAt: null,
  seenOn: null,
  live: null,
  seen: null,
  question: null,
});

/** The person as somebody whom nothing reaches. @param by who keeps it from them */
export const gone = (follower: Follower, at: Date, by: Follower['blockedBy'] = 'person'): Follower => ({
  ...follower,
  blocked: true,
  blockedBy: by,
  leftAt: follower.leftAt ?? at.toISOString(),
  live: null,
  seen: null,
  question: null,
});

/** Whom a card for them is rendered for. */
export const viewerOf = (follower: Follower, roles: readonly Role[], sandbox: boolean): Viewer => ({
  name: follower.name,
  language: languageOf(follower),
  roles,
  timeZone: follower.timeZone ?? undefined,
  sandbox,
  teamsId: follower.reference?.user?.id,
});

/** Whether a message can be sent to the person now. */
export function canBeReached(follower: Follower | undefined): follower is Follower & { reference: Reference } {
  return follower !== undefined && follower.reference !== null && !follower.blocked;
}

/** The language a person is spoken to: their own choice, else the client's, as far as the bot speaks it. */
export function languageOf(follower: Pick<Follower, 'languageChoice' | 'locale'>): Language {
  return languageOfLocale(follower.languageChoice ?? '') ?? languageOfLocale(follower.locale) ?? firstLanguage;
}
