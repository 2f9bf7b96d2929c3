import { z } from 'zod';
import type { Activity } from './activity.js';

/**
 * Where an activity comes from: which tenant, and whether others read along. Closed lists: what cannot be read is not
 * taken for what is harmless.
 * @see https://learn.microsoft.com/microsoftteams/platform/bots/build-conversational-capability (read 2026-11)
 */

type Where = Partial<Pick<Activity, 'conversation' | 'channelData'>>;

const absent = z.null().optional();

/** A chat between one person and the bot; Teams leaves the rest out, or null. */
const personalChat = z.looseObject({ conversationType: z.literal('personal'), isGroup: z.literal(false).nullish() });
/** What Teams sends beside it, naming no team, channel or meeting under any of its names. */
const besidePersonalChat = z
  .looseObject({ team: absent, teamsTeamId: absent, channel: absent, teamsChannelId: absent, meeting: absent })
  .nullish();

/** Whether nobody but the person and the bot reads along: it says so itself, and nothing beside it says otherwise. */
export function isPersonal({ conversation, channelData }: Where): boolean {
  return personalChat.safeParse(conversation).success && besidePersonalChat.safeParse(channelData).success;
}

const named = z.string().min(1).max(300);
const tenantsNamed = z.object({
  conversation: z.object({ tenantId: named.nullish() }).nullish(),
  channelData: z.object({ tenant: z.object({ id: named.nullish() }).nullish() }).nullish(),
});

/**
 * The tenants that an activity names, as they are written: in the conversation, then beside it. Two of one name are one.
 * @returns undefined where something stands in a tenant's place that is no name
 */
export function tenantsOf({ conversation, channelData }: Where): string[] | undefined {
  const read = tenantsNamed.safeParse({ conversation, channelData });
  if (!read.success) return undefined;
  const inIt = read.data.conversation?.tenantId;
  const besideIt = read.data.channelData?.tenant?.id;
  if (inIt && besideIt) return sameTenant(inIt, besideIt) ? [inIt] : [inIt, besideIt];
  const only = inIt ?? besideIt;
  return only ? [only] : [];
}

const sameTenant = (one: string, other: string): boolean => one.toLowerCase() === other.toLowerCase();
