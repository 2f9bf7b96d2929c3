import { z } from 'zod';

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
    'purchaseOrderWanted',
    'reviewStarted',
    'reviewEnded',
    'accountReviewed',
    'confirmOrder',
    'approvalWanted',
    'orderRoleLost',
    'onlyByPerson',
    'readyToReassign',
    'buyNext',
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
    'stillWaiting',
    'confirmAgain',
    'otherPlanBought',
    'keptReminder',
    'ranOut',
    'renewed',
  ]),
  /** Whom it is for, by person id; left out: every follower. */
  to: z.array(z.string()).optional(),
  /** The name of whoever it comes from; left out: the bot. */
  from: z.string().optional(),
});
export type Notice = z.infer<typeof noticeSchema>;
