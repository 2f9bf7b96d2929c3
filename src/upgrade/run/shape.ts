import { z } from 'zod';
import { checkedList, checkedOnce, texts } from '../../base/checked-once.js';
import { decisionSchema } from '../decision.js';
import { offerSchema } from '../order/offer.js';
import { cartSchema, checkoutSchema } from '../order/order.js';
import { alongSchema, nothingAlong } from '../plans/along.js';
import { assessmentSchema } from '../tenant/assessment.js';
import { actorSchema, permissionSchema } from '../tenant/roles.js';
import { termsSchema } from '../tenant/terms.js';
import type { EventName } from './events.js';
import { holdupSchema } from './holdup-kinds.js';
import { losingSchema } from './losing.js';
import { noticeSchema } from './notice.js';
import { orderRecordSchema } from './order-record.js';
import { scheduleSchema } from './schedule.js';
import { splitSchema } from './split.js';

/** The shape of a run as it is kept in the store, but for its state: each state's own shape stands in `states/`. */

export { saidSchema } from '../order/said.js';
export { type Notice, noticeSchema } from './notice.js';
export type { OrderRecord } from './order-record.js';

const pathSchema = z.enum(['automatic', 'manual']);
export type Path = z.infer<typeof pathSchema>;

/** A licence change that was refused for one person or group, with what Microsoft said. */
export const failureSchema = z.object({
  /** User or group id. */
  id: z.string(),
  name: z.string(),
  /** The person's sign-in name; left out of groups, and where there is none. */
  signIn: z.string().optional(),
  of: z.enum(['user', 'group']),
  reason: z.enum([
    'usageLocation',
    'noSeats',
    'conflict',
    'dependency',
    'inherited',
    'notAllowedInLocation',
    'duplicateProxyAddress',
    'skuNotOwned',
    'denied',
    'gone',
    /** Microsoft gave no answer, however often it was asked, while it changed others. */
    'noAnswer',
    'other',
  ]),
  /** Microsoft's own sentence. */
  text: z.string(),
  /** Ids of the services that could not be switched off; left out where the whole change was refused. */
  services: z.array(z.string()).optional(),
});
export type Failure = z.infer<typeof failureSchema>;

/** How far a bulk change has come. Counts of people; who they are is read from Graph. */
export const workSchema = z.object({
  /** People found when it began. */
  total: z.number().int(),
  done: z.number().int(),
  failures: z.array(failureSchema),
  /** Failures beyond those listed. */
  failuresUnlisted: z.number().int(),
  /** ISO time the first change was made; null before that. */
  startedAt: z.string().nullable(),
  /** People whose switched-off services had no counterpart in the new plan: service plan name → people. */
  unmapped: z.record(z.string(), z.number().int()),
  /** People for whom a service went off with one that was off: service plan name → people. */
  alsoOff: z.record(z.string(), z.number().int()).default({}),
  /** Dependencies between services, by id, that refusals told of. */
  learnt: z.array(z.object({ service: z.string(), needsOneOf: z.array(z.string()) })).default([]),
});
export type Work = z.infer<typeof workSchema>;

const locatedSchema = z.object({
  /** ISO 3166-1 alpha-2. */
  country: z.string(),
  set: z.number().int(),
  /** How many were given another country by somebody meanwhile, and keep it. */
  kept: z.number().int().default(0),
  /** The app is not granted what it takes. */
  denied: z.boolean(),
  /** Who was refused, with what Microsoft said. */
  refused: z.array(z.object({ id: z.string(), name: z.string(), text: z.string() })),
});

