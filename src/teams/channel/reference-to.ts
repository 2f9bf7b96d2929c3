import type { Activity } from './activity.js';
import type { Reference } from './sender.js';

const longestTenant = 100;

/**
 * Where an activity's conversation goes on: what sending to it needs, and nothing else that stood in it. Each part was
 * bounded when the activity was read.
 */
export function referenceTo({ serviceUrl = '', channelId, conversation, recipient, from }: Activity): Reference {
  const { id = '', tenantId, conversationType, isGroup } = conversation ?? {};
  return {
    serviceUrl,
    ...(channelId === undefined ? {} : { channelId }),
    conversation: {
      id,
      ...(isShort(tenantId) ? { tenantId } : {}),
      ...(isShort(conversationType) ? { conversationType } : {}),
      ...(typeof isGroup === 'boolean' ? { isGroup } : {}),
    },
    ...(recipient?.id === undefined ? {} : { bot: { id: recipient.id } }),
    ...(from?.id === undefined ? {} : { user: { id: from.id } }),
  };
}

const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= longestTenant;
