import { z } from 'zod';
import { billingCycleSchema, cartSchema, checkoutSchema } from '../order/order.js';
import { assessmentSchema } from '../tenant/eligibility.js';
import { actorSchema, permissionSchema } from '../tenant/roles.js';
import { scheduleSchema } from './schedule.js';

/**
 * A run: one upgrade of one tenant's source plan, from the question to the end. This file is its shape, as it is kept
 * in the store; `decide.ts` says what people may do to it and `advance.ts` what the engine's findings do to it.
 */

export const pathSchema = z.enum(['automatic', 'manual']);
export type Path = z.infer<typeof pathSchema>;

/** A licence change that was refused for one person or group, with what Microsoft said. */
export const failureSchema = z.object({
  /** User or group id. */
  id: z.string(),
  name: z.string(),
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
    'other',
  ]),
  /** Microsoft's own sentence. */
  text: z.string(),
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
});
export type Work = z.infer<typeof workSchema>;

/** One condition of step 2 of the manual path. */
export const verificationSchema = z.object({
  active: z.boolean(),
  seats: z.number().int(),
  seatsNeeded: z.number().int(),
  /** Names of services that are not provisioned yet. */
  notProvisioned: z.array(z.string()),
  /** The subscription that missing seats can be added to; null when none is missing or there is none. */
  growable: z.object({ commerceId: z.string(), seats: z.number().int() }).nullable().default(null),
  checkedAt: z.string(),
});
export type Verification = z.infer<typeof verificationSchema>;

/** Why a run stopped to ask for help. Nothing was lost; `resume` of the state says where it goes on. */
export const troubleSchema = z.discriminatedUnion('is', [
  z.object({ is: z.literal('orderDeclined'), code: z.string(), text: z.string() }),
  z.object({ is: z.literal('orderUnsettled'), since: z.string() }),
  z.object({ is: z.literal('denied'), needs: z.string().nullable() }),
  z.object({ is: z.literal('refused'), code: z.string(), text: z.string() }),
  /** It takes longer than Microsoft says it should. */
  z.object({
    is: z.literal('overdue'),
    what: z.enum(['transition', 'creditCheck', 'provisioning', 'cancel']),
    since: z.string(),
  }),
  z.object({ is: z.literal('stillHeld'), users: z.number().int(), groups: z.number().int() }),
  /** The plan that people were moved to is not active, or not set up. */
  z.object({ is: z.literal('newPlanNotReady') }),
  /** People were to be moved back to a plan that is not active any more. */
  z.object({ is: z.literal('oldPlanEnded') }),
  z.object({ is: z.literal('unexpected'), text: z.string() }),
]);
export type Trouble = z.infer<typeof troubleSchema>;

/**
 * What an admin does in the admin center: the four stretches of the article's automatic upgrade, buying the new plan
 * beside the old, and cancelling the old one.
 */
export const adminTasks = ['openTab', 'cart', 'checkout', 'placeOrder', 'buy', 'cancel'] as const;
export const adminTaskSchema = z.enum(adminTasks);
export type AdminTask = z.infer<typeof adminTaskSchema>;

/**
 * The states that wait for a person have no clockwork; the states that work or wait for Microsoft carry `nextAt`
 * (ISO), when the engine looks again. `since` is when the state was entered.
 */
const workStates = [
  /** Reads who has what, before anything is ordered or moved. */
  z.object({
    is: z.literal('preparing'),
    since: z.string(),
    nextAt: z.string(),
    before: z.enum(['order', 'reassign', 'guide']),
  }),
  /** Places the order; `sent` from the moment it may have left this machine. */
  z.object({
    is: z.literal('ordering'),
    since: z.string(),
    nextAt: z.string(),
    sent: z.boolean(),
    settlingReads: z.number().int(),
    /** How often the order was sent, always under its one key. */
    sends: z.number().int(),
  }),
  z.object({ is: z.literal('creditCheck'), since: z.string(), nextAt: z.string(), latestEnd: z.string() }),
  /** Microsoft moves the people (automatic path). */
  z.object({
    is: z.literal('transition'),
    since: z.string(),
    nextAt: z.string(),
    moved: z.number().int(),
    total: z.number().int(),
  }),
  /** Switches off again what the automatic upgrade switched on. */
  z.object({ is: z.literal('restoring'), since: z.string(), nextAt: z.string() }),
  z.object({
    is: z.literal('reassigning'),
    since: z.string(),
    nextAt: z.string(),
    pilot: z.number().int(),
    onlyFailed: z.boolean(),
    /** Ids of the people and groups it is about; empty: everyone. */
    only: z.array(z.string()).default([]),
  }),
  /** Moves everyone back as the snapshot says. */
  z.object({ is: z.literal('undoing'), since: z.string(), nextAt: z.string() }),
  z.object({
    is: z.literal('cancelling'),
    since: z.string(),
    nextAt: z.string(),
    confirmedBy: actorSchema,
    /** When it was confirmed; left out by older versions, which entered the state at that moment. */
    confirmedAt: z.string().optional(),
    /** Since when nothing speaks against it: it is looked at twice before anything is ended. */
    clearSince: z.string().nullable().default(null),
    sent: z.boolean(),
  }),
  /** An admin does it by hand in the admin center; the engine looks for what it changes in Graph. */
  z.object({
    is: z.literal('adminTask'),
    task: adminTaskSchema,
    since: z.string(),
    nextAt: z.string(),
    /** When it was last looked for after the admin said that it was done, and not found; null before that. */
    notFoundAt: z.string().nullable(),
    /** The admin said that it is done, and the engine has not looked since. */
    saidDone: z.boolean(),
  }),
] as const;