const auditEntrySchema = z.object({
  at: z.string(),
  /** null: the bot itself. */
  by: actorSchema.nullable(),
  /** Names that are not known any more stay readable. */
  what: z.custom<EventName>((name) => typeof name === 'string'),
  /** Data of the change, small. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
  /** Made of the entry and of the hash before it when it is stored; entries of earlier versions have none. */
  hash: z.string().optional(),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

export const recordSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** Grows by one whenever what a card offers changes; cards carry it back. */
  revision: z.number().int().positive(),
  commerce: z.enum(['partner-center', 'billing-account', 'admin-center']),
  openedAt: z.string(),
  openedBy: checkedOnce(actorSchema),
  organization: checkedOnce(z.object({ displayName: z.string(), country: z.string().nullable() })),
  assessment: checkedOnce(assessmentSchema),
  path: pathSchema.nullable(),
  /** skuPartNumber of the plan chosen. */
  plan: z.string().nullable(),
  /** Names of the old plan's services that it lacks, where it is none that Microsoft names as a way on; else null. */
  lacks: z.array(z.string()).nullable().default(null),
  /** People who would be without Microsoft Teams once they are moved; null where the plan has it, or before it was counted. */
  losingTeams: z.number().int().nullable().default(null),
  /** Who loses what by the move; null where the plan has all that the old one has, or before it was counted. */
  losing: checkedOnce(losingSchema).nullable().default(null),
  /** What goes and comes with the plan, for each person in the same call; nothing before it was looked at. */
  along: checkedOnce(alongSchema).default(nothingAlong),
  /** Those who go to another plan than the rest; null: everybody goes to one. */
  split: checkedOnce(splitSchema).nullable().default(null),
  cart: checkedOnce(cartSchema).nullable(),
  checkout: checkedOnce(checkoutSchema).nullable(),
  /** How the chosen plan can be ordered; null where the commerce does not tell. */
  offer: checkedOnce(offerSchema).nullable().default(null),
  /** Who attested what Microsoft asks of whoever buys for a customer, and when (ISO); null: nobody has. */
  attested: z.object({ by: actorSchema, at: z.string() }).nullable().default(null),
  /** Microsoft refused an order because nobody had attested. */
  attestationAsked: z.boolean().default(false),
  /** Who asked that an order be placed which a second admin approves, when (ISO), and of what it is; null: nobody. */
  wanted: z.object({ by: actorSchema, at: z.string(), of: z.string() }).nullable().default(null),
  order: checkedOnce(orderRecordSchema).nullable(),
  /** Earlier orders of this run: declined ones, and the first when more seats were bought. */
  earlierOrders: z.array(orderRecordSchema),
  /** Seats missing in step 2 of the manual path, when more are being bought; else null. */
  seatsToBuy: z.number().int().positive().nullable(),
  /** The subscription they are added to; null where a new one is bought. */
  growing: z.object({ commerceId: z.string(), seats: z.number().int() }).nullable().default(null),
  /** Graph id of an owned subscription to use instead of buying. */
  useSubscriptionId: z.string().nullable(),
  /** Graph ids of purchases that an admin took to move people to though their seats will not last. */
  accepted: z.array(z.string()).default([]),
  /** What the commerce says of the old subscription's term, read before people are moved; null where it does not. */
  termsOfOld: checkedOnce(termsSchema).nullable().default(null),
  /** Who had what before: pages stored beside the run. null until read. */
  snapshot: z
    .object({
      pages: z.number().int(),
      people: z.number().int(),
      withSwitchedOff: z.number().int(),
      takenAt: z.string(),
      /** People without a usage location: Microsoft assigns them no licence. */
      withoutLocation: z.number().int().default(0),
      /** The first who would be moved, with a licence of their own. */
      first: z.array(z.object({ id: z.string(), name: z.string() })).default([]),
      /** The first of those without a usage location. */
      unlocated: z.array(z.object({ id: z.string(), name: z.string(), signIn: z.string() })).default([]),
      /** Whether the app is granted what setting it takes. */
      mayLocate: z.boolean().default(false),
      /** People who hold something else that cannot be on beside the new plan. */
      clashing: z.number().int().default(0),
      /** People more than there are free licences of the new plan. */
      overLimit: z.number().int().default(0),
      /** Which of its writings it is: it is written anew while the old plan lives. */
      generation: z.number().int().default(0),
    })
    .nullable(),
  /** Who decided the change of licences that is under way; null while none is. */
  decided: checkedOnce(decisionSchema).nullable().default(null),
  reassign: checkedOnce(workSchema).nullable(),
  /** What came of setting usage locations the last time; null where nobody did, or people were moved since. */
  located: checkedOnce(locatedSchema).nullable().default(null),
  /** Whom the last pilot moved: the first of them by name and id, and how many they are; null where there was none. */
  pilot: z
    .object({ names: z.array(z.string()), ids: z.array(z.string()).default([]), people: z.number().int() })
    .nullable()
    .default(null),
  restore: checkedOnce(workSchema).nullable(),
  /** How far everyone was moved back, when that was asked for last. */
  undo: checkedOnce(workSchema).nullable().default(null),
  /** When the upgrade is to begin; null: as soon as it is ordered. */
  schedule: checkedOnce(scheduleSchema).nullable().default(null),
  /** Colleagues who were asked to take a step that the asking person lacked the role for. */
  handovers: z.array(z.object({ at: z.string(), permission: permissionSchema, to: z.string() })).default([]),
  /** Graph ids of source subscriptions that were cancelled. */
  cancelled: z.array(z.string()),
  /** The cancellation has left at least once: whether it was taken may show late. */
  cancelSent: z.boolean().default(false),
  followers: texts,
  /** People who asked not to be told. */
  left: texts.default([]),
  notices: z.array(noticeSchema),
  /** When followers were told something last (ISO). */
  toldAt: z.string().nullable().default(null),
  noticeSeq: z.number().int(),
  /** What holds the present step up; null while nothing does. */
  holdup: holdupSchema.nullable().default(null),
  /** Consecutive attempts of the present step that failed, for backing off. */
  attempts: z.number().int(),
  /** The turns that changed it, the latest last: one that comes in again changes nothing. */
  turns: texts.default([]),
  audit: checkedList(auditEntrySchema),
});
export type RunRecord = z.infer<typeof recordSchema>;

/** A run in a state. */
export type In<S> = RunRecord & { state: S };
