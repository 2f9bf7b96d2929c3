import { z } from 'zod';

const accountSchema = z.object({ id: z.string() });

/** Where a conversation goes on: what sending needs. What else was kept by earlier versions is dropped. */
export const referenceSchema = z.object({
  serviceUrl: z.string(),
  channelId: z.string().optional(),
  conversation: z.object({
    id: z.string(),
    tenantId: z.string().optional(),
    conversationType: z.string().optional(),
    isGroup: z.boolean().optional(),
  }),
  bot: accountSchema.optional(),
  user: accountSchema.optional(),
});
export type Reference = z.infer<typeof referenceSchema>;

/** What was to be sent would have gone elsewhere than to a host of Teams. Nothing was sent. */
export class NotTeams extends Error {
  constructor() {
    super('the conversation is not at a host of Teams (SERVICE_HOSTS adds more)');
    this.name = 'NotTeams';
  }
}

/** Teams would not take it yet. Nothing was sent. */
export class HeldBack extends Error {
  /** @param ms how long until it may be sent, in milliseconds */
  constructor(readonly ms: number) {
    super('so much was sent that Teams would take no more yet');
    this.name = 'HeldBack';
  }
}

/** An attachment of another kind than an Adaptive Card, sent as a message of its own. */
export type FileCard = {
  attachment: { contentType: string; name: string; contentUrl?: string; content: Record<string, unknown> };
  summary: string;
};

/** What can be sent: an Adaptive Card, or a file's attachment. `summary` is the text of the notification. */
export type Sendable = { card: Record<string, unknown>; summary: string } | FileCard;

/** Sends outside a turn. Each rejects with what the connector answered, or that it did not. */
export interface Sender {
  /** Resolves with the message's activity id, when the channel tells. */
  send(reference: Reference, what: Sendable): Promise<string | undefined>;
  /** Puts something else into a message's place. */
  update(reference: Reference, activityId: string, what: Sendable): Promise<void>;
  /** Takes a message back. */
  remove(reference: Reference, activityId: string): Promise<void>;
}