export const workStateSchema = z.discriminatedUnion('is', workStates);
export type WorkState = z.infer<typeof workStateSchema>;

/** Where a run that needs attention goes on. */
export const resumeSchema = z.discriminatedUnion('is', [
  ...workStates,
  z.object({ is: z.literal('manualVerify') }),
  z.object({ is: z.literal('manualReassign') }),
  z.object({ is: z.literal('checkout') }),
]);
export type Resume = z.infer<typeof resumeSchema>;

/**
 * Why a run waits longer than the work takes: Microsoft's answers do not agree, so that what they show is not known.
 * `counted` licences of the plan are assigned, and `found` people who hold one were found.
 */
export const holdupSchema = z.object({
  is: z.literal('countDiffers'),
  counted: z.number().int(),
  found: z.number().int(),
  since: z.string(),
  /** Followers were told. */
  told: z.boolean(),
});
export type Holdup = z.infer<typeof holdupSchema>;

export const runStateSchema = z.discriminatedUnion('is', [
  /** The answer to "can I" is on the table. */
  z.object({
    is: z.literal('assessed'),
    /** When to look whether the blockers have cleared; left out when nobody asked for it. */
    nextAt: z.string().optional(),
  }),
  /** Manual path chosen; a plan is to be chosen. */
  z.object({ is: z.literal('choosingPlan') }),
  z.object({ is: z.literal('beforeYouBegin') }),
  /** Manual step 1: use an owned subscription or buy. */
  z.object({ is: z.literal('manualBuy') }),
  z.object({ is: z.literal('cart') }),
  z.object({ is: z.literal('checkout') }),
  /** Everything is decided; it begins at the time of the run's schedule. */
  z.object({ is: z.literal('scheduled'), since: z.string(), begins: z.enum(['order', 'guide', 'reassign']) }),
  ...workStates,
  /** Manual step 2: looked at again and again until everything is right. */
  z.object({
    is: z.literal('manualVerify'),
    since: z.string(),
    nextAt: z.string(),
    seen: verificationSchema.nullable(),
  }),
  /** Manual step 3: ready to start, or finished with failures, or a pilot done. */
  z.object({ is: z.literal('manualReassign') }),
  /** Manual step 4: nobody holds the old plan as of the last read; waits for the confirmation. */
  z.object({ is: z.literal('manualCancel') }),
  z.object({ is: z.literal('paused'), since: z.string(), resume: workStateSchema }),
  z.object({
    is: z.literal('needsAttention'),
    since: z.string(),
    trouble: troubleSchema,
    /** When to look whether the trouble has gone by itself; left out where only a person can tell. */
    nextAt: z.string().optional(),
    resume: resumeSchema,
  }),
  z.object({ is: z.literal('completed'), at: z.string(), oldPlanKept: z.boolean() }),
  z.object({ is: z.literal('stopped'), at: z.string(), by: actorSchema }),
  /** Bought elsewhere: whoever sold it must upgrade it. */
  z.object({ is: z.literal('handedOver'), at: z.string() }),
]);
export type RunState = z.infer<typeof runStateSchema>;

export const auditEntrySchema = z.object({
  at: z.string(),
  /** null: the bot itself. */
  by: actorSchema.nullable(),
  /** A verb, or the name of an event. */
  what: z.string(),
  /** Data of the change, small. */
  details: z.record(z.string(), z.union([z.string(), z.number(), z.boolean(), z.null()])),
});
export type AuditEntry = z.infer<typeof auditEntrySchema>;

