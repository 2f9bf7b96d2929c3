import { z } from 'zod';
import { addressSchema } from '../order/address.js';
import { billingCycleSchema, paymentSchema } from '../order/order.js';
import { termSchema } from '../order/term.js';
import { blockerIdSchema } from '../tenant/blockers.js';

/** How many people get a usage location at a time: as many as Microsoft takes in one batch. */
export const mostLocated = 20;

/** What a person can ask of a run. The names are the verbs that cards carry. */
export const commandSchema = z.discriminatedUnion('do', [
  /** `source`: the plan that is to be upgraded, by part number or as somebody calls it. */
  z.object({ do: z.literal('check'), source: z.string().max(200).optional() }),
  z.object({ do: z.literal('status') }),
  z.object({ do: z.literal('watch') }),
  z.object({
    do: z.literal('reportTab'),
    tab: z.union([z.literal('plans'), blockerIdSchema]),
    message: z.string().max(500).optional(),
  }),
  /** `renewal`: it was not cancelled, its recurring billing was turned off instead. */
  z.object({ do: z.literal('taskDone'), renewal: z.literal('off').optional() }),
  z.object({ do: z.literal('upgradeManually') }),
  z.object({ do: z.literal('choosePlan'), plan: z.string() }),
  /**
   * Those who are named go to `plan`, everybody else to `rest`, each by part number or as somebody calls it. Who they are
   * is told by `people` (names or sign-in names), by a group or by a department; `count` alone does not tell.
   */
  z.object({
    do: z.literal('splitPeople'),
    plan: z.string().max(200),
    rest: z.string().max(200),
    people: z.string().max(100_000).optional(),
    group: z.string().max(256).optional(),
    department: z.string().max(256).optional(),
    count: z.number().int().nonnegative().optional(),
  }),
  z.object({ do: z.literal('acknowledge'), understood: z.boolean() }),
  /** `date` YYYY-MM-DD and `time` HH:MM in the time zone (IANA); the person's own when it is left out. */
  z.object({ do: z.literal('schedule'), date: z.string(), time: z.string(), timeZone: z.string().optional() }),
  z.object({ do: z.literal('unschedule') }),
  z.object({ do: z.literal('startNow') }),
  /** `accept`: take it knowing what is to be known: that its seats will not last, or what its plan lacks. */
  z.object({ do: z.literal('useSubscription'), subscription: z.string(), accept: z.boolean().optional() }),
  z.object({ do: z.literal('buyNew') }),
  z.object({ do: z.literal('buyMore') }),
  z.object({ do: z.literal('buyByHand') }),
  /** `quantityBeside`: licences of the second product in the cart; 0 leaves it out of the order. */
  z.object({
    do: z.literal('updateCart'),
    billingCycle: billingCycleSchema.optional(),
    term: termSchema.optional(),
    quantity: z.number().optional(),
    quantityBeside: z.number().optional(),
  }),
  z.object({
    do: z.literal('goToCheckout'),
    billingCycle: billingCycleSchema.optional(),
    term: termSchema.optional(),
    quantity: z.number().optional(),
    quantityBeside: z.number().optional(),
  }),
  z.object({ do: z.literal('changeSoldTo'), address: addressSchema.partial() }),
  z.object({ do: z.literal('changeBilledTo'), address: addressSchema.partial() }),
  z.object({ do: z.literal('changePayment'), payment: paymentSchema }),
  /** Lets another of those who may pay pay. `payer`: the commerce's id of it. */
  z.object({ do: z.literal('changePayer'), payer: z.string() }),
  z.object({ do: z.literal('backToCart') }),
  /** Buys no more for now: step 2 looks on. */
  z.object({ do: z.literal('backToVerify') }),
  /** `attested`: what Microsoft asks of whoever buys for a customer is so. `quantity`: written to confirm a large order. */
  z.object({ do: z.literal('placeOrder'), attested: z.boolean().optional(), quantity: z.number().optional() }),
  z.object({ do: z.literal('attest') }),
  /** `pilot`: how many to begin with, 0 for everyone. `people`: whom to begin with instead, by name or sign-in name. */
  z.object({
    do: z.literal('reassign'),
    pilot: z.number().int().nonnegative(),
    people: z.string().max(20_000).optional(),
  }),
  z.object({ do: z.literal('retryFailed') }),
  /**
   * Sets where people use what is licensed to them. `country`: its ISO 3166-1 alpha-2 code, in capitals; `people`: ids of
   * those it is confirmed for, left out: all who are named. `again`: those who were refused for want of it are then tried again.
   */
  z.object({
    do: z.literal('setLocation'),
    country: z.string().max(100),
    people: z.array(z.string().max(100)).max(mostLocated).optional(),
    again: z.boolean().optional(),
  }),
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
export const verbs: readonly Verb[] = commandSchema.options.map((option) => option.shape.do.value);
