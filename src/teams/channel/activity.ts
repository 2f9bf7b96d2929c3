import { z } from 'zod';

/**
 * What comes in over the Activity protocol, parsed once. Lenient: what is missing or of a wrong type counts as absent,
 * so that an activity of a kind not known yet is answered, not refused.
 */

const text = (max: number) => z.string().max(max).optional().catch(undefined);

const accountSchema = z
  .looseObject({ id: text(300), name: z.string().optional().catch(undefined), aadObjectId: text(300) })
  .optional()
  .catch(undefined);

const activitySchema = z.looseObject({
  type: z.string().min(1),
  id: text(500),
  name: text(200),
  action: text(100),
  channelId: text(100),
  serviceUrl: z.url().max(2_000).optional().catch(undefined),
  replyToId: text(500),
  text: text(100_000),
  locale: text(50),
  localTimezone: text(100),
  value: z.unknown().optional(),
  from: accountSchema,
  recipient: accountSchema,
  conversation: z
    .looseObject({
      id: text(1_000),
      tenantId: text(300),
      conversationType: text(100),
      isGroup: z.boolean().optional().catch(undefined),
    })
    .optional()
    .catch(undefined),
  channelData: z
    .looseObject({
      tenant: z
        .looseObject({ id: text(300) })
        .optional()
        .catch(undefined),
    })
    .optional()
    .catch(undefined),
  entities: z.array(z.looseObject({})).optional().catch(undefined),
  membersAdded: z
    .array(z.looseObject({ id: text(300) }))
    .optional()
    .catch(undefined),
  membersRemoved: z
    .array(z.looseObject({ id: text(300) }))
    .optional()
    .catch(undefined),
});
export type Activity = z.infer<typeof activitySchema>;

/** What the person did. */
export type Deed =
  | { is: 'said'; text: string }
  /** Pressed a button; `action` is untrusted. `cardActivityId` is the message whose card carries the button. */
  | { is: 'pressed'; action: unknown; cardActivityId: string | undefined; by: 'invoke' | 'submit' }
  /** Accepted or declined a file that was offered; `answer` is untrusted. */
  | { is: 'answeredOffer'; answer: unknown }
  | { is: 'arrived' }
  | { is: 'left' }
  /** Nothing this bot answers. */
  | { is: 'other' };

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

/** @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events */
export function deedOf(activity: Activity): Deed {
  switch (activity.type) {
    case 'message':
      if (activity.value !== undefined && activity.value !== null && !activity.text) return submitted(activity);
      return activity.text === undefined ? { is: 'other' } : { is: 'said', text: withoutMentions(activity) };
    case 'invoke':
      if (activity.name === 'fileConsent/invoke') return { is: 'answeredOffer', answer: activity.value };
      if (activity.name !== 'adaptiveCard/action') return { is: 'other' };
      return { is: 'pressed', action: actionOf(activity.value), cardActivityId: activity.replyToId, by: 'invoke' };
    case 'installationUpdate':
      if (activity.action?.startsWith('add')) return { is: 'arrived' };
      return activity.action?.startsWith('remove') ? { is: 'left' } : { is: 'other' };
    case 'conversationUpdate': {
      const bot = activity.recipient?.id;
      if (activity.membersAdded?.some((member) => member.id === bot)) return { is: 'arrived' };
      return activity.membersRemoved?.some((member) => member.id === bot) ? { is: 'left' } : { is: 'other' };
    }
    default:
      return { is: 'other' };
  }
}

function submitted(activity: Activity): Deed {
  const data = z.looseObject({ verb: z.unknown().optional() }).safeParse(activity.value);
  const action = data.success ? { verb: data.data.verb, data: data.data } : undefined;
  return { is: 'pressed', action, cardActivityId: activity.replyToId, by: 'submit' };
}

function actionOf(value: unknown): unknown {
  const parsed = z.looseObject({ action: z.unknown().optional() }).safeParse(value);
  return parsed.success ? parsed.data.action : undefined;
}

function withoutMentions(activity: Activity): string {
  let said = activity.text ?? '';
  for (const entity of activity.entities ?? []) {
    if (entity.type === 'mention' && typeof entity.text === 'string' && entity.text)
      said = said.replaceAll(entity.text, ' ');
  }
  const bot = activity.recipient?.name;
  const leading = bot ? `@${bot}` : undefined;
  return leading && said.trimStart().toLowerCase().startsWith(leading.toLowerCase())
    ? said.trimStart().slice(leading.length)
    : said;
}