/** The order as it was fixed before it was sent. */
export const orderRecordSchema = z.object({
  kind: z.enum(['upgrade', 'purchase', 'seats']),
  key: z.string(),
  plan: z.string(),
  /** Licences ordered; for `seats`, how many the subscription is to have afterwards. */
  quantity: z.number().int(),
  billingCycle: billingCycleSchema,
  payment: z.enum(['card', 'invoice']),
  placedAt: z.string(),
  placedBy: actorSchema,
  /** The subscription that is upgraded or, for `seats`, that grows. */
  sourceCommerceId: z.string(),
  cartId: z.string().nullable(),
  /** The new subscription's id at the commerce, once known. */
  commerceId: z.string().nullable(),
  /** `declined` frees the run to order again with a new key. */
  outcome: z.enum(['open', 'completed', 'declined']),
});
export type OrderRecord = z.infer<typeof orderRecordSchema>;

/** Something followers must be told. Kept in the run until each has been handed to the outbox. */
export const noticeSchema = z.object({
  seq: z.number().int(),
  at: z.string(),
  what: z.enum([
    'completed',
    'stopped',
    'handedOver',
    'needsAttention',
    'creditCheckStarted',
    'creditCheckEnded',
    'readyToReassign',
    'reassignFinished',
    'readyToCancel',
    'blockerCleared',
    'undone',
    'undoneInPart',
    'scheduleSoon',
    'scheduleBegun',
    'scheduleDue',
    'scheduleMissed',
    'scheduleBlocked',
    'scheduleRoleLost',
    'handover',
    'heldUp',
    'confirmAgain',
  ]),
  /** Whom it is for, by person id; left out: every follower. */
  to: z.array(z.string()).optional(),
  /** The name of whoever it comes from; left out: the bot. */
  from: z.string().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;

export const runSchema = z.object({
  id: z.string(),
  tenantId: z.string(),
  /** Grows by one whenever what a card offers changes; cards carry it back. */
  revision: z.number().int().positive(),
  commerce: z.enum(['partner-center', 'billing-account', 'admin-center']),
  openedAt: z.string(),
  openedBy: actorSchema,
  organization: z.object({ displayName: z.string(), country: z.string().nullable() }),
  assessment: assessmentSchema,
  path: pathSchema.nullable(),
  /** skuPartNumber of the plan chosen. */
  plan: z.string().nullable(),
  cart: cartSchema.nullable(),
  checkout: checkoutSchema.nullable(),
  order: orderRecordSchema.nullable(),
  /** Earlier orders of this run: declined ones, and the first when more seats were bought. */
  earlierOrders: z.array(orderRecordSchema),
  /** Seats missing in step 2 of the manual path, when more are being bought; else null. */
  seatsToBuy: z.number().int().positive().nullable(),
  /** The subscription they are added to; null where a new one is bought. */
  growing: z.object({ commerceId: z.string(), seats: z.number().int() }).nullable().default(null),
  /** Graph id of an owned subscription to use instead of buying. */
  useSubscriptionId: z.string().nullable(),
  /** Who had what before: pages stored beside the run. null until read. */
  snapshot: z
    .object({
      pages: z.number().int(),
      people: z.number().int(),
      withSwitchedOff: z.number().int(),
      takenAt: z.string(),
      /** Which of its writings it is: it is written anew while the old plan lives. */
      generation: z.number().int().default(0),
    })
    .nullable(),
  reassign: workSchema.nullable(),
  restore: workSchema.nullable(),
  /** How far everyone was moved back, when that was asked for last. */
  undo: workSchema.nullable().default(null),
  /** When the upgrade is to begin; null: as soon as it is ordered. */
  schedule: scheduleSchema.nullable().default(null),
  /** Colleagues who were asked to take a step that the asking person lacked the role for. */
  handovers: z.array(z.object({ at: z.string(), permission: permissionSchema, to: z.string() })).default([]),
  /** Graph ids of source subscriptions that were cancelled. */
  cancelled: z.array(z.string()),
  /** The cancellation has left at least once: whether it was taken may show late. */
  cancelSent: z.boolean().default(false),
  followers: z.array(z.string()),
  /** People who asked not to be told. */
  left: z.array(z.string()).default([]),
  state: runStateSchema,
  notices: z.array(noticeSchema),
  noticeSeq: z.number().int(),
  /** What holds the present step up; null while nothing does. */
  holdup: holdupSchema.nullable().default(null),
  /** Consecutive attempts of the present step that failed, for backing off. */
  attempts: z.number().int(),
  audit: z.array(auditEntrySchema),
});
export type Run = z.infer<typeof runSchema>;

/** Whether the run has come to an end. */
export function isOver(run: Run): boolean {
  return run.state.is === 'completed' || run.state.is === 'stopped' || run.state.is === 'handedOver';
}
