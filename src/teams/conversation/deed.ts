import { z } from 'zod';
import { refreshVerb } from '../cards/frame/refresh.js';
import type { Activity } from '../channel/activity.js';

/** What the person did. */
export type Deed =
  | { is: 'said'; text: string }
  /** Pressed a button; `action` is untrusted. `cardActivityId` is the message whose card carries the button. */
  | { is: 'pressed'; action: unknown; cardActivityId: string | undefined }
  /** Looks at a card of a run again: Teams asks for it as it is now, and nobody pressed anything. */
  | { is: 'refreshed'; action: unknown; cardActivityId: string | undefined }
  /** Accepted or declined a file that was offered; `answer` is untrusted. */
  | { is: 'answeredOffer'; answer: unknown }
  | { is: 'arrived' }
  | { is: 'left' }
  /** Nothing this bot answers. */
  | { is: 'other' };

const submittedSchema = z.looseObject({ verb: z.unknown().optional() });
const pressedSchema = z.looseObject({ action: z.unknown().optional() });

/**
 * What a person did, by the activity that tells of it. What a bot says is not answered: two that answer each other do
 * not end.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/how-to/conversations/subscribe-to-conversation-events
 */
export function deedOf(activity: Activity): Deed {
  const read = isBot(activity) ? undefined : byType.get(activity.type);
  return read?.(activity) ?? { is: 'other' };
}

/** Teams gives bots ids that begin with 28, and people such with 29. */
function isBot({ from }: Activity): boolean {
  return from?.id?.startsWith('28:') ?? false;
}

const byType: ReadonlyMap<string, (activity: Activity) => Deed | undefined> = new Map([
  ['message', said],
  ['invoke', invoked],
  ['installationUpdate', ({ action = '' }) => moved(action.startsWith('add'), action.startsWith('remove'))],
  [
    'conversationUpdate',
    ({ recipient, membersAdded, membersRemoved }) => {
      const isThisBot = ({ id }: { id?: string | undefined }) => id === recipient?.id;
      return moved(membersAdded?.some(isThisBot), membersRemoved?.some(isThisBot));
    },
  ],
]);

function said(activity: Activity): Deed | undefined {
  if (activity.value !== undefined && activity.value !== null && !activity.text) return submitted(activity);
  return activity.text === undefined ? undefined : { is: 'said', text: withoutMentions(activity) };
}

function invoked({ name, value, replyToId }: Activity): Deed | undefined {
  if (name === 'fileConsent/invoke') return { is: 'answeredOffer', answer: value };
  if (name !== 'adaptiveCard/action') return undefined;
  const action = actionOf(value);
  const { data: verb } = z.looseObject({ verb: z.string() }).safeParse(action);
  return { is: verb?.verb === refreshVerb ? 'refreshed' : 'pressed', action, cardActivityId: replyToId };
}

function moved(isIn: boolean | undefined, isOut: boolean | undefined): Deed | undefined {
  if (isIn) return { is: 'arrived' };
  return isOut ? { is: 'left' } : undefined;
}

function submitted(activity: Activity): Deed {
  const data = submittedSchema.safeParse(activity.value);
  const action = data.success ? { verb: data.data.verb, data: data.data } : undefined;
  return { is: 'pressed', action, cardActivityId: activity.replyToId };
}

function actionOf(value: unknown): unknown {
  const parsed = pressedSchema.safeParse(value);
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
