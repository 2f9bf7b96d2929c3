import { z } from 'zod';
import type { Activity } from '../channel/activity.js';

/** What the person did. */
export type Deed =
  | { is: 'said'; text: string }
  /** Pressed a button; `action` is untrusted. `cardActivityId` is the message whose card carries the button. */
  | { is: 'pressed'; action: unknown; cardActivityId: string | undefined }
  /** Accepted or declined a file that was offered; `answer` is untrusted. */
  | { is: 'answeredOffer'; answer: unknown }
  | { is: 'arrived' }
  | { is: 'left' }
  /** Nothing this bot answers. */
  | { is: 'other' };

/**
 * What a person did, by the activity that tells of it.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
 */
export function deedOf(activity: Activity): Deed {
  switch (activity.type) {
    case 'message':
      if (activity.value !== undefined && activity.value !== null && !activity.text) return submitted(activity);
      return activity.text === undefined ? { is: 'other' } : { is: 'said', text: withoutMentions(activity) };
    case 'invoke':
      if (activity.name === 'fileConsent/invoke') return { is: 'answeredOffer', answer: activity.value };
      if (activity.name !== 'adaptiveCard/action') return { is: 'other' };
      return { is: 'pressed', action: actionOf(activity.value), cardActivityId: activity.replyToId };
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
  return { is: 'pressed', action, cardActivityId: activity.replyToId };
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
