import { z } from 'zod';
import { addressSchema, billingCycleSchema, paymentSchema } from '../order/order.js';
import { type BlockerId, blockerIdSchema } from '../tenant/blockers.js';
import type { Permission } from '../tenant/roles.js';

/** What a person can ask of a run. The names are the verbs that cards carry. */
export const commandSchema = z.discriminatedUnion('do', [
  z.object({ do: z.literal('check') }),
  z.object({ do: z.literal('status') }),
  z.object({ do: z.literal('watch') }),
  z.object({
    do: z.literal('reportTab'),
    tab: z.union([z.literal('plans'), blockerIdSchema]),
    message: z.string().max(500).optional(),
  }),
  z.object({ do: z.literal('taskDone') }),
  z.object({ do: z.literal('upgradeManually') }),
  z.object({ do: z.literal('choosePlan'), plan: z.string() }),
  z.object({ do: z.literal('acknowledge'), understood: z.boolean() }),
  /** `date` YYYY-MM-DD and `time` HH:MM in the time zone (IANA); the person's own when it is left out. */
  z.object({ do: z.literal('schedule'), date: z.string(), time: z.string(), timeZone: z.string().optional() }),
  z.object({ do: z.literal('unschedule') }),
  z.object({ do: z.literal('startNow') }),
  z.object({ do: z.literal('useSubscription'), subscription: z.string() }),
  z.object({ do: z.literal('buyNew') }),
  z.object({ do: z.literal('buyMore') }),
  z.object({
    do: z.literal('updateCart'),
    billingCycle: billingCycleSchema.optional(),
    quantity: z.number().optional(),
  }),
  z.object({
    do: z.literal('goToCheckout'),
    billingCycle: billingCycleSchema.optional(),
    quantity: z.number().optional(),
  }),
  z.object({ do: z.literal('changeSoldTo'), address: addressSchema.partial() }),
  z.object({ do: z.literal('changeBilledTo'), address: addressSchema.partial() }),
  z.object({ do: z.literal('changePayment'), payment: paymentSchema }),
  z.object({ do: z.literal('backToCart') }),
  z.object({ do: z.literal('placeOrder') }),
  /** `pilot`: how many to begin with, 0 for everyone. `people`: whom to begin with instead, by name or sign-in name. */
  z.object({
    do: z.literal('reassign'),
    pilot: z.number().int().nonnegative(),
    people: z.string().max(20_000).optional(),
  }),
  z.object({ do: z.literal('retryFailed') }),
  z.object({ do: z.literal('undo') }),
  z.object({ do: z.literal('cancelOld'), confirm: z.boolean() }),
  z.object({ do: z.literal('keepOld') }),
  z.object({ do: z.literal('pause') }),
  z.object({ do: z.literal('resume') }),
  z.object({ do: z.literal('retry') }),
  z.object({ do: z.literal('stop') }),
  z.object({ do: z.literal('follow') }),
  z.object({ do: z.literal('unfollow') }),
]);
export type Command = z.infer<typeof commandSchema>;
export type Verb = Command['do'];

/** What each verb needs the person to be allowed. */
export const permissionFor: Record<Verb, Permission> = {
  check: 'see',
  status: 'see',
  watch: 'see',
  reportTab: 'steer',
  taskDone: 'steer',
  upgradeManually: 'steer',
  choosePlan: 'steer',
  acknowledge: 'steer',
  schedule: 'steer',
  unschedule: 'steer',
  startNow: 'steer',
  useSubscription: 'steer',
  buyNew: 'buy',
  buyMore: 'buy',
  updateCart: 'buy',
  goToCheckout: 'buy',
  changeSoldTo: 'buy',
  changeBilledTo: 'buy',
  changePayment: 'buy',
  backToCart: 'buy',
  placeOrder: 'buy',
  reassign: 'assign',
  retryFailed: 'assign',
  undo: 'assign',
  cancelOld: 'buy',
  keepOld: 'steer',
  pause: 'steer',
  resume: 'steer',
  retry: 'steer',
  stop: 'steer',
  follow: 'see',
  unfollow: 'see',
};

/** Why a command changed nothing. Data only: the words are in the locale files. */
export type Refusal =
  /** The card is old; the current one is shown. */
  | { why: 'stale' }
  /** The command does not belong to this state. */
  | { why: 'notNow' }
  | { why: 'notAcknowledged' }
  | { why: 'notConfirmed' }
  | { why: 'unknownPlan'; plan: string }
  | { why: 'planNotOffered'; plan: string; blocker: BlockerId }
  | { why: 'quantityBelowAssigned'; quantity: number; assigned: number }
  | { why: 'quantityBelowOwned'; quantity: number; owned: number }
  | { why: 'quantityNotANumber' }
  | { why: 'quantityTooLarge'; maximum: number }
  | { why: 'nothingChanged' }
  | { why: 'addressField'; field: string; problem: 'missing' | 'tooLong' | 'invalid' }
  | { why: 'invoiceBelowThreshold'; thresholdMinor: number; currency: string }
  | { why: 'unknownSubscription' }
  | { why: 'tooManyForPilot'; people: number }
  | { why: 'tooManyNamed'; most: number }
  /** Nobody who holds the old plan is called so. */
  | { why: 'nobodyCalled'; names: string[] }
  /** Several people who hold the old plan are called so. */
  | { why: 'severalCalled'; names: string[] }
  /** They hold the old plan only through a group, which moves as a whole. */
  | { why: 'heldByGroup'; names: string[] }
  /** The commerce has no API for it. */
  | { why: 'notByApi' }
  /** The old plan can't be cancelled while somebody holds it. */
  | { why: 'stillHeld'; people: number }
  | { why: 'dateInvalid'; date: string }
  | { why: 'timeInvalid'; time: string }
  /** The person's client did not name a time zone, or an unknown one was written. */
  | { why: 'timeZoneUnknown'; timeZone: string }
  | { why: 'timePast' }
  | { why: 'timeTooFar'; days: number }
  /** The clocks are put forward past it that night. */
  | { why: 'timeSkipped'; time: string }
  /** The old plan was cancelled: there is nothing to go back to. */
  | { why: 'tooLateToUndo' }
  | { why: 'nothingToUndo' }
  /** The order was sent: it can't be called back from here. */
  | { why: 'tooLateToStop' };
