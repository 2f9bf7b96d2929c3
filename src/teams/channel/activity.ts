import { z } from 'zod';

/**
 * What comes in over the Activity protocol, parsed once. Lenient: what is missing or of a wrong type counts as absent,
 * so that an activity of a kind not known yet is answered, not refused.
 */

const lenient = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);
const text = (max: number) => lenient(z.string().max(max));
/** What decides who may read what is kept as it came: who reads it tells absent from strange. */
const asSent = z.unknown().optional();
const accountSchema = lenient(z.looseObject({ id: text(300), name: text(300), aadObjectId: text(300) }));
const membersSchema = lenient(z.array(z.looseObject({ id: text(300) })));

const activitySchema = z.looseObject({
  type: z.string().min(1),
  id: text(500),
  name: text(200),
  action: text(100),
  channelId: text(100),
  serviceUrl: lenient(z.url().max(2_000)),
  replyToId: text(500),
  text: text(100_000),
  locale: text(50),
  localTimezone: text(100),
  value: z.unknown().optional(),
  from: accountSchema,
  recipient: accountSchema,
  conversation: lenient(
    z.looseObject({
      id: text(1_000),
      tenantId: asSent,
      conversationType: asSent,
      isGroup: asSent,
    }),
  ),
  channelData: asSent,
  entities: lenient(z.array(z.looseObject({}))),
  membersAdded: membersSchema,
  membersRemoved: membersSchema,
});
/** An activity: what Teams tells the bot that somebody did. */
export type Activity = z.infer<typeof activitySchema>;

/** @returns undefined when the value is no activity at all. */
export function readActivity(value: unknown): Activity | undefined {
  const parsed = activitySchema.safeParse(value);
  return parsed.success ? parsed.data : undefined;
}

/** Whether there is a conversation, a person and an address to answer to. */
export function canBeAnswered(activity: Activity): boolean {
  return Boolean(activity.conversation?.id && activity.serviceUrl && (activity.from?.id || !wantsAnswer(activity)));
}

/** Whether somebody waits for an answer to this kind of activity. */
export function wantsAnswer(activity: Activity): boolean {
  return activity.type === 'message' || activity.type === 'invoke';
}
