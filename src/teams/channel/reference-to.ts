import type { Activity } from './activity.js';
import type { Reference } from './sender.js';

const longestTenant = 100;

/**
 * Where an activity's conversation goes on: what sending to it needs, and nothing else that stood in it. Each part was
 * bounded when the activity was read.
 */
export function referenceTo({ serviceUrl = '', channelId, conversation, recipient, from }: Activity): Reference {
  const { id = '', tenantId, conversationType, isGroup } = conversation ?? {};
  const reference: Reference = { serviceUrl, conversation: { id } };
  if (channelId !== undefined) reference.channelId = channelId;
  if (isShort(tenantId)) reference.conversation.tenantId = tenantId;
  if (isShort(conversationType)) reference.conversation.conversationType = conversationType;
  if (typeof isGroup === 'boolean') reference.conversation.isGroup = isGroup;
  if (recipient?.id !== undefined) reference.bot = { id: recipient.id };
  if (from?.id !== undefined) reference.user = { id: from.id };
  return reference;
}

const isShort = (value: unknown): value is string => typeof value === 'string' && value.length <= longestTenant;
