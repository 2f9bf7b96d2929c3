import { z } from 'zod';
import type { Verb } from '../../upgrade/run/commands.js';
import type { EventName } from '../../upgrade/run/events.js';
import type { Refusal } from '../../upgrade/run/refusal.js';
import type { Permission } from '../../upgrade/tenant/roles.js';

export type FollowingNote = 'joined' | 'joinedAlready' | 'left' | 'leftLast' | 'leftAlready';

/** What is asked back of a word that ends, takes back or spends: what comes of it is told first. */
export const askedBack = ['askStop', 'askUndo', 'askOrder', 'askCancel', 'askStart'] as const;
export type AskedBack = (typeof askedBack)[number];
export const isAskedBack = (why: string): why is AskedBack => (askedBack as readonly string[]).includes(why);

/** One line at the top of a run's card: why the last action changed nothing, or who changed it. */
export type Note =
  | Exclude<Refusal, { why: 'notNow' }>
  /** It does not belong to where the run stands; `verb`: what was asked for. */
  | { why: 'notNow'; verb?: Verb | undefined }
  | { why: AskedBack }
  /** What was written may end the run or the old plan. */
  | { why: 'askWhichEnd' }
  /** What was asked back was answered with no. */
  | { why: 'notDone' }
  /** A colleague was quicker. */
  | { why: 'doneBy'; name: string }
  /** The run is not as the person saw it when they wrote: who changed it last, null where that is the bot, and how. */
  | { why: 'changedSince'; by: string | null; what: EventName | null }
  | { why: 'missingRole'; permission: Permission }
  /** Microsoft has not answered in time; the card shows what was known before. */
  | { why: 'stillLooking' }
  | { why: 'unreachable' | 'notKept' | 'rolesUnknown' }
  | { why: 'denied'; needs: string | undefined }
  /** What was typed in an input could not be read. */
  | { why: 'badInput' }
  /** The time to begin was set, as the run says; or it was dropped. */
  | { why: 'timeSet' }
  | { why: 'timeDropped' }
  /** Who is told when something happens: the person joined them or left them, as the last one or not. */
  | { why: FollowingNote };

/** A note as it was kept: it is shown again only by the version that wrote it, or one that knows the same. */
export const noteSchema = z.custom<Note>(
  (kept) => typeof kept === 'object' && kept !== null && 'why' in kept && typeof kept.why === 'string',
);
